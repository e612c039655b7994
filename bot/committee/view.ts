/** What cards and the tab may know of the committee: plain data, ready to be shown. */

import type { Bench } from '../groups/bench'

export type { Bench } from '../groups/bench'

export interface SeatPerson {
  readonly id: string
  readonly name: string
  readonly organisation: string
  /** Belongs to the network no more: the seat waits for somebody else. */
  readonly left: boolean
}

/** before: its term is to come; now: it gives its rights; after: its term is over. */
export type TermState = 'before' | 'now' | 'after'

export interface SeatView {
  readonly id: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly bench: Bench
  /** null: vacant. */
  readonly holder: SeatPerson | null
  readonly deputy: SeatPerson | null
  readonly chair: boolean
  /** `2027-01-31`: first and last day; null: since ever, without end. */
  readonly from: string | null
  readonly to: string | null
  readonly term: TermState
  /** Whom its holder may be: people of its organisation. Only for who may fill it. */
  readonly holders: readonly SeatChoice[]
  /** Who may stand in: people of the organisation's family. For the office, and for the holder. */
  readonly deputies: readonly SeatChoice[]
}

export interface SeatChoice {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

/** Answer of `committee.show`. */
export interface CommitteeView {
  /** The group in which it asks and posts. */
  readonly group: { readonly id: string; readonly name: string }
  readonly seats: readonly SeatView[]
  /** Seats within their term, and how many of them nobody holds. */
  readonly now: number
  readonly vacant: number
  /** The reader may add, fill and end seats. */
  readonly mayEdit: boolean
  /** For who may add seats; empty for others. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
}
