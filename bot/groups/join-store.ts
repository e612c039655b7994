/** Requests to join a group, in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { reachOf } from './reach-store'
import type { GroupView } from './view'

export interface JoinRequest {
  readonly id: string
  readonly groupId: string
  readonly group: string
  readonly memberId: string
  readonly name: string
  readonly organisation: string
  /** null: nobody has answered yet. */
  readonly accepted: boolean | null
  /** The asker has left meanwhile. */
  readonly left: boolean
}

/** @returns false: one is waiting already */
export async function askToJoin(
  tx: Transaction,
  request: { readonly id: string; readonly groupId: string; readonly memberId: string; readonly at: Date },
): Promise<boolean> {
  const { id, groupId, memberId, at } = request
  const made = await tx.run(
    raw(sql`insert into join_request (id, network_id, group_id, member_id, asked_at)
      values (${id}, ${tx.networkId}, ${groupId}, ${memberId}, ${at}) on conflict do nothing`),
  )
  return made === 1
}

export async function joinRequest(tx: Transaction, id: string): Promise<JoinRequest | undefined> {
  return tx.first(
    raw(sql<JoinRequest>`
      select r.id, r.group_id as "groupId", g.name as group, r.member_id as "memberId", m.name,
        o.name as organisation, r.accepted, m.left_at is not null as "left"
      from join_request r join working_group g on g.id = r.group_id join member m on m.id = r.member_id
        join organisation o on o.id = m.organisation_id where r.id = ${id}`),
  )
}

export interface RequestsAnswer {
  readonly groupId: string
  readonly memberId: string
  readonly by: string
  readonly accepted: boolean
  readonly at: Date
}

/** Answers what waits of that person in that group. @returns the ids of what was answered; none if nothing waited */
export async function answerRequests(tx: Transaction, answer: RequestsAnswer): Promise<readonly string[]> {
  const { groupId, memberId, by, accepted, at } = answer
  const rows = await tx.all(
    raw(sql<{
      id: string
    }>`update join_request set answered_at = ${at}, answered_by = ${by}, accepted = ${accepted}
      where group_id = ${groupId} and member_id = ${memberId} and answered_at is null returning id`),
  )
  return rows.map(({ id }) => id)
}

/** Whoever is in the group by now asks no more. @returns what was answered by that */
export async function answerWhoIsIn(
  tx: Transaction,
  by: string,
  at: Date,
): Promise<readonly { readonly id: string; readonly memberId: string; readonly groupId: string }[]> {
  return tx.all(
    raw(sql<{ id: string; memberId: string; groupId: string }>`
      update join_request r set answered_at = ${at}, answered_by = ${by}, accepted = true
      from membership ms where ms.group_id = r.group_id and ms.member_id = r.member_id and r.answered_at is null
      returning r.id, r.member_id as "memberId", r.group_id as "groupId"`),
  )
}

/** The asker takes it back. @returns the ids of what waited */
export async function withdrawRequest(
  tx: Transaction,
  groupId: string,
  memberId: string,
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`delete from join_request
      where group_id = ${groupId} and member_id = ${memberId} and answered_at is null returning id`),
  )
  return rows.map(({ id }) => id)
}

export async function openRequests(
  tx: Transaction,
  groupId: string,
): Promise<NonNullable<GroupView['requests']>> {
  const rows = await tx.all(
    raw(sql<{ id: string; name: string; organisation: string; askedAt: Date }>`
      select r.id, m.name, o.name as organisation, r.asked_at as "askedAt"
      from join_request r join member m on m.id = r.member_id join organisation o on o.id = m.organisation_id
      where r.group_id = ${groupId} and r.answered_at is null and m.left_at is null order by r.asked_at, r.id`),
  )
  return rows.map((row) => ({ ...row, askedAt: row.askedAt.toISOString() }))
}

export interface WaitingRequest {
  readonly id: string
  readonly groupId: string
  readonly group: string
  readonly name: string
  readonly organisation: string
  /** Ids of those who coordinate the group. */
  readonly coordinators: readonly string[]
}

/** Nobody has answered yet; the oldest first. @param groupIds null: of all groups */
export async function waitingRequests(
  tx: Transaction,
  groupIds: readonly string[] | null,
): Promise<readonly WaitingRequest[]> {
  return tx.all(
    raw(sql<WaitingRequest>`
      select r.id, r.group_id as "groupId", g.name as group, m.name, o.name as organisation,
        array(select ms.member_id::text from membership ms join member c on c.id = ms.member_id
          where ms.group_id = g.id and ms.role = 'coordinator' and c.left_at is null) as coordinators
      from join_request r join working_group g on g.id = r.group_id join member m on m.id = r.member_id
        join organisation o on o.id = m.organisation_id
      where r.answered_at is null and m.left_at is null
        and (${groupIds === null} or r.group_id = any(${groupIds ?? []}::uuid[])) order by r.asked_at, r.id limit 200`),
  )
}

/** Who is asked: the group's coordinators, and the office where none of them can be reached. */
export async function whoAnswers(
  tx: Transaction,
  groupId: string,
  mail: boolean,
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string; coordinates: boolean }>`
      select m.id, ms.role is not null as coordinates
      from member m left join membership ms on ms.member_id = m.id and ms.group_id = ${groupId} and ms.role = 'coordinator'
      where m.left_at is null and (ms.role is not null or m.office) order by m.id`),
  )
  const coordinators = rows.filter(({ coordinates }) => coordinates).map(({ id }) => id)
  const reached = await reachOf(tx, coordinators, mail)
  return reached.length > 0 ? coordinators : rows.map(({ id }) => id)
}

/** Request id -> `<name> → <group>`, for the ledger and the digest. */
export async function requestTitles(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; title: string }>`select r.id, m.name || ' → ' || g.name as title
      from join_request r join working_group g on g.id = r.group_id join member m on m.id = r.member_id
      where r.id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map(({ id, title }) => [id, title]))
}
