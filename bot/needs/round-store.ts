/** Rounds and whom they ask, in the database. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Round } from './round'

/** A round with the name of its group. */
export interface StoredRound {
  readonly round: Round
  /** null: the whole network is asked. */
  readonly group: { readonly id: string; readonly name: string; readonly kind: 'group' | 'committee' } | null
}

interface Row {
  readonly id: string
  readonly group_id: string | null
  readonly quarter: string
  readonly deadline: Date
  readonly zone: string
  readonly state: Round['state']
  readonly opened_by: string | null
  readonly opened_at: Date
  readonly closed_at: Date | null
  readonly least_families: number
  readonly least_distance: number
  readonly repeats: boolean
  readonly follows: string | null
  readonly asked: number
  readonly answered: number
  readonly revision: number
  readonly refresh_waiting: boolean
  readonly group_name: string | null
  readonly group_kind: 'group' | 'committee' | null
}

/** Without what has been computed of it, which is large. */
const stored = sql`r.id, r.group_id, r.quarter, r.deadline, r.zone, r.state, r.opened_by, r.opened_at, r.closed_at,
  r.least_families, r.least_distance, r.repeats, r.follows, r.asked, r.answered, r.revision, r.refresh_waiting,
  g.name as group_name, g.kind as group_kind
  from round r left join working_group g on g.id = r.group_id`

export async function loadRound(tx: Transaction, id: string): Promise<StoredRound | undefined> {
  return read(await tx.first(raw(sql<Row>`select ${stored} where r.id = ${id}`)))
}

/** Whoever changes a round or an answer in it holds this until the transaction ends. */
export async function lockRound(tx: Transaction, id: string): Promise<StoredRound | undefined> {
  return read(await tx.first(raw(sql<Row>`select ${stored} where r.id = ${id} for no key update of r`)))
}

/** The round that this form has opened already, if any. */
export async function roundOfForm(tx: Transaction, nonce: string): Promise<StoredRound | undefined> {
  return read(await tx.first(raw(sql<Row>`select ${stored} where r.form_nonce = ${nonce}`)))
}

/** The round that has followed this one. */
export async function roundAfter(tx: Transaction, id: string): Promise<StoredRound | undefined> {
  return read(await tx.first(raw(sql<Row>`select ${stored} where r.follows = ${id}`)))
}

/** One that runs and asks the same, if any. */
export async function openRoundOf(tx: Transaction, groupId: string | null): Promise<StoredRound | undefined> {
  return read(
    await tx.first(
      raw(sql<Row>`select ${stored} where r.state = 'open' and r.group_id is not distinct from ${groupId}::uuid
        order by r.opened_at limit 1`),
    ),
  )
}

/** Rounds that run and ask this organisation, the next deadline first. */
export async function openRoundsAsking(
  tx: Transaction,
  organisationId: string,
): Promise<readonly (StoredRound & { readonly answered: boolean })[]> {
  const rows = await tx.all(
    raw(sql<Row & { readonly by_us: boolean }>`select a.round_id is not null as by_us, ${stored}
      join round_organisation o on o.round_id = r.id and o.organisation_id = ${organisationId}
      left join answer a on a.round_id = r.id and a.organisation_id = o.organisation_id
      where r.state = 'open' order by r.deadline, r.id limit 200`),
  )
  return rows.flatMap((row) => {
    const found = read(row)
    return found ? [{ ...found, answered: row.by_us }] : []
  })
}

/**
 * Rounds of a network open and close one after the other: two must not ask the same at once, and each closing looks at all
 * that have closed before. Taken before any row is read or locked.
 */
export async function lockRounds(tx: Transaction): Promise<void> {
  await tx.run(raw(sql`select pg_advisory_xact_lock(hashtextextended(${`rounds ${tx.networkId}`}, 0))`))
}

function read(row: Row | undefined): StoredRound | undefined {
  if (!row) return undefined
  const { id, quarter, deadline, zone, state, repeats, follows, asked, answered, revision } = row
  const round: Round = {
    ...{ id, quarter, deadline, zone, state, repeats, follows, asked, answered, revision },
    ...{ groupId: row.group_id, openedBy: row.opened_by, openedAt: row.opened_at, closedAt: row.closed_at },
    rules: { leastFamilies: row.least_families, leastDistance: row.least_distance },
    refreshWaiting: row.refresh_waiting,
  }
  const { group_id, group_name, group_kind } = row
  const group =
    group_id === null ? null : { id: group_id, name: group_name ?? '', kind: group_kind ?? 'group' }
  return { round, group }
}

/** @returns false when one of the same form, or one that follows the same, is there already */
export async function insertRound(tx: Transaction, round: Round, nonce: string | null): Promise<boolean> {
  const inserted = await tx.run(
    queries
      .insertInto('round')
      .values({
        ...{ id: round.id, network_id: tx.networkId, group_id: round.groupId, quarter: round.quarter },
        ...{
          deadline: round.deadline,
          zone: round.zone,
          opened_by: round.openedBy,
          opened_at: round.openedAt,
        },
        ...{ least_families: round.rules.leastFamilies, least_distance: round.rules.leastDistance },
        ...{ form_nonce: nonce, follows: round.follows },
        ...changing(round),
      })
      .onConflict((conflict) => conflict.doNothing()),
  )
  return inserted === 1
}

export async function saveRound(tx: Transaction, round: Round): Promise<void> {
  await tx.run(queries.updateTable('round').set(changing(round)).where('id', '=', round.id))
}

function changing(round: Round) {
  const { state, closedAt, repeats, asked, answered, revision, refreshWaiting } = round
  return { state, closed_at: closedAt, repeats, asked, answered, revision, refresh_waiting: refreshWaiting }
}

export async function addAsked(
  tx: Transaction,
  roundId: string,
  organisationIds: readonly string[],
): Promise<number> {
  return tx.run(
    raw(sql`insert into round_organisation (round_id, organisation_id, network_id)
      select ${roundId}, unnest(${[...organisationIds]}::uuid[]), ${tx.networkId} on conflict do nothing`),
  )
}

export interface AskedOrganisation {
  readonly id: string
  readonly name: string
  readonly answered: boolean
}

/** P1: by name. Whoever has been removed from the network since stands there no more. */
export async function askedIn(tx: Transaction, roundId: string): Promise<readonly AskedOrganisation[]> {
  return tx.all(
    raw(sql<AskedOrganisation>`select o.id, o.name, a.round_id is not null as answered
      from round_organisation ro join organisation o on o.id = ro.organisation_id
      left join answer a on a.round_id = ro.round_id and a.organisation_id = ro.organisation_id
      where ro.round_id = ${roundId} and o.removed_at is null order by o.name, o.id`),
  )
}

/** Whether the organisation is asked, and has answered; undefined: it is not asked. */
export async function partOf(
  tx: Transaction,
  roundId: string,
  organisationId: string,
): Promise<{ readonly answered: boolean } | undefined> {
  return tx.first(
    raw(sql<{ answered: boolean }>`select a.round_id is not null as answered from round_organisation ro
      left join answer a on a.round_id = ro.round_id and a.organisation_id = ro.organisation_id
      where ro.round_id = ${roundId} and ro.organisation_id = ${organisationId}`),
  )
}

/**
 * Whom a round asks: organisations with a person who may answer there. In a group that is somebody with a vote in it; in the
 * network whoever does not only observe (as in polls/voters-store).
 */
export async function organisationsToAsk(
  tx: Transaction,
  groupId: string | null,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const answers =
    groupId === null
      ? sql`(m.office or not exists (select from membership ms where ms.member_id = m.id)
          or exists (select from membership ms join working_group g on g.id = ms.group_id
            where ms.member_id = m.id and (ms.role <> 'observer' or g.kind = 'committee')))`
      : sql`exists (select from membership ms
          where ms.member_id = m.id and ms.group_id = ${groupId} and ms.role <> 'observer')`
  return tx.all(
    raw(sql<{ id: string; name: string }>`select o.id, o.name from organisation o
      where o.network_id = ${tx.networkId} and o.removed_at is null
        and exists (select from member m where m.organisation_id = o.id and m.left_at is null and ${answers})
      order by o.name, o.id`),
  )
}

/** Organisation -> the one above it. */
export async function parentsIn(tx: Transaction): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.all(
    raw(sql<{ id: string; parent: string | null }>`select id, parent_id as parent from organisation
      where network_id = ${tx.networkId}`),
  )
  return new Map(rows.map(({ id, parent }) => [id, parent]))
}

export function dueRounds(
  database: Database,
  at: Date,
): Promise<readonly { readonly network_id: string; readonly round_id: string }[]> {
  return database.ask(raw(sql<{ network_id: string; round_id: string }>`select * from due_rounds(${at})`))
}

/** Closed ones that repeat and have not been followed yet, whether or not it is time. */
export function repeatingRounds(
  database: Database,
): Promise<readonly { readonly network_id: string; readonly round_id: string }[]> {
  return database.ask(raw(sql<{ network_id: string; round_id: string }>`select * from repeating_rounds()`))
}

/** Tells all processes, when this transaction has been committed, that whoever shows the round should look again. */
export async function announceRound(tx: Transaction, { id, groupId: group }: Round): Promise<void> {
  const news = JSON.stringify({ network: tx.networkId, round: id, group })
  await tx.run(raw(sql`select pg_notify('verbund', ${news})`))
}
