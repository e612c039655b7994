/** A person in the database becomes a pseudonym, and belongs nowhere any more. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { ledByNobody } from './directory-store'
import { giveUpPlaces } from './people-store'

export interface LockedPerson {
  readonly id: string
  readonly name: string
  /** Of the office, and able to sign in. */
  readonly here: boolean
  readonly erased: boolean
}

export interface PersonAndOffice {
  readonly person: LockedPerson | undefined
  /** The others of the office who can still sign in. */
  readonly others: readonly string[]
}

/**
 * Locks the person for those who write of them without administering: an activity that comes in, an entry of the audit
 * log. Who is of the office changes only where administration is locked, as it is before this (`lockAdministration`).
 */
export async function lockPersonAndOffice(tx: Transaction, memberId: string): Promise<PersonAndOffice> {
  await tx.run(raw(sql`select from member where id = ${memberId} for update`))
  return seePersonAndOffice(tx, memberId)
}

/** The same, only looked at. */
export async function seePersonAndOffice(tx: Transaction, memberId: string): Promise<PersonAndOffice> {
  const rows = await tx.all(
    raw(sql<LockedPerson>`
      select id, name, erased_at is not null as erased,
        office and left_at is null and aad_object_id is not null as here
      from member where id = ${memberId} or (office and left_at is null) order by id`),
  )
  const others = rows.filter((row) => row.id !== memberId && row.here).map((row) => row.id)
  return { person: rows.find((row) => row.id === memberId), others }
}

/** Whether a name is taken as a pseudonym already. */
export async function isNamed(tx: Transaction, name: string): Promise<boolean> {
  const row = await tx.first(queries.selectFrom('member').select('id').where('name', '=', name).limit(1))
  return row !== undefined
}

export async function becomePseudonym(
  tx: Transaction,
  memberId: string,
  pseudonym: string,
  at: Date,
): Promise<void> {
  await tx.run(
    raw(sql`update member set name = ${pseudonym}, aad_object_id = null, teams_user_id = null, mail = null, home_tenant_id = null,
        office = false, digest = 'daily', left_at = coalesce(left_at, ${at}), left_why = 'erased', erased_at = ${at}
      where id = ${memberId} and erased_at is null`),
  )
}

/** Requests to join are over; their cards may stand with a coordinator. @returns all that the person has ever made */
export async function endRequests(tx: Transaction, memberId: string, at: Date): Promise<readonly string[]> {
  await tx.run(
    raw(sql`update join_request set answered_at = ${at}, accepted = false
      where member_id = ${memberId} and answered_at is null`),
  )
  const rows = await tx.all(
    queries.selectFrom('join_request').select('id').where('member_id', '=', memberId).orderBy('id'),
  )
  return rows.map((row) => row.id)
}

/** @returns the groups that are left without anybody who coordinates them */
export async function leaveAll(tx: Transaction, memberId: string, at: Date): Promise<readonly string[]> {
  return ledByNobody(tx, await giveUpPlaces(tx, [memberId], at))
}

/** A person's own chats are forgotten. @returns their conversations */
export async function forgetChats(tx: Transaction, memberId: string): Promise<readonly string[]> {
  await tx.run(queries.deleteFrom('chat_choice').where('member_id', '=', memberId))
  const rows = await tx.all(
    raw(sql<{ conversation_id: string }>`
      delete from channel where member_id = ${memberId} returning conversation_id`),
  )
  return rows.map((row) => row.conversation_id)
}

/** Whom a text names. */
export async function namedIn(tx: Transaction, text: string): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(
      sql<{
        id: string
      }>`select id from member where erased_at is null and position(name in ${text}) > 0 order by id`,
    ),
  )
  return rows.map((row) => row.id)
}

/**
 * Whether somebody who was let in a moment ago is still there. Holds until the transaction ends: whoever erases the
 * person waits, or has come first, and then nothing of them may be written down again.
 */
export async function isStillThere(tx: Transaction, memberId: string): Promise<boolean> {
  const row = await tx.first(
    raw(sql`select id from member where id = ${memberId} and erased_at is null for key share`),
  )
  return row !== undefined
}

/** Of those who left before: who has not been erased yet, at most so many. */
export async function leftBefore(tx: Transaction, before: Date, most: number): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select id from member where left_at < ${before} and erased_at is null
      order by left_at limit ${most}`),
  )
  return rows.map((row) => row.id)
}

export interface PersonOfNetwork {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly left: boolean
}

/** Of whom something is kept: all who have not been erased, by name. */
export async function knownPeople(tx: Transaction): Promise<readonly PersonOfNetwork[]> {
  return tx.all(
    raw(sql<PersonOfNetwork>`select m.id, m.name, o.name as organisation, m.left_at is not null as left
      from member m join organisation o on o.id = m.organisation_id
      where m.erased_at is null order by m.name, m.id`),
  )
}

/** Everybody erased since then: what came in late is looked for once more. */
export async function erasedSince(tx: Transaction, since: Date): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select id from member where erased_at >= ${since} order by id`),
  )
  return rows.map((row) => row.id)
}
