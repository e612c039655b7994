/** Offers and their life in the database. */
import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Offer } from './offer'
import type { OfferChange, OfferTrace } from './view'

/** An offer with what its ids are called. */
export interface StoredOffer {
  readonly offer: Offer
  readonly topic: string
  readonly provider: string
  /** Of the provider nobody is there any more. */
  readonly dissolved: boolean
  readonly region: string | null
}

interface Row extends Omit<Offer, never> {
  readonly topic: string
  readonly provider: string
  readonly dissolved: boolean
  readonly region: string | null
}

const selected = sql`select o.id, o.organisation_id as "organisationId", o.topic_id as "topicId", o.kind, o.title, o.content,
    o.from_day::text as "from", o.to_day::text as "to", o.quarter::text as quarter, o.format,
    o.region_id as "regionId", o.place, o.price, o.minimum, o.maximum, o.book_by as "bookBy", o.ends_at as "endsAt",
    o.zone, o.state, o.made_by as "madeBy", o.made_at as "madeAt", o.booked, o.waiting, o.edition, o.revision,
    coalesce(m.name, t.name) as topic, p.name as provider, p.removed_at is not null as dissolved, r.name as region
  from offer o join topic t on t.id = o.topic_id left join topic m on m.id = t.merged_into
    join organisation p on p.id = o.organisation_id left join region r on r.id = o.region_id`

function read(row: Row): StoredOffer {
  const { topic, provider, dissolved, region, ...offer } = row
  return { offer, topic, provider, dissolved, region }
}

async function one(tx: Transaction, condition: RawBuilder<unknown>): Promise<StoredOffer | undefined> {
  const row = await tx.first(raw(sql<Row>`${selected} ${condition}`))
  return row && read(row)
}

export const loadOffer = (tx: Transaction, id: string) => one(tx, sql`where o.id = ${id}`)

/** Whoever changes an offer or books in it holds this until the transaction ends: bookings come one after the other. */
export const lockOffer = (tx: Transaction, id: string) =>
  one(tx, sql`where o.id = ${id} for no key update of o`)

export const offerOfForm = (tx: Transaction, nonce: string) => one(tx, sql`where o.form_nonce = ${nonce}`)

/** @param condition what is wanted of `o`, with order and limit */
export async function offersWhere(
  tx: Transaction,
  condition: RawBuilder<unknown>,
): Promise<readonly StoredOffer[]> {
  return (await tx.all(raw(sql<Row>`${selected} ${condition}`))).map(read)
}

/** @returns false when an offer of the same form is there already */
export async function insertOffer(tx: Transaction, offer: Offer, nonce: string): Promise<boolean> {
  const { id, organisationId, zone, madeBy, madeAt } = offer
  const inserted = await tx.run(
    queries
      .insertInto('offer')
      .values({
        ...{ id, network_id: tx.networkId, organisation_id: organisationId, zone },
        ...{ made_by: madeBy, made_at: madeAt, form_nonce: nonce },
        ...changing(offer),
      })
      .onConflict((conflict) => conflict.columns(['network_id', 'form_nonce']).doNothing()),
  )
  return inserted === 1
}

export async function saveOffer(tx: Transaction, offer: Offer): Promise<void> {
  await tx.run(queries.updateTable('offer').set(changing(offer)).where('id', '=', offer.id))
}

function changing(offer: Offer) {
  const { topicId, kind, title, content, from, to, quarter, format, regionId, place, price } = offer
  const { minimum, maximum, bookBy, endsAt, state, booked, waiting, edition, revision } = offer
  return {
    ...{ topic_id: topicId, kind, title, content, from_day: from, to_day: to, quarter, format },
    ...{ region_id: regionId, place, price, minimum, maximum, book_by: bookBy, ends_at: endsAt },
    ...{ state, booked, waiting, edition, revision },
  }
}

export interface DueOffer {
  readonly network_id: string
  readonly offer_id: string
}

/** For which it is time in all networks, or whose organisations are gone. */
export function dueOffers(database: Database, at: Date): Promise<readonly DueOffer[]> {
  return database.ask(raw(sql<DueOffer>`select * from due_offers(${at})`))
}

export async function addTrace(
  tx: Transaction,
  id: string,
  entry: {
    readonly at: Date
    readonly what: OfferTrace['what']
    readonly by: string | null
    readonly changes?: readonly OfferChange[]
  },
): Promise<string> {
  const data = JSON.stringify(entry.changes ? { changes: entry.changes } : {})
  const row = await tx.first(
    raw(sql<{ id: string }>`insert into offer_trace (network_id, offer_id, at, what, member_id, data)
      values (${tx.networkId}, ${id}, ${entry.at}, ${entry.what}, ${entry.by}, ${data}::jsonb) returning id::text`),
  )
  return row?.id ?? ''
}

interface TraceRow {
  readonly id: string
  readonly at: Date
  readonly what: OfferTrace['what']
  readonly data: { readonly changes?: readonly OfferChange[] }
  readonly name: string | null
}

/** @param named who did it is told, too */
export async function traceOf(tx: Transaction, id: string, named: boolean): Promise<readonly OfferTrace[]> {
  const rows = await tx.all(
    raw(sql<TraceRow>`select t.id::text, t.at, t.what, t.data, m.name
      from offer_trace t left join member m on m.id = t.member_id where t.offer_id = ${id} order by t.id`),
  )
  return rows.map(({ at, what, data, name }) => ({
    ...{ at: at.toISOString(), what, who: (named && name) || '', changes: data.changes ?? [] },
  }))
}

/** What the latest change was. */
export async function latestChanges(tx: Transaction, id: string): Promise<readonly OfferChange[]> {
  const row = await tx.first(
    raw(sql<Pick<TraceRow, 'data'>>`select data from offer_trace
      where offer_id = ${id} and what = 'changed' order by id desc limit 1`),
  )
  return row?.data.changes ?? []
}

/** Offer id -> title. */
export async function titlesOfOffers(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; title: string }>`select id, title from offer where id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map((row) => [row.id, row.title]))
}

/** All of the network sees its offers, and hears when one has moved. */
export async function announce(tx: Transaction, { id, revision }: Offer): Promise<void> {
  const news = JSON.stringify({ network: tx.networkId, offer: id, revision })
  await tx.run(raw(sql`select pg_notify('verbund', ${news})`))
}
