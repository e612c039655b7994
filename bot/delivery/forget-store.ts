/** Posts that are forgotten with the conversation in which they stand. */
import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'

/**
 * Whatever was on its way there does not go out, and what stands there is edited no more.
 *
 * @param others posts that go with them, wherever they stand; `p` is the post
 */
export async function forgetConversations(
  tx: Transaction,
  conversations: readonly string[],
  others: RawBuilder<unknown> = sql`false`,
): Promise<void> {
  const posts = sql`select p.id from post p
    where p.conversation_id = any(${conversations}::text[]) or ${others} order by p.id for update`
  await tx.run(raw(sql`update post set replaces = null where replaces in (${posts})`))
  await tx.run(raw(sql`delete from post where id in (${posts})`))
  // Posts before lanes, as whoever has just sent something there locks them.
  await tx.run(raw(sql`delete from lane where conversation_id = any(${conversations}::text[])`))
}
