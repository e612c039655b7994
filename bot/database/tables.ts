/** The tables as TypeScript sees them; `schema.sql` is what PostgreSQL sees. */
import type { ColumnType, JSONColumnType } from 'kysely'
import type { DeliveryTables } from './delivery-tables'
import type { ElectionTables } from './election-tables'
import type { NeedTables } from './need-tables'
import type { OfferTables } from './offer-tables'

type Instant = ColumnType<Date, Date, Date>
/** Written as JSON text: node-postgres would turn an array into a PostgreSQL array. */
type Json<T> = JSONColumnType<T & object, string, string>
type WithDefault<T> = ColumnType<T, T | undefined, T>

export interface Tables extends ElectionTables, DeliveryTables, NeedTables, OfferTables {
  network: {
    id: string
    tenant_id: string
    name: string
    state: string
    language: 'de' | 'en'
    zone: string
    created_at: Instant
    least_families: WithDefault<number>
    least_distance: WithDefault<number>
    runs_until: WithDefault<string | null>
  }
  organisation: {
    id: string
    network_id: string
    name: string
    bench: 'employers' | 'employees' | 'agencies' | 'training'
    sector: string
    parent_id: string | null
    size: WithDefault<'1-9' | '10-49' | '50-249' | '250+' | null>
    removed_at: WithDefault<Date | null>
  }
  member: {
    id: string
    network_id: string
    organisation_id: string
    name: string
    aad_object_id: string | null
    teams_user_id: string | null
    language: 'de' | 'en'
    office: WithDefault<boolean>
    mail: WithDefault<string | null>
    digest: WithDefault<'daily' | 'weekly'>
    left_at: WithDefault<Date | null>
    left_why: WithDefault<'removed' | 'left-tenant' | 'erased' | null>
    home_tenant_id: WithDefault<string | null>
    erased_at: WithDefault<Date | null>
  }
  chat_choice: { network_id: string; member_id: string; conversation_id: string; chosen_at: Instant }
  working_group: {
    id: string
    network_id: string
    name: string
    topic: string
    kind: 'group' | 'committee'
    mandate: WithDefault<string>
    open: WithDefault<boolean>
  }
  membership: {
    network_id: string
    group_id: string
    member_id: string
    role: 'coordinator' | 'member' | 'observer'
    joined_at: Instant
  }
  join_request: {
    id: string
    network_id: string
    group_id: string
    member_id: string
    asked_at: Instant
    answered_at: WithDefault<Date | null>
    answered_by: WithDefault<string | null>
    accepted: WithDefault<boolean | null>
  }
  /** Written by the function `audit` alone. */
  audit_entry: {
    network_id: string
    number: string
    at: Instant
    actor_id: string | null
    door: 'teams' | 'tab' | 'link' | 'service'
    what: string
    matter_kind: string | null
    matter_id: string | null
    data: Json<Record<string, unknown>>
    previous: string
    hash: string
  }
  /** Which entries name whom: written by a trigger alone. */
  audit_naming: { network_id: string; member_id: string; number: string }
  seat: {
    id: string
    network_id: string
    organisation_id: string
    holder_id: string | null
    deputy_id: string | null
    chair: boolean
    /** `2027-01-31`; read as text, or node-postgres would make an instant of it. */
    term_from: WithDefault<string | null>
    term_to: WithDefault<string | null>
    ended_at: WithDefault<Date | null>
    election_id: WithDefault<string | null>
  }
  channel: {
    id: string
    network_id: string
    group_id: string | null
    kind: 'channel' | 'group-chat' | 'personal'
    conversation_id: string
    team_id: string | null
    service_url: string | null
    installed: WithDefault<boolean>
    team_group_id: string | null
    name: string | null
    member_id: WithDefault<string | null>
    language: WithDefault<'de' | 'en' | null>
    used_at: WithDefault<Date>
    team_name: WithDefault<string | null>
  }
  channel_departure: { channel_id: string; member_id: string; network_id: string; at: Instant }
  poll: {
    id: string
    network_id: string
    group_id: string
    kind: string
    question: string
    options: Json<{ id: string; label: string; first: string; member?: string; withdrawn?: boolean }[]>
    next_option: number
    most: number
    anonymous: boolean
    results: 'live' | 'after-vote' | 'after-close'
    deadline: Instant
    zone: string
    state: 'open' | 'closed'
    opened_by: string
    opened_at: Instant
    closed_at: Instant | null
    form_nonce: string
    voters: number
    answered: number
    tally: Json<Record<string, number>>
    revision: number
    refresh_waiting: WithDefault<boolean>
    names_forgotten_at: WithDefault<Date | null>
    places: WithDefault<number | null>
    electorate: WithDefault<'group' | 'network'>
    draw: ColumnType<object | null, string | null | undefined, string | null>
  }
  voter: {
    poll_id: string
    member_id: string
    network_id: string
    took_part: WithDefault<boolean>
    answered_at: WithDefault<Date | null>
  }
  ballot: { poll_id: string; voter_key: string; network_id: string; content: Json<unknown> }
  act: { poll_id: string; act_key: string; network_id: string }
  trace: {
    id: ColumnType<string, never, never>
    network_id: string
    poll_id: string
    at: Instant
    what: string
    member_id: string | null
    data: Json<Record<string, string>>
  }
  retention: { network_id: string; kind: string; days: number }
  directory_run: {
    id: string
    network_id: string
    number: ColumnType<string, never, never>
    at: Instant
    by_itself: boolean
    failure: string | null
    asked: number
    marked: WithDefault<number>
    vacated: WithDefault<string[]>
  }
  directory_finding: {
    member_id: string
    network_id: string
    run_id: string
    what: 'gone' | 'disabled' | 'back'
    object_id: string
  }
  link: {
    id: string
    network_id: string
    member_id: string
    purpose: string
    matter_id: string
    made_at: Instant
    made_by: string | null
    expires_at: Instant
    revoked_at: WithDefault<Date | null>
    revoked_by: WithDefault<string | null>
    opened_at: WithDefault<Date | null>
    browser: WithDefault<string | null>
  }
  newcomer: { network_id: string; group_id: string; mark: string; seen_at: Instant }
}
