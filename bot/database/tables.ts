/** The tables as TypeScript sees them; `schema.sql` is what PostgreSQL sees. */
import type { ColumnType, JSONColumnType } from 'kysely'
import type { ElectionTables } from './election-tables'

type Instant = ColumnType<Date, Date, Date>
/** Written as JSON text: node-postgres would turn an array into a PostgreSQL array. */
type Json<T> = JSONColumnType<T & object, string, string>
type WithDefault<T> = ColumnType<T, T | undefined, T>

export interface Tables extends ElectionTables {
  network: {
    id: string
    tenant_id: string
    name: string
    state: string
    language: 'de' | 'en'
    zone: string
    created_at: Instant
  }
  organisation: {
    id: string
    network_id: string
    name: string
    bench: 'employers' | 'employees' | 'agencies' | 'training'
    sector: string
    parent_id: string | null
    size: WithDefault<'1-9' | '10-49' | '50-249' | '250+' | null>
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
    joined_at: WithDefault<Date>
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
  }
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
  activity_seen: { network_id: string; conversation_id: string; activity_id: string; at: Instant }
  lane: {
    network_id: string
    conversation_id: string
    held_by: string | null
    held_until: Instant | null
    paused_until: Instant | null
    requests: WithDefault<Date[]>
    edits: WithDefault<Date[]>
    reads: WithDefault<Date[]>
    shut: string | null
    shut_at: Instant | null
    probe_at: WithDefault<Date | null>
  }
  notice: {
    id: string
    network_id: string
    member_id: string
    group_id: string | null
    matter_kind: string
    matter_id: string
    noted_at: Instant
    told_at: WithDefault<Date | null>
    singly: WithDefault<boolean | null>
  }
  reminder: { network_id: string; poll_id: string; nth: number; due_at: Instant; done_at: Instant | null }
  pace: { network_id: string; next_at: Instant; paused_until: WithDefault<Date | null> }
  post: {
    id: string
    network_id: string
    conversation_id: string
    service_url: string
    reply_to: string | null
    matter_kind: string
    matter_id: string
    data: Json<Record<string, unknown>>
    state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'given-up' | 'gone'
    cause: string | null
    cause_detail: string | null
    tries: WithDefault<number>
    message_id: string | null
    shown_revision: number | null
    created_at: Instant
    sent_at: Instant | null
    edited_at: Instant | null
    position: ColumnType<string, never, never>
    urgent: WithDefault<boolean>
    group_id: string | null
    member_id: string | null
    requested_at: WithDefault<Date>
    try_at: Instant | null
    edits_wanted: WithDefault<number>
    edits_done: WithDefault<number>
    edit_at: Instant | null
    check_wanted: WithDefault<boolean>
    edit_urgent: WithDefault<boolean>
    edit_tries: WithDefault<number>
    edit_streak: WithDefault<number>
    last_edit_at: Instant | null
    looked_up_at: WithDefault<Date | null>
    replaces: string | null
    names: WithDefault<string[]>
  }
  retention: { network_id: string; kind: string; days: number }
}
