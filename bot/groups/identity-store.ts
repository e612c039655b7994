/** Who is this? Asked before the network is known, so through doors in the wall of row-level security. */
import { sql } from 'kysely'
import type { Clock } from '../clock'
import { coalesce } from '../database/coalesce'
import type { Database } from '../database/database'
import { raw } from '../database/query'
import type { MemberFacts, Role } from './member'
import type { Language } from './view'

/** A person as Entra knows one. */
export interface Identity {
  /** In which the person has the account that is used. */
  readonly tenantId: string
  readonly objectId: string
}

/** Somebody somewhere: the tenant in which the conversation takes place says which network it is. */
export interface Present {
  readonly at: string
  /** The person's own; null where nobody says it. */
  readonly tenantId: string | null
  readonly objectId: string
}

/** What is known of a person: the network of the tenant, and the member in it, if any. */
export interface Known {
  readonly network: { readonly id: string; readonly language: Language; readonly zone: string } | null
  readonly member: MemberFacts | null
}

/** One of a person's networks, with the member there. */
export interface Belonging {
  readonly tenantId: string
  readonly member: MemberFacts
  /** When it was chosen in the chat that was asked about. */
  readonly chosenAt: Date | null
}

/** Asks that come while the database answers others are put together into one. */
export interface Identify {
  at(present: Present): Promise<Known>
  /** @param chat whose choice counts; null outside chats */
  everywhere(identity: Identity, chat: string | null): Promise<readonly Belonging[]>
}

/** @param clock by which terms of seats begin and end */
export function identifier(database: Database, clock: Clock): Identify {
  const at = coalesce({
    run: (present: readonly Present[]) => identifyAll(database, present, clock.now()),
    lanes: 2,
  })
  const everywhere = coalesce({
    run: (asked: readonly Asked[]) => belongingsOfAll(database, asked, clock.now()),
    lanes: 2,
  })
  return { at, everywhere: (identity, chat) => everywhere({ ...identity, chat }) }
}

type Asked = Identity & { readonly chat: string | null }

/** What the doors in the wall tell of a member. */
export interface MemberRow {
  network_id: string
  network_name: string
  network_language: Language
  zone: string
  member_id: string
  name: string
  organisation: string
  organisation_id: string
  teams_user_id: string | null
  language: Language
  office: boolean
  memberships: Readonly<Record<string, Role>>
  seat: boolean
  chair: boolean
}
type FoundRow = MemberRow & { readonly place: string; readonly network_tenant: string }
type Row = Omit<FoundRow, 'network_id' | 'member_id'> & {
  network_id: string | null
  member_id: string | null
}

async function identifyAll(
  database: Database,
  asked: readonly Present[],
  now: Date,
): Promise<readonly Known[]> {
  const rows = await database.ask(
    raw(sql<Row>`select * from identify(${asked.map((one) => one.at)}::text[],
      ${asked.map((one) => one.tenantId)}::text[], ${asked.map((one) => one.objectId)}::text[], ${now})
      order by place`),
  )
  return rows.map(({ network_id, member_id, ...row }) => {
    if (!network_id) return { network: null, member: null }
    const network = { id: network_id, language: row.network_language, zone: row.zone }
    return { network, member: member_id ? readMember({ ...row, network_id, member_id }) : null }
  })
}

async function belongingsOfAll(
  database: Database,
  asked: readonly Asked[],
  now: Date,
): Promise<readonly (readonly Belonging[])[]> {
  const rows = await database.ask(
    raw(sql<
      FoundRow & { chosen_at: Date | null }
    >`select * from belongings(${asked.map((one) => one.tenantId)}::text[],
      ${asked.map((one) => one.objectId)}::text[], ${asked.map((one) => one.chat)}::text[], ${now})
      order by network_name, network_id`),
  )
  const found = asked.map((): Belonging[] => [])
  for (const row of rows) {
    const belonging = { tenantId: row.network_tenant, member: readMember(row), chosenAt: row.chosen_at }
    found[Number(row.place) - 1]?.push(belonging)
  }
  return found
}

export function readMember(row: MemberRow): MemberFacts {
  return {
    networkId: row.network_id,
    network: { name: row.network_name, language: row.network_language, zone: row.zone },
    id: row.member_id,
    name: row.name,
    organisation: row.organisation,
    organisationId: row.organisation_id,
    language: row.language,
    teamsUserId: row.teams_user_id,
    memberships: row.memberships,
    seat: row.seat,
    chair: row.chair,
    office: row.office,
  }
}
