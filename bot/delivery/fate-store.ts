/** What becomes of a post, try by try, in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { changePost, type PostChange } from './store'

/** Posts that a process was sending when it died: they may stand there, so they are not sent again. */
export async function orphaned(tx: Transaction, conversationId: string): Promise<void> {
  await tx.run(
    queries
      .updateTable('post')
      .set({ state: 'unknown', cause: 'interrupted', cause_detail: null })
      .where('conversation_id', '=', conversationId)
      .where('state', '=', 'sending'),
  )
}

/**
 * @returns those that were still waiting and are now marked as being sent, each with its number of tries. None while Teams
 * throttles the tenant: whoever drew a turn before that learns it here, in whatever process.
 */
export async function markSending(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.all(
    raw(sql<{ id: string; tries: number }>`
      with mine as (
        select id from post where id = any(${ids}::uuid[]) and state = 'waiting'
          and not exists (select from pace where paused_until > clock_timestamp()) order by id for update)
      update post set state = 'sending', tries = tries + 1, try_at = clock_timestamp(), cause = null, cause_detail = null
      from mine where post.id = mine.id returning post.id, tries`),
  )
  return new Map(rows.map((row) => [row.id, row.tries]))
}

/** Asked for anew, now. Tries go on being counted: an answer to an earlier one, come late, is known by its number. */
export async function backInLine(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.run(
    raw(sql`update post set state = 'waiting', try_at = null, cause = null, cause_detail = null,
              requested_at = clock_timestamp()
            where id = any(${ids}::uuid[])`),
  )
}

/** The request never left: it is as it was before it was marked. */
export async function unmarkSending(tx: Transaction, id: string, tries: number): Promise<void> {
  await tx.run(
    raw(sql`update post set state = 'waiting', tries = tries - 1, try_at = null
            where id = ${id} and state = 'sending' and tries = ${tries}`),
  )
}

/** What is asked for that long ago and still cannot be sent is given up: a day, as mail servers do at the least. */
export async function outlived(tx: Transaction, id: string): Promise<boolean> {
  const row = await tx.first(
    raw(sql<{ old: boolean }>`select requested_at < clock_timestamp() - interval '24 hours' as old from post
                              where id = ${id}`),
  )
  return row?.old ?? true
}

/**
 * What became of one try. A later try of the same post, or a person's decision, is not overwritten by an answer that came
 * late; where the post had only been given up for lost, the answer says what nobody knew.
 */
export async function settlePost(
  tx: Transaction,
  id: string,
  tries: number,
  change: PostChange,
): Promise<boolean> {
  const settled = await tx.run(
    queries
      .updateTable('post')
      .set({ ...change, ...shown(change) })
      .where('id', '=', id)
      .where('tries', '=', tries)
      .where('state', 'in', ['sending', 'unknown']),
  )
  return settled === 1
}

/** What was wanted while it was on its way may be another name on the card, which no revision tells. */
function shown({ shown_revision: revision = null, edits_done: drawn }: PostChange) {
  if (revision === null || drawn === undefined) return {}
  return {
    shown_revision: sql<
      number | null
    >`case when edits_wanted > ${drawn} then null else ${revision}::integer end`,
  }
}

export async function retryAt(tx: Transaction, id: string, inMs: number, change: PostChange): Promise<void> {
  const column = change.state === 'waiting' ? sql.ref('try_at') : sql.ref('edit_at')
  await changePost(tx, id, change)
  await tx.run(
    raw(
      sql`update post set ${column} = clock_timestamp() + ${inMs}::double precision * interval '1 millisecond' where id = ${id}`,
    ),
  )
}
