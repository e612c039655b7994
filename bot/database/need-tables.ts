/** The tables of needs as TypeScript sees them. */
import type { ColumnType, JSONColumnType } from 'kysely'

type Instant = ColumnType<Date, Date, Date>
/** Written as JSON text: node-postgres would turn an array into a PostgreSQL array. */
type Json<T> = JSONColumnType<T & object, string, string>
type WithDefault<T> = ColumnType<T, T | undefined, T>

export interface NeedTables {
  topic: {
    id: string
    network_id: string
    name: string
    state: 'listed' | 'proposed' | 'merged' | 'removed'
    proposed_by: WithDefault<string | null>
    merged_into: WithDefault<string | null>
    made_at: Instant
  }
  region: { id: string; network_id: string; name: string; removed_at: WithDefault<Date | null> }
  round: {
    id: string
    network_id: string
    group_id: string | null
    quarter: string
    deadline: Instant
    zone: string
    state: 'open' | 'closed'
    opened_by: string | null
    opened_at: Instant
    closed_at: Instant | null
    form_nonce: string | null
    least_families: number
    least_distance: number
    repeats: boolean
    follows: string | null
    asked: number
    answered: number
    demand: ColumnType<object | null, string | null | undefined, string | null>
    revision: number
    refresh_waiting: WithDefault<boolean>
  }
  round_organisation: {
    round_id: string
    organisation_id: string
    network_id: string
    family_id: WithDefault<string | null>
  }
  answer: {
    round_id: string
    organisation_id: string
    network_id: string
    answered_at: Instant
    revision: number
  }
  need: {
    id: string
    network_id: string
    round_id: string
    organisation_id: string
    topic_id: string
    heads: number
    parts: Json<Record<string, string>>
    from_quarter: string | null
    to_quarter: string | null
    region_id: string | null
    occupation: string
    note: string
    joint: boolean
    visible: boolean
  }
  round_topic: { round_id: string; topic_id: string; network_id: string; counts_as: string }
  answer_change: {
    id: ColumnType<string, never, never>
    network_id: string
    round_id: string
    organisation_id: string
    at: Instant
    member_id: string
    what: 'added' | 'changed' | 'removed' | 'none' | 'same' | 'withdrawn'
    data: Json<Record<string, unknown>>
  }
  answer_act: { round_id: string; act_key: string; network_id: string }
  round_reminder: {
    round_id: string
    nth: number
    network_id: string
    due_at: Instant
    done_at: WithDefault<Date | null>
  }
  round_trace: {
    id: ColumnType<string, never, never>
    network_id: string
    round_id: string
    at: Instant
    what: string
    member_id: string | null
    data: Json<Record<string, string>>
  }
}
