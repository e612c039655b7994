/** What cards and the tab may know of a poll: plain data, already cut to what its reader may see (P5, P6). */

export type PollState = 'open' | 'closed'

/** P1: whose members make up the electorate: the group's, or all of the network's. */
export type ElectorateRule = 'group' | 'network'

/** P6: when a result may be read. */
export type ResultRule = 'live' | 'after-vote' | 'after-close'

export interface OptionView {
  readonly id: string
  readonly label: string
  /** P8: the label it was opened with, when it has been renamed since. */
  readonly formerly?: string
  /** A candidate who takes no seat any more. */
  readonly withdrawn?: true
}

/** Who has won the seats, once the result may be read. All by option ids. */
export interface OutcomeView {
  /** Most votes first, those by lot in the order in which the lots came. */
  readonly elected: readonly string[]
  /** Seats for which nobody had a vote. */
  readonly vacant: number
  /** How a tie at the last seat was broken; null: there was none. */
  readonly draw: {
    readonly tied: readonly string[]
    readonly places: number
    readonly order: readonly string[]
    readonly at: string
  } | null
}

export interface ResultRow {
  readonly id: string
  readonly votes: number
  /** Share of those who answered, 0 to 1. Several-choice shares add up to more than 1. */
  readonly share: number
}

export interface ResultView {
  readonly rows: readonly ResultRow[]
  /** Scale polls only: mean of the values, with all its decimals. */
  readonly mean?: number
}

/** Why no result is shown: P6 twice, and P5's floor of three ballots. */
export type ResultHidden = 'after-own-ballot' | 'after-close' | 'too-few'

/** The reader's own part in a poll. */
export interface OwnPart {
  readonly mayVote: boolean
  readonly answered: boolean
  /** Option ids of the own ballot; null when there is none, or when an anonymous poll is closed (P5). */
  readonly choices: readonly string[] | null
}

export interface PollView {
  readonly id: string
  readonly group: { readonly id: string; readonly name: string }
  readonly kind: 'single' | 'several' | 'scale' | 'election'
  readonly question: string
  readonly state: PollState
  /** Instants as ISO 8601 with offset Z. */
  readonly openedAt: string
  readonly deadline: string
  readonly closedAt: string | null
  /** P3: no ballot counts any more, although the poll may not have been closed yet. */
  readonly over: boolean
  /** IANA zone in which the deadline was set (P3 shows it). */
  readonly zone: string
  readonly anonymous: boolean
  readonly results: ResultRule
  readonly options: readonly OptionView[]
  /** The greatest number of options in one ballot. */
  readonly most: number
  /** P1: the size of the electorate, and how many of it have answered. */
  readonly voters: number
  readonly answered: number
  /** null on a card that everyone sees. */
  readonly mine: OwnPart | null
  readonly result: ResultView | null
  readonly hidden: ResultHidden | null
  /** Seats that it fills; null: it elects nobody. */
  readonly places: number | null
  readonly outcome: OutcomeView | null
  /** Grows with every change; a smaller one is older. */
  readonly revision: number
  /** The reader may edit it and, unless it is anonymous, close it. */
  readonly mayManage: boolean
}

/** One row of a list of polls. */
export interface PollLine {
  readonly id: string
  readonly question: string
  readonly group: string
  readonly state: PollState
  readonly deadline: string
  readonly closedAt: string | null
  readonly voters: number
  readonly answered: number
  /** null for who has no vote in it. */
  readonly answeredByMe: boolean | null
}

/** Answer of `poll.list`. */
export interface PollListView {
  readonly waiting: readonly PollLine[]
  readonly open: readonly PollLine[]
  readonly closed: readonly PollLine[]
  /** Cursor for `poll.list?before=…`; null when nothing older is there. */
  readonly older: string | null
}

/** One entry in the life of a poll. `data` fills the text `polls:trace.<what>`. */
export interface TraceEntry {
  readonly at: string
  readonly what:
    | 'opened'
    | 'option-added'
    | 'option-renamed'
    | 'option-removed'
    | 'voter-added'
    | 'candidate-withdrawn'
    | 'drawn'
    | 'closed-early'
    | 'closed'
  /** Empty when it happened by itself. */
  readonly who: string
  readonly data: Readonly<Record<string, string>>
}

/** Answer of `poll.show`. */
export interface PollPageView {
  readonly poll: PollView
  /** P1: the electorate, by name. Who has answered is never in it (P4). */
  readonly electorate: readonly {
    readonly id: string
    readonly name: string
    readonly organisation: string
  }[]
  /** The time for which the network keeps names is over: the electorate is empty, the figures stay. */
  readonly namesForgotten: boolean
  /** Voting members of the group who joined after opening; only for who may add them. */
  readonly addable: readonly { readonly id: string; readonly name: string; readonly organisation: string }[]
  /** Named polls with a visible result: who chose what, by option id. null otherwise (P5, P6). */
  readonly names: Readonly<Record<string, readonly string[]>> | null
  readonly trace: readonly TraceEntry[]
}
