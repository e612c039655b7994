/** Edits in the database: how often a new state was asked for, and up to which one a card shows. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Matter, Post } from './store'

/**
 * Asks for an edit of posts that stand, or are on their way and may have been drawn already. By the database's clock.
 * @param urgent the last state of a matter: it goes before the others (P9)
 * @returns the conversations in which they stand
 */
export async function wantEdits(
  tx: Transaction,
  matter: Matter,
  urgent: boolean,
): Promise<readonly string[]> {
  const rows = await tx.all(
    // In the order of ids, as everybody locks posts: two of these would else wait for each other. A card that pauses
    // after a failed edit goes on pausing.
    raw(sql<{ conversation_id: string }>`
      with mine as (
        select id from post where matter_kind = ${matter.kind} and matter_id = ${matter.id}
          and (state in ('waiting', 'sending') or (state = 'sent' and message_id is not null))
        order by id for update)
      update post set edits_wanted = edits_wanted + 1, edit_urgent = edit_urgent or ${urgent},
        edit_at = case when edit_tries > 0 then greatest(edit_at, clock_timestamp()) else clock_timestamp() end
      from mine where post.id = mine.id returning conversation_id`),
  )
  return [...new Set(rows.map((row) => row.conversation_id))]
}

/**
 * Asks for an edit of every card that stands in a conversation, whether its matter has changed or not: a card that is
 * gone shows by that.
 */
export async function wantChecks(
  tx: Transaction,
  conversationId: string,
  kinds: readonly string[],
): Promise<void> {
  await tx.run(
    raw(sql`update post set edits_wanted = edits_wanted + 1, edit_at = clock_timestamp(), check_wanted = true
      where conversation_id = ${conversationId} and matter_kind = any(${kinds}::text[]) and state = 'sent'
        and message_id is not null`),
  )
}

/** The same where it is not the matter itself that has changed, but a name on its cards: each is drawn anew. */
export async function wantRedraw(tx: Transaction, matter: Matter): Promise<readonly string[]> {
  await tx.run(
    raw(sql`update post set shown_revision = null from (
        select id from post where matter_kind = ${matter.kind} and matter_id = ${matter.id} order by id for update) mine
      where post.id = mine.id`),
  )
  return wantEdits(tx, matter, false)
}

/** Of many matters at once: all of their cards are drawn anew. @returns the conversations in which they stand */
export async function wantRedrawOf(
  tx: Transaction,
  kinds: readonly string[],
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await tx.all(
    raw(sql<{ conversation_id: string }>`
      with mine as (
        select id from post where matter_kind = any(${kinds}::text[]) and matter_id = any(${ids}::text[])
          and (state in ('waiting', 'sending') or (state = 'sent' and message_id is not null))
        order by id for update)
      update post set shown_revision = null, edits_wanted = edits_wanted + 1,
        edit_at = case when edit_tries > 0 then greatest(edit_at, clock_timestamp()) else clock_timestamp() end
      from mine where post.id = mine.id returning conversation_id`),
  )
  return [...new Set(rows.map((row) => row.conversation_id))]
}

/** A channel's language has changed: not more than these are drawn anew, the newest of them. */
const mostRedrawn = 50

/** Cards of all matters that stand in a conversation; answers are stored as they were given, in their reader's language. */
export async function wantRedrawIn(tx: Transaction, conversationId: string): Promise<void> {
  await tx.run(
    raw(sql`with newest as (
        select id from post where conversation_id = ${conversationId} and state = 'sent' and message_id is not null
          and matter_kind <> 'answer' and member_id is null order by sent_at desc, id limit ${mostRedrawn}),
      mine as (select id from post where id in (select id from newest) order by id for update)
      update post set shown_revision = null, edits_wanted = edits_wanted + 1, edit_at = clock_timestamp()
      from mine where post.id = mine.id`),
  )
}

/** A card has been edited up to a wish; by the database's clock, which paces the next one. */
export async function noteEdit(
  tx: Transaction,
  post: Post,
  revision: number,
  at: Date,
  restMs: number,
): Promise<void> {
  await tx.run(
    raw(sql`update post set edits_done = greatest(edits_done, ${post.editsWanted}), edited_at = ${at},
        -- A name was to be drawn anew while this one was on its way: what it shows has no number.
        shown_revision = case when shown_revision is null and edits_wanted > ${post.editsWanted} then null else ${revision}::integer end,
        data = case when edits_wanted > ${post.editsWanted} then data else '{}' end, check_wanted = false, cause = null, cause_detail = null, edit_tries = 0, last_edit_at = clock_timestamp(),
        edit_streak = case when last_edit_at > clock_timestamp() - ${restMs}::double precision * interval '1 millisecond' then edit_streak + 1 else 1 end,
        edit_urgent = edit_urgent and edits_wanted > ${post.editsWanted}
      where id = ${post.id}`),
  )
}

/** Its card shows what it should already. */
export async function noteUnchanged(tx: Transaction, post: Post): Promise<void> {
  await tx.run(
    raw(
      sql`update post set edits_done = greatest(edits_done, ${post.editsWanted}), check_wanted = false where id = ${post.id}`,
    ),
  )
}

/** Of one post: what it shows is not known to be the newest. */
export async function wantEditOf(tx: Transaction, id: string): Promise<void> {
  await tx.run(
    raw(sql`update post set edits_wanted = edits_wanted + 1, edit_at = clock_timestamp() where id = ${id}`),
  )
}
