/** The tables of what is sent and what has come in from Teams, as TypeScript sees them. */
import type { ColumnType, JSONColumnType } from 'kysely'

type Instant = ColumnType<Date, Date, Date>
/** Written as JSON text: node-postgres would turn an array into a PostgreSQL array. */
type Json<T> = JSONColumnType<T & object, string, string>
type WithDefault<T> = ColumnType<T, T | undefined, T>

export interface DeliveryTables {
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
    secret: WithDefault<boolean>
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
    secret: WithDefault<boolean>
  }
}
