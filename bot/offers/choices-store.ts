/** What an offer chooses from: the network's listed topics and its regions, and until when it runs. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Named, OfferKind } from './view'

export async function listedTopics(tx: Transaction): Promise<readonly Named[]> {
  return tx.all(raw(sql<Named>`select id, name from topic where state = 'listed' order by lower(name), id`))
}

export async function regionsOf(tx: Transaction): Promise<readonly Named[]> {
  return tx.all(raw(sql<Named>`select id, name from region where removed_at is null order by lower(name), id`))
}

/** Held until the offer is stored: whoever removes or merges the topic meanwhile waits. */
export async function isListed(tx: Transaction, topicId: string): Promise<boolean> {
  const row = await tx.first(
    raw(sql`select id from topic where id = ${topicId} and state = 'listed' for share`),
  )
  return row !== undefined
}

export async function isRegion(tx: Transaction, regionId: string): Promise<boolean> {
  const row = await tx.first(raw(sql`select id from region where id = ${regionId} and removed_at is null`))
  return row !== undefined
}

export async function runsUntil(tx: Transaction): Promise<string | null> {
  const row = await tx.first(
    raw(sql<{ day: string | null }>`select runs_until::text as day from network where id = ${tx.networkId}`),
  )
  return row?.day ?? null
}

/** What an organisation of its bench mostly offers. */
export async function usualKind(tx: Transaction, organisationId: string): Promise<OfferKind> {
  const row = await tx.first(
    raw(sql<{ bench: string }>`select bench from organisation where id = ${organisationId}`),
  )
  return row?.bench === 'training' ? 'course' : 'own'
}

/** Ids of topics and regions -> names. */
export async function namesOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<Named>`select id, name from topic where id = any(${ids}::uuid[])
      union all select id, name from region where id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
