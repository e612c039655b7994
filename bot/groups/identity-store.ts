/** Who is this? Asked before the network is known, so through a door in the wall of row-level security. */
import { sql } from 'kysely'
import { coalesce } from '../database/coalesce'
import type { Database } from '../database/database'
import { raw } from '../database/query'
import type { MemberFacts, Role } from './member'
import type { Language } from './view'

export interface Identity {
  /** Tenant in which the conversation takes place, or of the token. */
  readonly tenantId: string
  /** Entra object id of the person. */
  readonly objectId: string
}

/** What is known of a person: the network of the tenant, and the member in it, if any. */
export interface Known {
  readonly network: { readonly id: string; readonly language: Language; readonly zone: string } | null
  readonly member: MemberFacts | null
}

export type Identify = (identity: Identity) => Promise<Known>

/** Asks that come while the database answers others are put together into one. */
export function identifier(database: Database): Identify {
  return coalesce({ run: (identities: readonly Identity[]) => identifyAll(database, identities), lanes: 2 })
}

interface Row {
  network_id: string | null
  network_name: string
  network_language: Language
  zone: string
  member_id: string | null
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

async function identifyAll(database: Database, identities: readonly Identity[]): Promise<readonly Known[]> {
  const rows = await database.ask(
    raw(sql<Row>`select * from identify(${identities.map((i) => i.tenantId)}::text[],
      ${identities.map((i) => i.objectId)}::text[]) order by place`),
  )
  return rows.map(read)
}

function read(row: Row): Known {
  if (!row.network_id) return { network: null, member: null }
  const network = { id: row.network_id, language: row.network_language, zone: row.zone }
  if (!row.member_id) return { network, member: null }
  return {
    network,
    member: {
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
    },
  }
}
