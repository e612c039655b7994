/** Polls and their electorates in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Tables } from '../database/tables'
import type { Place } from '../place'
import type { Poll } from './poll'
import type { PollLine } from './view'

/** A poll with the name of its group, as cards show both. */
export interface StoredPoll {
  readonly poll: Poll
  readonly groupName: string
}

type PollRow = {
  [K in keyof Tables['poll']]: Tables['poll'][K] extends { readonly __select__: infer S }
    ? S
    : Tables['poll'][K]
} & { readonly group_name: string }

const joined = queries
  .selectFrom('poll')
  .innerJoin('working_group', 'working_group.id', 'poll.group_id')
  .selectAll('poll')
  .select('working_group.name as group_name')

export async function loadPoll(tx: Transaction, id: string): Promise<StoredPoll | undefined> {
  return read(await tx.first(joined.where('poll.id', '=', id)))
}

/** Locks the poll: whoever changes it or its ballots holds this lock until the transaction ends. */
export async function lockPoll(tx: Transaction, id: string): Promise<StoredPoll | undefined> {
  return read(await tx.first(joined.where('poll.id', '=', id).forNoKeyUpdate('poll')))
}

/** Locks several, always in the order of their ids, so that two batches never wait for each other in a circle. */
export async function lockPolls(tx: Transaction, ids: readonly string[]): Promise<readonly StoredPoll[]> {
  const rows = await tx.all(
    raw(sql`select poll.*, working_group.name as group_name
      from poll join working_group on working_group.id = poll.group_id
      where poll.id = any(${[...ids].sort()}::uuid[]) order by poll.id for no key update of poll`),
  )
  return rows.map(read).filter((stored) => stored !== undefined)
}

/** Stores what ballots change of polls, and nothing else of them. */
export async function saveCounts(tx: Transaction, polls: readonly Poll[]): Promise<void> {
  if (polls.length === 0) return
  await tx.run(
    raw(sql`update poll set answered = p.answered, tally = p.tally::jsonb, revision = p.revision,
        refresh_waiting = p.refresh_waiting
      from unnest(${polls.map((p) => p.id)}::uuid[], ${polls.map((p) => p.answered)}::int[],
                  ${polls.map((p) => JSON.stringify(p.tally))}::text[], ${polls.map((p) => p.revision)}::int[],
                  ${polls.map((p) => p.refreshWaiting)}::bool[]) as p(id, answered, tally, revision, refresh_waiting)
      where poll.id = p.id`),
  )
}

/** The poll that this form has opened already, if any. */
export async function pollOfForm(tx: Transaction, nonce: string): Promise<StoredPoll | undefined> {
  return read(await tx.first(joined.where('poll.form_nonce', '=', nonce)))
}

function read(row: unknown): StoredPoll | undefined {
  if (!row) return undefined
  const r = row as PollRow
  const poll: Poll = {
    id: r.id,
    groupId: r.group_id,
    kind: r.kind,
    question: r.question,
    options: r.options as unknown as Poll['options'],
    nextOption: r.next_option,
    most: r.most,
    anonymous: r.anonymous,
    results: r.results,
    deadline: r.deadline as unknown as Date,
    zone: r.zone,
    state: r.state,
    openedBy: r.opened_by,
    openedAt: r.opened_at as unknown as Date,
    closedAt: r.closed_at as unknown as Date | null,
    voters: r.voters,
    answered: r.answered,
    tally: r.tally as unknown as Poll['tally'],
    revision: r.revision,
    refreshWaiting: r.refresh_waiting as unknown as boolean,
  }
  return { poll, groupName: r.group_name }
}

/** @returns false when a poll of the same form is there already. */
export async function insertPoll(tx: Transaction, poll: Poll, formNonce: string): Promise<boolean> {
  const inserted = await tx.run(
    queries
      .insertInto('poll')
      .values({
        id: poll.id,
        network_id: tx.networkId,
        group_id: poll.groupId,
        kind: poll.kind,
        question: poll.question,
        most: poll.most,
        anonymous: poll.anonymous,
        results: poll.results,
        deadline: poll.deadline,
        zone: poll.zone,
        opened_by: poll.openedBy,
        opened_at: poll.openedAt,
        form_nonce: formNonce,
        ...changing(poll),
      })
      .onConflict((conflict) => conflict.columns(['network_id', 'form_nonce']).doNothing()),
  )
  return inserted === 1
}

export async function savePoll(tx: Transaction, poll: Poll): Promise<void> {
  await tx.run(queries.updateTable('poll').set(changing(poll)).where('id', '=', poll.id))
}

function changing(poll: Poll) {
  return {
    options: JSON.stringify(poll.options),
    next_option: poll.nextOption,
    state: poll.state,
    closed_at: poll.closedAt,
    voters: poll.voters,
    answered: poll.answered,
    tally: JSON.stringify(poll.tally),
    revision: poll.revision,
    refresh_waiting: poll.refreshWaiting,
  }
}

/** Tells all processes, when this transaction has been committed, that whoever shows the poll should look again. */
export async function announce(tx: Transaction, poll: Poll): Promise<void> {
  const news = JSON.stringify({
    network: tx.networkId,
    poll: poll.id,
    group: poll.groupId,
    revision: poll.revision,
  })
  await tx.run(raw(sql`select pg_notify('verbund', ${news})`))
}

export async function addVoters(
  tx: Transaction,
  pollId: string,
  memberIds: readonly string[],
): Promise<number> {
  return tx.run(
    raw(sql`insert into voter (poll_id, member_id, network_id)
            select ${pollId}, unnest(${[...memberIds]}::uuid[]), ${tx.networkId} on conflict do nothing`),
  )
}

export interface LineRow extends PollLine {
  readonly openedAt: Date
}

/** Lists: polls of these groups (all of the network when null), newest first. */
export async function listPolls(
  tx: Transaction,
  wanted: {
    readonly memberId: string
    readonly groupIds: readonly string[] | null
    readonly state: 'open' | 'closed'
    readonly before: Place | null
    readonly most: number
  },
): Promise<readonly LineRow[]> {
  const rows = await tx.all(
    queries
      .selectFrom('poll')
      .innerJoin('working_group', 'working_group.id', 'poll.group_id')
      .leftJoin('voter', (join) =>
        join.onRef('voter.poll_id', '=', 'poll.id').on('voter.member_id', '=', wanted.memberId),
      )
      .select(['poll.id', 'poll.question', 'poll.state', 'poll.deadline', 'poll.closed_at', 'poll.opened_at'])
      .select(['poll.voters', 'poll.answered', 'working_group.name as group_name', 'voter.took_part'])
      .where('poll.state', '=', wanted.state)
      .where((is) =>
        wanted.groupIds === null
          ? is.lit(true)
          : is('poll.group_id', '=', sql<string>`any(${wanted.groupIds}::uuid[])`),
      )
      .where((is) =>
        wanted.before === null
          ? is.lit(true)
          : sql<boolean>`(poll.opened_at, poll.id) < (${wanted.before.at}, ${wanted.before.id}::uuid)`,
      )
      .orderBy('poll.opened_at', 'desc')
      .orderBy('poll.id', 'desc')
      .limit(wanted.most),
  )
  return rows.map((row) => ({
    id: row.id,
    question: row.question,
    group: row.group_name,
    state: row.state,
    deadline: row.deadline.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    voters: row.voters,
    answered: row.answered,
    answeredByMe: row.took_part,
    openedAt: row.opened_at,
  }))
}
