/** Who is in the committee: those who hold its seats or stand in for one, and nobody by any other way. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'
import { lockAdministration } from './administration-store'
import { topOf } from './family'

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
  await lockAdministration(tx)
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

/**
 * Seats are organisations': whoever holds one, or is to, cannot go to another; whoever stands in stays in the family.
 * @returns for which organisation the person sits; undefined: for none that would be another's. A term that is over binds nobody
 */
export async function seatElsewhere(
  tx: Transaction,
  memberId: string,
  organisationId: string,
  at: Date,
): Promise<string | undefined> {
  const row = await tx.first(
    raw(sql<{ name: string }>`select o.name from seat s join organisation o on o.id = s.organisation_id
      join network n on n.id = s.network_id
      where s.ended_at is null and coalesce(s.term_to >= (${at}::timestamptz at time zone n.zone)::date, true)
        and (s.holder_id = ${memberId} and s.organisation_id <> ${organisationId}
          or s.deputy_id = ${memberId} and s.organisation_id not in ${familyOf(organisationId)})
      order by o.name limit 1`),
  )
  return row?.name
}

/**
 * An organisation goes to another family, and all below it with it.
 * @returns who would stand in for a seat of another family then, and for which organisation
 */
export async function deputyOutside(
  tx: Transaction,
  organisationId: string,
  parentId: string | null,
  at: Date,
): Promise<{ readonly name: string; readonly organisation: string } | undefined> {
  const organisations = await tx.all(
    raw(sql<{ id: string; parent: string | null }>`select id, parent_id as parent from organisation`),
  )
  const parents = new Map(organisations.map(({ id, parent }) => [id, parent]))
  const before = (id: string) => topOf(id, (one) => parents.get(one))
  const after = (id: string) => topOf(id, (one) => (one === organisationId ? parentId : parents.get(one)))
  const deputies = await tx.all(
    raw(sql<{
      name: string
      organisation: string
      own: string
      of: string
    }>`select m.name, o.name as organisation,
      m.organisation_id as own, o.id as "of" from seat s join organisation o on o.id = s.organisation_id
      join member m on m.id = s.deputy_id join network n on n.id = s.network_id
      where s.ended_at is null and coalesce(s.term_to >= (${at}::timestamptz at time zone n.zone)::date, true)
      order by o.name, s.id`),
  )
  return deputies.find(({ own, of }) => before(own) === before(of) && after(own) !== after(of))
}

/** Organisations of a family: all that stand above one, below one, or beside it. Circles end, since ids come once. */
export const familyOf = (organisationId: string) => sql`
  (with recursive above(id, parent_id) as (
     select o.id, o.parent_id from organisation o where o.id = ${organisationId}
     union select p.id, p.parent_id from organisation p join above a on p.id = a.parent_id),
   family(id) as (
     select id from above
     union select c.id from organisation c join family f on c.parent_id = f.id)
   select id from family)`

/** In which a term has begun or ended since. */
export async function committeesToFollow(database: Database, at: Date): Promise<readonly string[]> {
  const rows = await database.ask(
    raw(sql<{ network_id: string }>`select network_id from committees_to_follow(${at})`),
  )
  return rows.map(({ network_id }) => network_id)
}
