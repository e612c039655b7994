/** Organisations in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Bench, SizeBand } from './view'

export interface StoredOrganisation {
  readonly id: string
  readonly name: string
  readonly bench: Bench
  readonly sector: string
  readonly size: SizeBand | null
  readonly parentId: string | null
}

export async function organisationById(tx: Transaction, id: string): Promise<StoredOrganisation | undefined> {
  return tx.first(
    raw(sql<StoredOrganisation>`select id, name, bench, sector, size, parent_id as "parentId"
      from organisation where id = ${id} and removed_at is null`),
  )
}

/** However it is written. */
export async function organisationNamed(tx: Transaction, name: string): Promise<string | undefined> {
  return (
    await tx.first(
      raw(sql<{ id: string }>`select id from organisation
        where name_key(name) = name_key(${name}) and removed_at is null`),
    )
  )?.id
}

export async function saveOrganisation(tx: Transaction, organisation: StoredOrganisation): Promise<void> {
  const { id, name, bench, sector, size, parentId } = organisation
  await tx.run(
    queries
      .updateTable('organisation')
      .set({ name, bench, sector, size, parent_id: parentId })
      .where('id', '=', id),
  )
}

export interface Ties {
  readonly people: number
  readonly seats: number
  readonly children: number
}

/** What keeps an organisation from being removed: who and what is there now. Who has left holds nothing up. */
export async function tiesOf(tx: Transaction, organisationId: string): Promise<Ties> {
  const row = await tx.first(
    raw(sql<Ties>`select
      (select count(*)::int from member where organisation_id = ${organisationId} and left_at is null) as people,
      (select count(*)::int from seat where organisation_id = ${organisationId} and ended_at is null) as seats,
      (select count(*)::int from organisation where parent_id = ${organisationId} and removed_at is null) as children`),
  )
  return row ?? { people: 0, seats: 0, children: 0 }
}

/** It is listed nowhere any more; its row stays for those who have left, seats that have ended, and what they did. */
export async function markRemoved(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.run(queries.updateTable('organisation').set({ removed_at: at }).where('id', '=', id))
}

/** Somebody of it comes back. @returns itself, or the one that has been founded anew under its name */
export async function bringBackOrganisation(tx: Transaction, id: string): Promise<string> {
  const anew = await tx.first(
    raw(sql<{ id: string }>`select n.id from organisation o join organisation n
      on name_key(n.name) = name_key(o.name) and n.removed_at is null where o.id = ${id}`),
  )
  if (anew) return anew.id
  await tx.run(queries.updateTable('organisation').set({ removed_at: null }).where('id', '=', id))
  return id
}
