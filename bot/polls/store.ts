/** Polls and their electorates in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Tables } from '../database/tables'
import type { Option, Poll } from './poll'

/** A poll with the name of its group, as cards show both, and what group it is: the committee's is the chair's. */
export interface StoredPoll {
  readonly poll: Poll
  readonly groupName: string
  readonly groupKind: Tables['working_group']['kind']
}

type PollRow = {
  [K in keyof Tables['poll']]: Tables['poll'][K] extends { readonly __select__: infer S }
    ? S
    : Tables['poll'][K]
} & {
  readonly group_name: string
  readonly group_kind: StoredPoll['groupKind']
  readonly people: People | null
}

/** Member id -> who that is now. */
type People = Readonly<
  Record<string, { readonly name: string; readonly organisation: string; readonly left: boolean }>
>

/**
 * Names stand with the members alone: an election's candidates get theirs whenever it is read, closed or not. Other polls
 * are spared the look.
 */
const people = sql<People | null>`case when poll.places is not null then (
  select jsonb_object_agg(m.id, jsonb_build_object('name', m.name, 'organisation', o.name, 'left', m.left_at is not null))
  from jsonb_array_elements(poll.options) c join member m on m.id = (c ->> 'member')::uuid
  join organisation o on o.id = m.organisation_id) end`

const joined = queries
  .selectFrom('poll')
  .innerJoin('working_group', 'working_group.id', 'poll.group_id')
  .selectAll('poll')
  .select(['working_group.name as group_name', 'working_group.kind as group_kind'])
  .select(people.as('people'))

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
    raw(sql`select poll.*, working_group.name as group_name,
        working_group.kind as group_kind, ${people} as people
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
    options: (r.options as unknown as Poll['options']).map((option) => named(option, r)),
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
    places: r.places as unknown as number | null,
    electorate: r.electorate as unknown as Poll['electorate'],
    draw: r.draw as unknown as Poll['draw'],
  }
  return { poll, groupName: r.group_name, groupKind: r.group_kind }
}

/** While it is open, who has left the network has stepped back; at closing that is stored, and then stays as it was. */
function named(option: Option, { people: known, state }: PollRow): Option {
  const person = option.member && known?.[option.member]
  if (!person) return option
  const label = `${person.name} (${person.organisation})`
  const withdrawn = option.withdrawn || (state === 'open' && person.left)
  return { ...option, label, first: label, ...(withdrawn && { withdrawn }) }
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
        places: poll.places,
        electorate: poll.electorate,
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
    options: JSON.stringify(poll.options.map((option) => (option.member ? unnamed(option) : option))),
    next_option: poll.nextOption,
    state: poll.state,
    closed_at: poll.closedAt,
    voters: poll.voters,
    answered: poll.answered,
    tally: JSON.stringify(poll.tally),
    revision: poll.revision,
    refresh_waiting: poll.refreshWaiting,
    draw: poll.draw && JSON.stringify(poll.draw),
  }
}

function unnamed(option: Option): Option {
  return { ...option, label: '', first: '' }
}

/** A poll, or what becomes one: an election in which people still stand. */
type Shown = Pick<Poll, 'id' | 'groupId' | 'revision'>

/** Tells all processes, when this transaction has been committed, that whoever shows the poll should look again. */
export async function announce(tx: Transaction, poll: Shown): Promise<void> {
  const { id, groupId: group, revision } = poll
  const news = JSON.stringify({ network: tx.networkId, poll: id, group, revision })
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
