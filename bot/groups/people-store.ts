/** People, organisations and groups one by one, as the office changes them. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { followSeats } from './committee-store'
import type { GroupRole } from './view'

export interface StoredPerson {
  readonly id: string
  readonly name: string
  readonly organisationId: string
  readonly mail: string | null
  readonly objectId: string | null
  readonly office: boolean
}

/** Of those who have not left. */
export async function personById(tx: Transaction, id: string): Promise<StoredPerson | undefined> {
  return tx.first(
    raw(sql<StoredPerson>`select id, name, organisation_id as "organisationId", mail, aad_object_id as "objectId", office
      from member where id = ${id} and left_at is null`),
  )
}

export interface KnownBy {
  readonly id: string
  /** Belongs no more, and could come back. */
  readonly left: boolean
}

/** Who has that address or account already, those who left included: both are kept for their return. */
export async function personKnownBy(
  tx: Transaction,
  { mail, objectId }: { readonly mail: string | null; readonly objectId: string | null },
): Promise<KnownBy | undefined> {
  return tx.first(
    raw(sql<KnownBy>`select id, left_at is not null as left from member
      where lower(mail) = lower(${mail}::text) or aad_object_id = ${objectId}::text
      order by left_at nulls first limit 1`),
  )
}

export async function savePerson(tx: Transaction, person: StoredPerson): Promise<void> {
  const { id, name, organisationId, mail, objectId, office } = person
  await tx.run(
    queries
      .updateTable('member')
      .set({ name, organisation_id: organisationId, mail, aad_object_id: objectId, office })
      .where('id', '=', id)
      .where('erased_at', 'is', null),
  )
}

export async function forgetAccount(tx: Transaction, memberId: string): Promise<void> {
  await tx.run(
    raw(sql`update member set aad_object_id = null, teams_user_id = null, home_tenant_id = null
      where id = ${memberId} and erased_at is null`),
  )
}

/** Whether the office has somebody who can sign in, beside that person. */
export async function officeWithout(tx: Transaction, memberId: string): Promise<boolean> {
  const row = await tx.first(
    raw(sql`select from member
      where office and left_at is null and aad_object_id is not null and id <> ${memberId} limit 1`),
  )
  return row !== undefined
}

/** Groups that this person coordinates alone, by name. The committee is none: its chair goes with a seat, and others stay. */
export async function coordinatesAlone(tx: Transaction, memberId: string): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ name: string }>`select g.name from membership ms join working_group g on g.id = ms.group_id
      where ms.member_id = ${memberId} and ms.role = 'coordinator' and g.kind = 'group' and not exists (
        select from membership other join member m on m.id = other.member_id
        where other.group_id = ms.group_id and other.role = 'coordinator' and other.member_id <> ${memberId}
          and m.left_at is null)
      order by g.name`),
  )
  return rows.map(({ name }) => name)
}

export interface FormerMember {
  readonly id: string
  readonly organisationId: string
}

/** Somebody who has left, and whose name is still known. */
export async function formerMember(tx: Transaction, id: string): Promise<FormerMember | undefined> {
  return tx.first(
    raw(sql<FormerMember>`select id, organisation_id as "organisationId" from member
      where id = ${id} and left_at is not null and erased_at is null`),
  )
}

/** Belongs again, in no group and without a seat: these were given up. */
export async function markBack(tx: Transaction, memberId: string, organisationId: string): Promise<void> {
  await tx.run(
    raw(sql`update member set left_at = null, left_why = null, organisation_id = ${organisationId}
      where id = ${memberId}`),
  )
}

/** Belong no more: let in nowhere, asked nothing, without office, groups or seat. Ballots and posts stay. */
export async function markLeft(
  tx: Transaction,
  memberIds: readonly string[],
  at: Date,
  why: 'removed' | 'left-tenant',
): Promise<void> {
  await tx.run(
    raw(sql`update member set left_at = ${at}, left_why = ${why}, office = false
      where id = any(${memberIds}::uuid[]) and erased_at is null`),
  )
  await giveUpPlaces(tx, memberIds, at)
}

/** Groups, seats and deputising are given up. @returns the groups that these people coordinated */
export async function giveUpPlaces(
  tx: Transaction,
  memberIds: readonly string[],
  at: Date,
): Promise<readonly string[]> {
  const left = await tx.all(
    raw(sql<{ group_id: string; role: GroupRole }>`
      delete from membership where member_id = any(${memberIds}::uuid[]) returning group_id, role`),
  )
  // As when it is vacated: chair and deputy were this person's, not the seat's.
  await tx.run(
    raw(sql`update seat set holder_id = null, deputy_id = null, chair = false
      where holder_id = any(${memberIds}::uuid[])`),
  )
  await tx.run(raw(sql`update seat set deputy_id = null where deputy_id = any(${memberIds}::uuid[])`))
  await followSeats(tx, at)
  return left.filter(({ role }) => role === 'coordinator').map(({ group_id }) => group_id)
}

export async function groupNamed(tx: Transaction, name: string): Promise<string | undefined> {
  return (
    await tx.first(
      raw(sql<{ id: string }>`select id from working_group where name_key(name) = name_key(${name})`),
    )
  )?.id
}

export interface StoredGroup {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly mandate: string
  readonly open: boolean
  readonly kind: 'group' | 'committee'
}

export async function storedGroup(tx: Transaction, id: string): Promise<StoredGroup | undefined> {
  return tx.first(
    queries
      .selectFrom('working_group')
      .select(['id', 'name', 'topic', 'mandate', 'open', 'kind'])
      .where('id', '=', id),
  )
}

export async function saveGroup(
  tx: Transaction,
  { id, name, topic, mandate, open }: StoredGroup,
): Promise<void> {
  await tx.run(queries.updateTable('working_group').set({ name, topic, mandate, open }).where('id', '=', id))
}

export async function roleIn(
  tx: Transaction,
  groupId: string,
  memberId: string,
): Promise<GroupRole | undefined> {
  const row = await tx.first(
    queries
      .selectFrom('membership')
      .select('role')
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId),
  )
  return row?.role
}

/** @returns whether there was one */
export async function deleteMembership(tx: Transaction, groupId: string, memberId: string): Promise<boolean> {
  const gone = await tx.run(
    queries.deleteFrom('membership').where('group_id', '=', groupId).where('member_id', '=', memberId),
  )
  return gone > 0
}
