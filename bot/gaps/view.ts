/** What cards and the tab may know of a gap report: plain data, already cut to what its reader may see (P7, N5). */
import type { RoundTitle } from '../needs/view'

export interface GapLine {
  readonly topic: string
  readonly name: string
  /** null: hidden or none; both look the same. */
  readonly heads: number | null
  readonly places: number
  /** Of the demand that is shown, and of all places; 0 to 1. */
  readonly demandShare: number | null
  readonly offerShare: number | null
  /** People for whom there is no place. */
  readonly gap: number | null
  /** Places by what organisations said afterwards; null: hidden, empty, or not for this reader. */
  readonly met: {
    readonly yes: number | null
    readonly partly: number | null
    readonly no: number | null
  } | null
}

/** Answer of `gap.show`. */
export interface GapView {
  /** `2027-1` */
  readonly quarter: string
  /** null: a preview of the quarter that runs. */
  readonly madeAt: string | null
  readonly zone: string
  /** Whose demand it is; empty: none had closed. */
  readonly rounds: readonly RoundTitle[]
  readonly leastFamilies: number
  readonly leastDistance: number
  /** For committee, chair, office and coordinators, in a report that has been made. */
  readonly showsMet: boolean
  readonly topics: readonly GapLine[]
}

/** Answer of `gap.list`: quarters of which there is a report, the newest first. */
export interface GapListView {
  /** The quarter that runs, of which there is a preview. */
  readonly running: string
  readonly reports: readonly { readonly quarter: string; readonly madeAt: string }[]
}
