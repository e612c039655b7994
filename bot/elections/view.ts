/** What cards and the tab may know of an election: plain data, already cut to what its reader may see. */
import type { ElectorateRule } from '../polls/view'

/**
 * standing: people may still stand. short: too few do, and whoever runs it decides. voting, closed: as its poll.
 * called-off: it will not be held.
 */
export type ElectionState = 'standing' | 'short' | 'voting' | 'closed' | 'called-off'

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

/** The reader's own part; none: may stand and has not said anything. */
export type OwnCandidacy = 'none' | 'asked' | 'accepted' | 'declined' | 'withdrawn'

export interface ElectionView {
  readonly id: string
  readonly group: { readonly id: string; readonly name: string }
  readonly title: string
  readonly places: number
  /** First and last day of the term, as `2027-01-31`. */
  readonly from: string
  readonly to: string
  readonly electorate: ElectorateRule
  readonly voters: number
  /** Instants as ISO 8601 with offset Z. */
  readonly opensAt: string
  readonly deadline: string
  readonly zone: string
  readonly state: ElectionState
  /** Nobody may stand any more, although voting may not have been opened yet. */
  readonly over: boolean
  /** Who stands, by name. Whoever was asked and has not answered, or has declined, is not among them. */
  readonly candidates: readonly PersonView[]
  /** How many were asked and have not answered. Only for who may propose. */
  readonly asked: number | null
  /** null on a card that everyone sees, and for who has no vote in it: only voters may stand. */
  readonly mine: OwnCandidacy | null
  readonly mayPropose: boolean
  readonly mayRun: boolean
  /** Its poll, once people may vote. */
  readonly poll: string | null
  /** The elected are in their seats. */
  readonly filled: boolean
  /** Grows with every change; a smaller one is older. */
  readonly revision: number
}

export interface ElectionTrace {
  readonly at: string
  readonly what:
    | 'called'
    | 'stands'
    | 'stepped-back'
    | 'short'
    | 'extended'
    | 'went-on'
    | 'opened'
    | 'withdrew'
    | 'called-off'
    | 'filled'
  /** Empty when it happened by itself. */
  readonly who: string
  readonly data: Readonly<Record<string, string>>
}

/** Answer of `election.show`. */
export interface ElectionPageView {
  readonly election: ElectionView
  /** P1: by name. */
  readonly electorate: readonly PersonView[]
  /** Who was asked and has not answered. Only for who may propose; empty for others. */
  readonly asked: readonly PersonView[]
  /** Who could still be proposed; likewise. */
  readonly proposable: readonly PersonView[]
  readonly trace: readonly ElectionTrace[]
}

export interface ElectionLine {
  readonly id: string
  readonly title: string
  readonly group: { readonly id: string; readonly name: string }
  readonly state: ElectionState
  readonly opensAt: string
  readonly deadline: string
  /** Its poll, once people may vote. */
  readonly poll: string | null
}

/** Answer of `election.list`: newest first. */
export interface ElectionListView {
  readonly elections: readonly ElectionLine[]
  readonly mayCall: boolean
}

/** Answer of `election.recount`: counted anew from the stored ballots. */
export interface RecountView {
  readonly ballots: number
  readonly rows: readonly { readonly label: string; readonly votes: number; readonly elected: boolean }[]
  /** Votes, elected and lot are what was announced. */
  readonly agrees: boolean
}
