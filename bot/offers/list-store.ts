/** Lists of offers in the database: which, how many there are, and of which topics. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { StoredOffer } from './offer'
import { offersWhere } from './store'
import type { Named, OfferListWhich } from './view'

export interface Wanted {
  readonly which: OfferListWhich
  readonly topic: string | null
  readonly organisationId: string
}

function conditionOf({ which, topic, organisationId }: Wanted) {
  const states = {
    now: sql`o.state in ('open', 'confirmed')`,
    past: sql`o.state in ('fallen-through', 'cancelled', 'over')`,
    mine: sql`(o.organisation_id = ${organisationId} or exists (
      select from booking b where b.offer_id = o.id and b.organisation_id = ${organisationId}))`,
  }
  return topic === null ? states[which] : sql`${states[which]} and o.topic_id = ${topic}`
}

/** What ends first stands first; past ones the other way round. */
export async function listOf(tx: Transaction, wanted: Wanted, most: number): Promise<readonly StoredOffer[]> {
  const order = wanted.which === 'now' ? sql`o.ends_at, o.id` : sql`o.ends_at desc, o.id`
  return offersWhere(tx, sql`where ${conditionOf(wanted)} order by ${order} limit ${most}`)
}

/** Nobody counts further. */
const mostCounted = 1000

export async function countOf(tx: Transaction, wanted: Wanted): Promise<number> {
  const row = await tx.first(
    raw(sql<{ n: number }>`select count(*)::int as n from (
      select from offer o where ${conditionOf(wanted)} limit ${mostCounted}) counted`),
  )
  return row?.n ?? 0
}

/** Of offers that run. */
export async function openTopics(tx: Transaction): Promise<readonly Named[]> {
  return tx.all(
    raw(sql<Named>`select t.id, t.name from topic t
      where exists (select from offer o where o.topic_id = t.id and o.state in ('open', 'confirmed'))
      order by lower(t.name), t.id limit 500`),
  )
}
