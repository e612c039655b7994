/** Seats of the committee in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { familyOf } from '../groups/committee-store'
import type { Person, Seat } from './seat'
import type { Bench, SeatPerson } from './view'

interface SeatRow {
  readonly id: string
  readonly organisation_id: string
  readonly holder_id: string | null
  readonly deputy_id: string | null
  readonly chair: boolean
  readonly term_from: string | null
  readonly term_to: string | null
  readonly ended: boolean
}

const columns = sql`s.id, s.organisation_id, s.holder_id, s.deputy_id, s.chair, s.term_from::text, s.term_to::text,
  s.ended_at is not null as ended`

/** All seats of the network that have not ended, by id. */
export async function seatsOf(tx: Transaction): Promise<readonly Seat[]> {
  const rows = await tx.all(
    raw(sql<SeatRow>`select ${columns} from seat s where s.ended_at is null order by s.id`),
  )
  return rows.map(read)
}

/** Also one that has ended. */
export async function seatById(tx: Transaction, id: string): Promise<Seat | undefined> {
  const row = await tx.first(raw(sql<SeatRow>`select ${columns} from seat s where s.id = ${id}`))
  return row && read(row)
}

function read(row: SeatRow): Seat {
  const { id, holder_id, deputy_id, chair, ended } = row
  return {
    ...{ id, chair, ended, organisationId: row.organisation_id, holderId: holder_id, deputyId: deputy_id },
    ...{ from: row.term_from, to: row.term_to },
  }
}

/** @param electionId the election that fills it */
export async function insertSeats(
  tx: Transaction,
  seats: readonly Seat[],
  electionId: string | null,
): Promise<void> {
  await tx.run(
    raw(sql`insert into seat (id, network_id, organisation_id, holder_id, deputy_id, chair, term_from, term_to, election_id)
      select s.id, ${tx.networkId}, s.organisation_id, s.holder_id, null, false, s.term_from, s.term_to, ${electionId}
      from unnest(${seats.map((s) => s.id)}::uuid[], ${seats.map((s) => s.organisationId)}::uuid[],
        ${seats.map((s) => s.holderId)}::uuid[], ${seats.map((s) => s.from)}::date[], ${seats.map((s) => s.to)}::date[])
        as s(id, organisation_id, holder_id, term_from, term_to)`),
  )
}

export async function saveSeat(tx: Transaction, seat: Seat, at: Date): Promise<void> {
  await tx.run(
    raw(sql`update seat set holder_id = ${seat.holderId}, deputy_id = ${seat.deputyId}, chair = ${seat.chair},
        term_from = ${seat.from}::date, term_to = ${seat.to}::date,
        ended_at = case when ${seat.ended} then coalesce(ended_at, ${at}) end
      where id = ${seat.id}`),
  )
}

/**
 * Holds until the transaction ends: whoever takes the person out of the network waits, or has come first and is seen here.
 * @param organisationId the seat's: is the person of its family? null: the person's own
 */
export async function personFor(
  tx: Transaction,
  memberId: string,
  organisationId: string | null,
): Promise<Person | undefined> {
  return tx.first(
    raw(sql<Person>`select m.id, m.organisation_id as "organisationId", m.left_at is not null as left,
        ${organisationId === null ? sql`true` : sql`m.organisation_id in ${familyOf(organisationId)}`} as "sameFamily"
      from member m where m.id = ${memberId} for share of m`),
  )
}

export async function organisationIsKnown(tx: Transaction, id: string): Promise<boolean> {
  return (
    (await tx.all(raw(sql`select from organisation where id = ${id} and removed_at is null`))).length === 1
  )
}

export async function organisationsByName(
  tx: Transaction,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return tx.all(
    raw(sql<{ id: string; name: string }>`select id, name from organisation
    where removed_at is null order by name, id`),
  )
}

/** Who could sit for an organisation, by name: its own people, or those of its whole family. */
export async function peopleFor(
  tx: Transaction,
  organisationId: string,
  family: boolean,
): Promise<readonly { readonly id: string; readonly name: string; readonly organisation: string }[]> {
  const within = family ? familyOf(organisationId) : sql`(${organisationId}::uuid)`
  return tx.all(
    raw(sql<{ id: string; name: string; organisation: string }>`select m.id, m.name, o.name as organisation
      from member m join organisation o on o.id = m.organisation_id
      where m.left_at is null and m.organisation_id in ${within} order by m.name, m.id`),
  )
}

export interface SeatWithNames extends Seat {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly bench: Bench
  readonly holder: SeatPerson | null
  readonly deputy: SeatPerson | null
}

/** As it is shown: the chair first, then by organisation. */
export async function seatsWithNames(tx: Transaction): Promise<readonly SeatWithNames[]> {
  const person = (alias: string) => sql`case when ${sql.ref(`${alias}.id`)} is not null then
    jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)},
      'organisation', ${sql.ref(`${alias}o.name`)}, 'left', ${sql.ref(`${alias}.left_at`)} is not null) end`
  const rows = await tx.all(
    raw(sql<
      SeatRow & { organisation: string; bench: Bench; holder: SeatPerson | null; deputy: SeatPerson | null }
    >`
      select ${columns}, o.name as organisation, o.bench, ${person('h')} as holder, ${person('d')} as deputy
      from seat s join organisation o on o.id = s.organisation_id
      left join member h on h.id = s.holder_id left join organisation ho on ho.id = h.organisation_id
      left join member d on d.id = s.deputy_id left join organisation "do" on "do".id = d.organisation_id
      where s.ended_at is null order by s.chair desc, o.name, s.term_from nulls first, s.id`),
  )
  return rows.map((row) => ({
    ...read(row),
    organisation: { id: row.organisation_id, name: row.organisation },
    ...{ bench: row.bench, holder: row.holder, deputy: row.deputy },
  }))
}

/** Seat id -> its organisation's name. */
export async function seatTitles(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; name: string }>`select s.id, o.name from seat s
      join organisation o on o.id = s.organisation_id where s.id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Chair, within the term, and office. @param day `2027-01-31` in the network's zone */
export async function whoRunsElections(tx: Transaction, day: string): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select m.id from member m
      where m.left_at is null and (m.office or exists (
        select from seat s where s.chair and s.holder_id = m.id and seat_counts(s, ${day}::date)))
      order by m.id`),
  )
  return rows.map(({ id }) => id)
}
