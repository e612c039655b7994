/** Lists of offers in the database: how many there are, and of which topics. */
import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Named } from './view'

/** Nobody counts further. */
const mostCounted = 1000

export async function countOffers(tx: Transaction, condition: RawBuilder<unknown>): Promise<number> {
  const row = await tx.first(
    raw(sql<{ n: number }>`select count(*)::int as n from (
      select from offer o where ${condition} limit ${mostCounted}) counted`),
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
