/** Elections, their electorates and their life in the database. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Election } from './election'
import type { ElectionTrace, PersonView } from './view'

/** An election with what stands beside it. */
export interface StoredElection {
  readonly election: Election
  readonly groupName: string
  readonly voters: number
  /** Its poll has been closed. */
  readonly closed: boolean
}

interface Row {
  readonly id: string
  readonly group_id: string
  readonly title: string
  readonly places: number
  readonly term_from: string
  readonly term_to: string
  readonly electorate: Election['electorate']
  readonly opens_at: Date
  readonly deadline: Date
  readonly zone: string
  readonly state: Election['state']
  readonly called_by: string
  readonly called_at: Date
  readonly poll_id: string | null
  readonly filled_at: Date | null
  readonly revision: number
  readonly group_name: string
  readonly voters: number
  readonly closed: boolean
}

const stored = sql`e.id, e.group_id, e.title, e.places, e.term_from::text, e.term_to::text, e.electorate, e.opens_at,
  e.deadline, e.zone, e.state, e.called_by, e.called_at, e.poll_id, e.filled_at, e.revision, g.name as group_name,
  -- How many they were stays known after it is forgotten who.
  coalesce(nullif((select count(*)::int from election_voter v where v.election_id = e.id), 0),
    (select p.voters from poll p where p.id = e.poll_id), 0) as voters,
  coalesce((select p.state = 'closed' from poll p where p.id = e.poll_id), false) as closed
  from election e join working_group g on g.id = e.group_id`

export async function loadElection(tx: Transaction, id: string): Promise<StoredElection | undefined> {
  return read(await tx.first(raw(sql<Row>`select ${stored} where e.id = ${id}`)))
}

/** Whoever changes an election or its candidacies holds this until the transaction ends; its poll is locked after it. */
export async function lockElection(tx: Transaction, id: string): Promise<StoredElection | undefined> {
  return read(await tx.first(raw(sql<Row>`select ${stored} where e.id = ${id} for no key update of e`)))
}

export async function electionOfForm(tx: Transaction, nonce: string): Promise<StoredElection | undefined> {
  return read(await tx.first(raw(sql<Row>`select ${stored} where e.form_nonce = ${nonce}`)))
}

/** The times with which it was called; undefined for one whose trace does not hold them (any more). */
export async function timesOfCalling(
  tx: Transaction,
  id: string,
): Promise<Pick<Election, 'opensAt' | 'deadline'> | undefined> {
  const called = (await traceOf(tx, id)).find(({ what }) => what === 'called')
  const { opens, closes } = called?.data ?? {}
  return opens && closes ? { opensAt: new Date(opens), deadline: new Date(closes) } : undefined
}

/** In which standing is over by now, in all networks. */
export function dueElections(
  database: Database,
  at: Date,
): Promise<readonly { readonly network_id: string; readonly election_id: string }[]> {
  return database.ask(
    raw(sql<{ network_id: string; election_id: string }>`select * from due_elections(${at})`),
  )
}

/** @param groupIds whose elections; null: all of the network. Those in which the member votes are always among them. */
export async function listElections(
  tx: Transaction,
  memberId: string,
  groupIds: readonly string[] | null,
  most: number,
): Promise<readonly StoredElection[]> {
  const rows = await tx.all(
    raw(sql<Row>`select ${stored}
      where ${groupIds === null} or e.group_id = any(${groupIds ?? []}::uuid[])
        or exists (select from election_voter v where v.election_id = e.id and v.member_id = ${memberId})
      order by e.called_at desc, e.id limit ${most}`),
  )
  return rows.flatMap((row) => read(row) ?? [])
}

function read(row: Row | undefined): StoredElection | undefined {
  if (!row) return undefined
  const election: Election = {
    ...{
      id: row.id,
      groupId: row.group_id,
      title: row.title,
      places: row.places,
      from: row.term_from,
      to: row.term_to,
    },
    ...{
      electorate: row.electorate,
      opensAt: row.opens_at,
      deadline: row.deadline,
      zone: row.zone,
      state: row.state,
    },
    ...{ calledBy: row.called_by, calledAt: row.called_at, pollId: row.poll_id, filledAt: row.filled_at },
    revision: row.revision,
  }
  return { election, groupName: row.group_name, voters: row.voters, closed: row.closed }
}

/** @returns false when an election of the same form is there already. */
export async function insertElection(tx: Transaction, election: Election, nonce: string): Promise<boolean> {
  const inserted = await tx.run(
    queries
      .insertInto('election')
      .values({
        ...{ id: election.id, network_id: tx.networkId, group_id: election.groupId, title: election.title },
        ...{ places: election.places, term_from: election.from, term_to: election.to, zone: election.zone },
        ...{ electorate: election.electorate, called_by: election.calledBy, called_at: election.calledAt },
        form_nonce: nonce,
        ...changing(election),
      })
      .onConflict((conflict) => conflict.columns(['network_id', 'form_nonce']).doNothing()),
  )
  return inserted === 1
}

export async function saveElection(tx: Transaction, election: Election): Promise<void> {
  await tx.run(queries.updateTable('election').set(changing(election)).where('id', '=', election.id))
}

function changing({ opensAt, deadline, state, pollId, filledAt, revision }: Election) {
  return { opens_at: opensAt, deadline, state, poll_id: pollId, filled_at: filledAt, revision }
}

export async function addElectorate(
  tx: Transaction,
  id: string,
  memberIds: readonly string[],
): Promise<void> {
  await tx.run(
    raw(sql`insert into election_voter (election_id, member_id, network_id)
      select ${id}, unnest(${[...memberIds]}::uuid[]), ${tx.networkId}`),
  )
}

/** By name. Who has left the network is not among them. */
export async function electorateOf(tx: Transaction, id: string): Promise<readonly PersonView[]> {
  return tx.all(
    raw(sql<PersonView>`select m.id, m.name, o.name as organisation
      from election_voter v join member m on m.id = v.member_id join organisation o on o.id = m.organisation_id
      where v.election_id = ${id} and m.left_at is null order by m.name, m.id`),
  )
}

export async function isInElectorate(tx: Transaction, id: string, memberId: string): Promise<boolean> {
  const rows = await tx.all(
    raw(sql`select from election_voter v join member m on m.id = v.member_id
      where v.election_id = ${id} and v.member_id = ${memberId} and m.left_at is null`),
  )
  return rows.length === 1
}

export async function addTrace(
  tx: Transaction,
  id: string,
  entry: {
    readonly at: Date
    readonly what: ElectionTrace['what']
    readonly by: string | null
    readonly data?: ElectionTrace['data']
  },
): Promise<void> {
  await tx.run(
    queries.insertInto('election_trace').values({
      ...{ network_id: tx.networkId, election_id: id, at: entry.at, what: entry.what, member_id: entry.by },
      data: JSON.stringify(entry.data ?? {}),
    }),
  )
}

export async function traceOf(tx: Transaction, id: string): Promise<readonly ElectionTrace[]> {
  const rows = await tx.all(
    queries
      .selectFrom('election_trace')
      .leftJoin('member', 'member.id', 'election_trace.member_id')
      .select(['election_trace.at', 'election_trace.what', 'election_trace.data', 'member.name'])
      .where('election_trace.election_id', '=', id)
      .orderBy('election_trace.id'),
  )
  return rows.map((row) => ({
    at: row.at.toISOString(),
    what: row.what as ElectionTrace['what'],
    who: row.name ?? '',
    data: row.data,
  }))
}

/** Election id -> title. */
export async function titlesOfElections(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; title: string }>`select id, title from election where id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map((row) => [row.id, row.title]))
}
