/** Links in the database. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { type MemberRow, readMember } from '../groups/identity-store'
import type { MemberFacts } from '../groups/member'
import type { Wish } from './desk'
import { dayMs, type Link } from './link'

interface LinkRow {
  readonly link_id: string
  readonly member_id: string
  readonly purpose: string
  readonly matter_id: string
  readonly made_at: Date
  readonly made_by: string | null
  readonly expires_at: Date
  readonly revoked_at: Date | null
  readonly revoked_by: string | null
  readonly opened_at: Date | null
  readonly browser: string | null
}

/** A link with the person it is for, before anything is decided about either. */
export interface Bearer {
  readonly link: Link
  readonly facts: MemberFacts
  /** The person's id at Entra, if there is an account: by it people are counted at the other doors. */
  readonly account: string | null
  readonly left: boolean
}

/** Asked before the network is known, through a door in the wall of row-level security. */
export async function bearerOf(database: Database, id: string, now: Date): Promise<Bearer | undefined> {
  const [row] = await database.ask(
    raw(sql<LinkRow & MemberRow & { account: string | null; has_left: boolean }>`
      select * from link_bearer(${id}, ${now})`),
  )
  if (!row) return undefined
  return { link: read(row), facts: readMember(row), account: row.account, left: row.has_left }
}

const columns = sql`id as link_id, member_id, purpose, matter_id, made_at, made_by, expires_at, revoked_at, revoked_by,
  opened_at, browser`

function read(row: LinkRow): Link {
  return {
    ...{ id: row.link_id, memberId: row.member_id, purpose: row.purpose, matterId: row.matter_id },
    ...{ madeAt: row.made_at, handedOver: row.made_by !== null, expiresAt: row.expires_at },
    ...{ revokedAt: row.revoked_at, byOffice: row.revoked_by !== null },
    ...{ openedAt: row.opened_at, browser: row.browser },
  }
}

export interface NewLink extends Wish {
  readonly id: string
  readonly madeBy: string | null
  readonly expiresAt: Date
  readonly at: Date
}

/**
 * The link of this person, matter and way, made where there is none. Where there is one it stays, and lasts as long as
 * its matter, whose end may have been put off.
 * @returns undefined for who has an account in Teams, or has left
 */
export async function keepLink(tx: Transaction, link: NewLink): Promise<Link | undefined> {
  const { id, memberId, purpose, matterId, madeBy, expiresAt, at } = link
  const row = await tx.first(
    raw(sql<LinkRow>`
      insert into link (id, network_id, member_id, purpose, matter_id, made_at, made_by, expires_at)
      select ${id}::uuid, m.network_id, m.id, ${purpose}::text, ${matterId}::uuid, ${at}::timestamptz, ${madeBy}::uuid,
        ${expiresAt}::timestamptz
      from member m where m.id = ${memberId} and m.aad_object_id is null and m.left_at is null for key share
      on conflict (member_id, purpose, matter_id, (made_by is null)) where revoked_at is null
      do update set expires_at = excluded.expires_at
      returning ${columns}`),
  )
  return row && read(row)
}

/** @returns whether it is this browser's from now on, or has been before */
export async function bindLink(tx: Transaction, id: string, browser: string, at: Date): Promise<boolean> {
  const bound = await tx.run(
    raw(sql`update link set browser = ${browser}, opened_at = coalesce(opened_at, ${at})
      where id = ${id} and revoked_at is null and coalesce(browser, ${browser}) = ${browser}`),
  )
  return bound === 1
}

export async function linkById(tx: Transaction, id: string): Promise<Link | undefined> {
  const row = await tx.first(raw(sql<LinkRow>`select ${columns} from link where id = ${id} for update`))
  return row && read(row)
}

/** @param by of the office; null: another takes its place */
export async function revokeLink(tx: Transaction, id: string, by: string | null, at: Date): Promise<void> {
  await tx.run(
    raw(sql`update link set revoked_at = ${at}, revoked_by = ${by} where id = ${id} and revoked_at is null`),
  )
}

/** All that work for this person and matter, or those of one way. */
export async function replaceLinks(
  tx: Transaction,
  { memberId, purpose, matterId }: Wish,
  way: 'any' | 'by hand',
  at: Date,
): Promise<void> {
  await tx.run(
    raw(sql`update link set revoked_at = ${at} where member_id = ${memberId} and purpose = ${purpose}
      and matter_id = ${matterId} and revoked_at is null and (${way === 'any'} or made_by is not null)`),
  )
}

/** Newest first. */
export async function linksOf(tx: Transaction, memberId: string, most: number): Promise<readonly Link[]> {
  const rows = await tx.all(
    raw(sql<LinkRow>`select ${columns} from link where member_id = ${memberId}
      order by made_at desc, id limit ${most}`),
  )
  return rows.map(read)
}

export interface Recipient {
  readonly name: string
  readonly mail: string | null
  /** Made for letters about this matter in the last day. */
  readonly lately: number
}

/** Locked, so that two who ask at once are counted one after the other. undefined: has Teams, or has left. */
export async function recipientOf(
  tx: Transaction,
  { memberId, purpose, matterId }: Wish,
  now: Date,
): Promise<Recipient | undefined> {
  const person = await tx.first(
    raw(sql<{ name: string; mail: string | null }>`select name, mail from member
      where id = ${memberId} and aad_object_id is null and left_at is null for no key update`),
  )
  const since = new Date(now.getTime() - dayMs)
  const made = await tx.first(
    raw(sql<{ lately: number }>`select count(*)::int as lately from link where member_id = ${memberId}
      and purpose = ${purpose} and matter_id = ${matterId} and made_by is null and made_at > ${since}`),
  )
  return person && { ...person, lately: made?.lately ?? 0 }
}

export async function forgetLinksOf(tx: Transaction, memberId: string): Promise<void> {
  await tx.run(queries.deleteFrom('link').where('member_id', '=', memberId))
}
