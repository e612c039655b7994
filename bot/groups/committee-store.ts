/** Who is in the committee: those who hold its seats or stand in for one, and nobody by any other way. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'

/**
 * Whoever changes a seat holds this until the transaction ends: what one seat may be depends on all the others (one
 * chair, nobody twice). Taken before any row is read.
 */
export async function lockSeats(tx: Transaction): Promise<void> {
  await tx.all(raw(sql`select pg_advisory_xact_lock(hashtextextended('seats ' || ${tx.networkId}, 0))`))
}

/** Every network has one. */
export async function committeeGroup(
  tx: Transaction,
): Promise<{ readonly id: string; readonly name: string }> {
  const row = await tx.first(
    raw(sql<{ id: string; name: string }>`select id, name from working_group where kind = 'committee'`),
  )
  if (!row) throw new Error('a network without a committee')
  return row
}

/** Makes the committee's people those whom its seats name at that instant. To be called wherever seats change. */
export async function followSeats(tx: Transaction, at: Date): Promise<void> {
  await lockSeats(tx)
  await tx.run(
    raw(sql`delete from membership ms using working_group g
      where g.id = ms.group_id and g.kind = 'committee' and not exists (
        select from committee_people(${at}) p where p.group_id = ms.group_id and p.member_id = ms.member_id)`),
  )
  await tx.run(
    raw(sql`insert into membership (network_id, group_id, member_id, role)
      select network_id, group_id, member_id, role from committee_people(${at})
      on conflict (group_id, member_id) do update set role = excluded.role where membership.role <> excluded.role`),
  )
}

/** In which a term has begun or ended since. */
export async function committeesToFollow(database: Database, at: Date): Promise<readonly string[]> {
  const rows = await database.ask(
    raw(sql<{ network_id: string }>`select network_id from committees_to_follow(${at})`),
  )
  return rows.map(({ network_id }) => network_id)
}
