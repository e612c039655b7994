/** The tables of elections as TypeScript sees them. */
import type { ColumnType, JSONColumnType } from 'kysely'

type Instant = ColumnType<Date, Date, Date>

export interface ElectionTables {
  election: {
    id: string
    network_id: string
    group_id: string
    title: string
    places: number
    term_from: string
    term_to: string
    electorate: 'group' | 'network'
    opens_at: Instant
    deadline: Instant
    zone: string
    state: 'standing' | 'short' | 'voting' | 'called-off'
    called_by: string
    called_at: Instant
    form_nonce: string
    poll_id: string | null
    filled_at: Date | null
    revision: number
  }
  election_voter: { election_id: string; member_id: string; network_id: string }
  candidacy: {
    election_id: string
    member_id: string
    network_id: string
    state: 'asked' | 'accepted' | 'declined' | 'withdrawn'
    proposed_by: string | null
    asked_at: Instant
    answered_at: Date | null
  }
  election_trace: {
    id: ColumnType<string, never, never>
    network_id: string
    election_id: string
    at: Instant
    what: string
    member_id: string | null
    data: JSONColumnType<Record<string, string>, string, string>
  }
}
