/** Notices in the database. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Matter } from '../delivery/store'

export interface Notice {
  readonly id: string
  readonly memberId: string
  readonly groupId: string | null
  readonly matter: Matter
  readonly at: Date
  /** Nobody else may learn that this person is told: it is told apart from the others. */
  readonly secret?: boolean
}

/** A second notice of the same matter to the same person is the first one. */
export async function noteFor(tx: Transaction, notices: readonly Notice[]): Promise<void> {
  const values = notices.map(({ id, memberId, groupId, matter, at, secret = false }) => ({
    ...{ id, network_id: tx.networkId, member_id: memberId, group_id: groupId, noted_at: at },
    ...{ matter_kind: matter.kind, matter_id: matter.id, secret },
  }))
  // PostgreSQL takes 65,535 parameters a statement.
  for (let i = 0; i < values.length; i += 1000)
    await tx.run(
      queries
        .insertInto('notice')
        .values(values.slice(i, i + 1000))
        .onConflict((conflict) => conflict.doNothing()),
    )
}

/** What has been overtaken before it was told is not told any more. */
export async function withdraw(tx: Transaction, matter: Matter): Promise<void> {
  await tx.run(
    queries
      .deleteFrom('notice')
      .where('matter_kind', '=', matter.kind)
      .where('matter_id', '=', matter.id)
      .where('told_at', 'is', null),
  )
}

/** It has happened anew: whoever was told of the last time is told again. */
export async function forgetTold(tx: Transaction, matter: Matter): Promise<void> {
  await tx.run(
    queries
      .deleteFrom('notice')
      .where('matter_kind', '=', matter.kind)
      .where('matter_id', '=', matter.id)
      .where('told_at', 'is not', null),
  )
}

/** What could not be told until then is no news any more. What was told stays, so that it is not told twice. */
export async function forgetUntold(tx: Transaction, before: Date): Promise<void> {
  await tx.run(queries.deleteFrom('notice').where('told_at', 'is', null).where('noted_at', '<', before))
}

/** Whether or not there is a way to them. */
export function peopleToTell(
  database: Database,
): Promise<readonly { readonly network_id: string; readonly member_id: string }[]> {
  return database.ask(raw(sql<{ network_id: string; member_id: string }>`select * from people_to_tell()`))
}

export interface PersonToTell {
  readonly zone: string
  readonly state: string
  readonly rhythm: 'daily' | 'weekly'
  readonly toldSingly: number
  /** When something secret was told last. */
  readonly toldApart: Date | null
}

/**
 * Locks the person: two processes tell one after the other. What was told is counted in a statement of its own: the
 * one that waited for the lock still sees the rows as they were before it waited.
 */
export async function personToTell(
  tx: Transaction,
  memberId: string,
  since: Date,
): Promise<PersonToTell | undefined> {
  await tx.run(raw(sql`select from member where id = ${memberId} for no key update`))
  return tx.first(
    raw(sql<PersonToTell>`select n.zone, n.state, m.digest as rhythm,
        (select count(*)::int from notice where member_id = m.id and singly and told_at > ${since}) as "toldSingly",
        (select max(told_at) from notice where member_id = m.id and secret) as "toldApart"
      from member m join network n on n.id = m.network_id where m.id = ${memberId}`),
  )
}

export async function untold(
  tx: Transaction,
  memberId: string,
): Promise<readonly (Notice & { readonly notedAt: Date })[]> {
  const rows = await tx.all(
    queries
      .selectFrom('notice')
      .selectAll()
      .where('member_id', '=', memberId)
      .where('told_at', 'is', null)
      .orderBy('noted_at')
      .orderBy('id'),
  )
  return rows.map((row) => ({
    id: row.id,
    memberId: row.member_id,
    groupId: row.group_id,
    matter: { kind: row.matter_kind, id: row.matter_id },
    at: row.noted_at,
    notedAt: row.noted_at,
    secret: row.secret,
  }))
}

export async function markTold(
  tx: Transaction,
  ids: readonly string[],
  singly: boolean,
  at: Date,
): Promise<void> {
  if (ids.length === 0) return
  await tx.run(raw(sql`update notice set told_at = ${at}, singly = ${singly} where id = any(${ids}::uuid[])`))
}

/** What was to be told in these conversations and has not gone out is told anew, by whatever way there is. */
export async function untellUnsent(
  tx: Transaction,
  memberId: string,
  conversations: readonly string[],
): Promise<void> {
  await tx.run(
    raw(sql`update notice n set told_at = null, singly = false from post p
      where n.member_id = ${memberId} and p.member_id = n.member_id and n.told_at = p.created_at
        and p.conversation_id = any(${conversations}::text[]) and p.state not in ('sent', 'gone')`),
  )
}

export interface Reader {
  readonly name: string
  readonly language: 'de' | 'en'
  readonly mail: string | null
  /** Has an account in Teams. */
  readonly teams: boolean
  readonly zone: string
  readonly state: string
}

export async function readerOf(tx: Transaction, memberId: string): Promise<Reader | undefined> {
  return tx.first(
    raw(sql<Reader>`select m.name, m.language, m.mail, m.aad_object_id is not null as teams, n.zone, n.state
      from member m join network n on n.id = m.network_id where m.id = ${memberId}`),
  )
}
