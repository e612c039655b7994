/** Bookings in the database: whose they are, who waits, who may be told of them. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Booking, Waiting } from './booking'
import type { OwnBooking, TakenView } from './view'

export interface NewBooking extends Booking {
  readonly by: string
  readonly at: Date
  readonly nonce: string
}

export async function insertBooking(tx: Transaction, booking: NewBooking): Promise<void> {
  const { id, offerId, organisationId, places, state, named, by, at, nonce } = booking
  await tx.run(
    queries.insertInto('booking').values({
      ...{ id, network_id: tx.networkId, offer_id: offerId, organisation_id: organisationId, places, state },
      ...{ named, booked_by: by, booked_at: at, nonce },
    }),
  )
}

const selected = sql`select b.id, b.offer_id as "offerId", b.organisation_id as "organisationId", b.places, b.state, b.named
  from booking b`

export async function bookingById(tx: Transaction, id: string): Promise<Booking | undefined> {
  return tx.first(raw(sql<Booking>`${selected} where b.id = ${id}`))
}

/** The booking that this form has become already. */
export async function bookingOfForm(
  tx: Transaction,
  at: Pick<Booking, 'offerId' | 'organisationId'>,
  nonce: string,
): Promise<Booking | undefined> {
  return tx.first(
    raw(sql<Booking>`${selected}
      where b.offer_id = ${at.offerId} and b.organisation_id = ${at.organisationId} and b.nonce = ${nonce}`),
  )
}

export interface Changer {
  /** null: by itself. */
  readonly by: string | null
  readonly at: Date
}

export async function changeBooking(
  tx: Transaction,
  id: string,
  change: Partial<Pick<Booking, 'places' | 'state' | 'named'>>,
  { by, at }: Changer,
): Promise<void> {
  await tx.run(
    queries
      .updateTable('booking')
      .set({ ...change, changed_by: by, changed_at: at })
      .where('id', '=', id),
  )
}

/** They have places now. Who has booked them stays as it is. */
export async function moveUp(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.run(raw(sql`update booking set state = 'booked' where id = any(${ids}::uuid[])`))
}

/** A late copy of an act that has had its effect changes nothing. @returns false for one */
export async function noteAct(tx: Transaction, bookingId: string, key: string): Promise<boolean> {
  const fresh = await tx.run(
    raw(sql`insert into booking_act (booking_id, act_key, network_id)
      values (${bookingId}, ${key}, ${tx.networkId}) on conflict do nothing`),
  )
  return fresh === 1
}

/** In the order in which they came. */
export async function queueOf(tx: Transaction, offerId: string): Promise<readonly Waiting[]> {
  return tx.all(
    raw(sql<Waiting>`select id, places from booking
      where offer_id = ${offerId} and state = 'waiting' order by position`),
  )
}

export interface Sums {
  readonly booked: number
  readonly waiting: number
}

const sums = sql`coalesce(sum(places) filter (where state = 'booked'), 0)::int as booked,
  coalesce(sum(places) filter (where state = 'waiting'), 0)::int as waiting`

/** Counted from the bookings themselves, by whoever holds the offer. */
export async function sumsOf(tx: Transaction, offerId: string): Promise<Sums> {
  const row = await tx.first(raw(sql<Sums>`select ${sums} from booking where offer_id = ${offerId}`))
  return row ?? { booked: 0, waiting: 0 }
}

/** Of one organisation: by offer. */
export async function ownSums(
  tx: Transaction,
  organisationId: string,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, Sums>> {
  const rows = await tx.all(
    raw(sql<Sums & { offer_id: string }>`select offer_id, ${sums} from booking
      where organisation_id = ${organisationId} and offer_id = any(${offerIds}::uuid[]) group by offer_id`),
  )
  return new Map(rows.map(({ offer_id, booked, waiting }) => [offer_id, { booked, waiting }]))
}

/** Bookings that count, of one organisation. */
export async function activeCount(
  tx: Transaction,
  at: Pick<Booking, 'offerId' | 'organisationId'>,
): Promise<number> {
  const row = await tx.first(
    raw(sql<{ n: number }>`select count(*)::int as n from booking where offer_id = ${at.offerId}
      and organisation_id = ${at.organisationId} and state <> 'cancelled'`),
  )
  return row?.n ?? 0
}

interface OwnRow {
  readonly id: string
  readonly places: number
  readonly state: Booking['state']
  readonly named: boolean
  readonly at: Date
  readonly who: string | null
  readonly changed_by: string | null
  readonly ahead: number
}

const mostShown = 100

/** Of one organisation, newest first: for its own people alone. */
export async function ownBookings(
  tx: Transaction,
  offerId: string,
  organisationId: string,
): Promise<readonly OwnBooking[]> {
  const rows = await tx.all(
    raw(sql<OwnRow>`select b.id, b.places, b.state, b.named, b.booked_at as at, m.name as who, c.name as changed_by,
        (select coalesce(sum(e.places), 0)::int from booking e
          where e.offer_id = b.offer_id and e.state = 'waiting' and e.position < b.position) as ahead
      from booking b left join member m on m.id = b.booked_by left join member c on c.id = b.changed_by
      where b.offer_id = ${offerId} and b.organisation_id = ${organisationId}
      order by b.position desc limit ${mostShown}`),
  )
  return rows.map(({ id, places, state, named, at, who, changed_by, ahead }) => ({
    ...{ id, places, state, ahead: state === 'waiting' ? ahead : null, named, at: at.toISOString() },
    ...{ who: who ?? '', changedBy: changed_by ?? '' },
  }))
}

/** N3: an organisation is named once it has said so, with those of its places for which it has. */
export async function takenIn(tx: Transaction, offerId: string): Promise<TakenView> {
  const named = await tx.all(
    raw(sql<Sums & { organisation: string }>`select o.name as organisation, ${sums}
      from booking b join organisation o on o.id = b.organisation_id
      where b.offer_id = ${offerId} and b.named and b.state <> 'cancelled' group by o.id, o.name order by o.name, o.id`),
  )
  const unnamed = await tx.first(
    raw(sql<Sums>`select ${sums} from booking where offer_id = ${offerId} and not named`),
  )
  return { named, unnamed: unnamed ?? { booked: 0, waiting: 0 } }
}

/** Organisations that are no more give their places back. @returns how many bookings that were */
export async function freeOfRemoved(tx: Transaction, offerId: string, at: Date): Promise<number> {
  return tx.run(
    raw(sql`update booking b set state = 'cancelled', changed_by = null, changed_at = ${at} from organisation o
      where o.id = b.organisation_id and o.removed_at is not null and b.offer_id = ${offerId} and b.state <> 'cancelled'`),
  )
}

/**
 * Whom to tell of an offer: of each organisation who has booked or changed it and is still of it, else all who may speak
 * for it.
 * @param wanted ids of the bookings concerned; null: all that count. booked: only those that have places
 */
export async function bookersOf(
  tx: Transaction,
  offerId: string,
  { ids, booked }: { readonly ids: readonly string[] | null; readonly booked: boolean },
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`
      with concerned as (
        select b.organisation_id, b.booked_by, b.changed_by from booking b
        where b.offer_id = ${offerId} and b.state <> 'cancelled' and (b.state = 'booked' or not ${booked}::boolean)
          and (${ids === null} or b.id = any(${ids ?? []}::uuid[]))),
      did as (
        select distinct m.id, m.organisation_id from concerned c join member m
          on m.id in (c.booked_by, c.changed_by) and m.organisation_id = c.organisation_id and m.left_at is null)
      select id from did
      union
      select m.id from member m where m.left_at is null and m.organisation_id in (
          select organisation_id from concerned except select organisation_id from did) and ${speaks}
      order by id`),
  )
  return rows.map(({ id }) => id)
}

/** In SQL what `onlyObserves` says of a person (who.ts), the other way round. */
export const speaks = sql`(m.office
  or not exists (select from membership ms where ms.member_id = m.id)
  or exists (select from membership ms where ms.member_id = m.id and ms.role <> 'observer')
  or exists (select from seat s where m.id in (s.holder_id, s.deputy_id) and s.ended_at is null))`
