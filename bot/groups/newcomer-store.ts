/** Who was seen in a group's channel and belongs nowhere yet, in the database: marks, no names. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'

/** Tells a person of a group's channel apart from others there, and leads to nobody by itself. */
export function markOf(groupId: string, objectId: string): string {
  return createHash('sha256').update(`${groupId} ${objectId}`).digest('base64url').slice(0, 32)
}

/** Keeps the marks of those who are there now. @returns how many of them were not there before */
export async function keepNewcomers(
  tx: Transaction,
  groupId: string,
  objectIds: readonly string[],
  at: Date,
): Promise<number> {
  const marks = objectIds.map((id) => markOf(groupId, id))
  await tx.run(raw(sql`delete from newcomer where group_id = ${groupId} and mark <> all(${marks}::text[])`))
  await tx.run(raw(sql`update newcomer set seen_at = ${at} where group_id = ${groupId}`))
  return tx.run(
    raw(sql`insert into newcomer (network_id, group_id, mark, seen_at)
      select ${tx.networkId}, ${groupId}, mark, ${at} from unnest(${marks}::text[]) as mark on conflict do nothing`),
  )
}

/** Of groups whose channel is not read any more. */
export function forgetNewcomers(tx: Transaction, before: Date, most: number): Promise<number> {
  return tx.run(
    raw(sql`delete from newcomer where (group_id, mark) in (
      select group_id, mark from newcomer where seen_at < ${before} order by 1, 2 limit ${most})`),
  )
}

/** Of these members: the accounts of those who are in no group at all. */
export async function accountsInNoGroup(
  tx: Transaction,
  memberIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select m.aad_object_id as id from member m
      where m.id = any(${memberIds}::uuid[]) and m.aad_object_id is not null
        and not exists (select from membership ms where ms.member_id = m.id)`),
  )
  return rows.map(({ id }) => id)
}
