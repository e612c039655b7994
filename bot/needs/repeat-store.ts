/** Closed rounds that would be repeated, in the database: of a group, or of the network where the group is null. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'

const toRepeat = (groupId: string | null) => sql`r.repeats and r.state = 'closed'
  and r.group_id is not distinct from ${groupId}::uuid and not exists (select from round f where f.follows = r.id)`

export async function isToRepeat(tx: Transaction, groupId: string | null): Promise<boolean> {
  return (
    (await tx.first(raw(sql<object>`select from round r where ${toRepeat(groupId)} limit 1`))) !== undefined
  )
}

/** @returns those that would have been repeated, and will not */
export async function endRepeats(tx: Transaction, groupId: string | null): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`update round r set repeats = false, revision = revision + 1
      where ${toRepeat(groupId)} returning id`),
  )
  return rows.map(({ id }) => id)
}
