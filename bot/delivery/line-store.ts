/** What is next in a conversation, as the database has it. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { editGap } from './budget'
import type { PostRow } from './store'

export interface Due {
  /** The first in line; one that pauses after a failed try keeps its place, but for the quiet hours. None, or one. */
  readonly posts: readonly PostRow[]
  /** The edit that is next, with when its pace allows it. None, or one. */
  readonly edits: readonly (PostRow & { readonly due: Date | null })[]
}

export async function dueIn(tx: Transaction, conversationId: string): Promise<Due> {
  const { briskEdits, briskMs, slowMs } = editGap
  const [posts, edits] = await Promise.all([
    tx.all(
      raw(sql<PostRow>`select * from post where conversation_id = ${conversationId} and state = 'waiting'
                       -- What waits until the quiet hours are over holds up nothing that may go now.
                       order by coalesce(cause = 'quiet-hours' and try_at > clock_timestamp(), false), urgent desc, position
                       limit 1`),
    ),
    tx.all(
      raw(sql<PostRow & { due: Date | null }>`select * from (
            select post.*, greatest(edit_at, last_edit_at + case
              when edit_streak < ${briskEdits}::int then ${briskMs}::int else ${slowMs}::int
            end * interval '1 millisecond') as due
            from post where conversation_id = ${conversationId} and state = 'sent' and message_id is not null
              and edits_wanted > edits_done) to_edit
          -- What pauses holds nothing up; of what may go now the last states of matters go first (P9).
          order by due > clock_timestamp(), case when due <= clock_timestamp() then not edit_urgent end, due limit 1`),
    ),
  ])
  return { posts, edits }
}
