/** The tables of offers as TypeScript sees them. */
import type { ColumnType, JSONColumnType } from 'kysely'

type Instant = ColumnType<Date, Date, Date>
/** Written as JSON text: node-postgres would turn an array into a PostgreSQL array. */
type Json<T> = JSONColumnType<T & object, string, string>
type WithDefault<T> = ColumnType<T, T | undefined, T>

export interface OfferTables {
  offer: {
    id: string
    network_id: string
    organisation_id: string
    topic_id: string
    kind: 'course' | 'advice' | 'own'
    title: string
    content: string
    /** `2027-01-31`; read as text, or node-postgres would make an instant of it. */
    from_day: string | null
    to_day: string | null
    quarter: string | null
    format: 'onsite' | 'online' | 'mixed' | 'inhouse'
    region_id: string | null
    place: string
    price: number
    minimum: number
    maximum: number
    book_by: Instant
    ends_at: Instant
    zone: string
    state: 'open' | 'confirmed' | 'fallen-through' | 'cancelled' | 'over'
    made_by: string | null
    made_at: Instant
    form_nonce: string
    booked: WithDefault<number>
    waiting: WithDefault<number>
    edition: number
    revision: number
    names_forgotten_at: WithDefault<Date | null>
  }
  booking: {
    id: string
    network_id: string
    offer_id: string
    organisation_id: string
    position: ColumnType<string, never, never>
    places: number
    state: 'booked' | 'waiting' | 'cancelled'
    named: boolean
    booked_by: string | null
    booked_at: Instant
    changed_by: WithDefault<string | null>
    changed_at: WithDefault<Date | null>
    nonce: string
  }
  booking_act: { booking_id: string; act_key: string; network_id: string }
  offer_feedback: {
    offer_id: string
    organisation_id: string
    network_id: string
    met: 'yes' | 'partly' | 'no'
    said_by: string | null
    said_at: Instant
  }
  offer_trace: {
    id: ColumnType<string, never, never>
    network_id: string
    offer_id: string
    at: Instant
    what: string
    member_id: string | null
    data: Json<Record<string, unknown>>
  }
}
