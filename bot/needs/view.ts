/** What cards and the tab may know of needs: plain data, already cut to what its reader may see (P7). */
import type { Dimension } from './need'
import type { Named, Participation, RoundTitle, RoundView, TopicView } from './round-view'

export type {
  AnswerChangeView,
  AnswerPageView,
  AnswerView,
  AskingLine,
  NeedChoice,
  NeedField,
  NeedFormView,
  NeedStartView,
  NeedView,
  SaidOfAnswer,
  StepOfNeed,
} from './answer-view'
export type { Dimension, Part } from './need'
export type { Named, OwnPart, Participation, RoundTitle, RoundView, TopicView } from './round-view'

/** Answer of `topic.list`. */
export interface TopicListView {
  /** By name, as far as they match what is searched for; own proposals among them. */
  readonly topics: readonly TopicView[]
  /** Proposals that wait for the office: only for who runs rounds, never with who has made them. */
  readonly proposals: readonly Named[]
  readonly regions: readonly Named[]
  /** For the office: rename, remove, accept, merge. */
  readonly mayEdit: boolean
}

/** k, p, and the network's last day as `2029-12-31`; null: without end. Answer of `needs.settings`. */
export interface NeedSettingsView {
  readonly leastFamilies: number
  readonly leastDistance: number
  readonly runsUntil: string | null
  readonly mayChange: boolean
}

export interface RoundTrace {
  readonly at: string
  readonly what: 'opened' | 'repeated' | 'organisation-added' | 'repeats-on' | 'repeats-off' | 'closed'
  /** Empty when it happened by itself. */
  readonly who: string
  readonly data: Readonly<Record<string, string>>
}

/** Answer of `round.show`. */
export interface RoundPageView {
  readonly round: RoundView
  /** P1: who is asked, by name. */
  readonly asked: readonly Named[]
  /** Whose answer is missing while it is open. Only for who runs it; null for everybody else, and once it has closed. */
  readonly missing: readonly Named[] | null
  /** Who could still be added; likewise. */
  readonly addable: readonly Named[] | null
  readonly trace: readonly RoundTrace[]
  /** The one that follows or the one before, where it repeats. */
  readonly follows: RoundTitle | null
}

export interface RoundLine extends RoundTitle {
  readonly state: 'open' | 'closed'
  readonly deadline: string
  readonly closedAt: string | null
  readonly participation: Participation
  /** null: my organisation is not asked. */
  readonly answeredByUs: boolean | null
}

/** Answer of `round.list`: newest first. */
export interface RoundListView {
  readonly rounds: readonly RoundLine[]
  /** Where the next page begins; null: that was all. */
  readonly next: string | null
  readonly mayOpen: boolean
}

export type RoundField = 'date' | 'time' | 'repeats'

export interface RoundFormView {
  readonly nonce: string
  /** Whom it asks: a group's id, or `network`; null: to be chosen first. */
  readonly scope: string | null
  readonly scopes: readonly Named[]
  /** P1: who will be asked. */
  readonly electorate: { readonly mark: string; readonly names: readonly string[] }
  readonly zone: string
  readonly leastFamilies: number
  readonly leastDistance: number
  /** What has been typed, or what is proposed. */
  readonly values: Readonly<Record<RoundField, string>>
}

/** Heads; `asOf`: too little has changed since that round, whose figure it is (P7). */
export interface FigureView {
  readonly heads: number
  readonly asOf: RoundTitle | null
}

export interface TableView {
  readonly asOf: RoundTitle | null
  /** In the order of the dimension. What is not in it is hidden or empty: nobody can tell which. */
  readonly cells: readonly { readonly category: string; readonly label: string; readonly heads: number }[]
}

export interface TopicDemandView {
  /** Topic id. */
  readonly topic: string
  readonly name: string
  /** null: too few, or none; both look the same. */
  readonly figure: FigureView | null
  /** Heads of which providers are not to know; null for providers, and where it is not shown. */
  readonly hidden: FigureView | null
  readonly tables: Readonly<Partial<Record<Dimension, TableView>>>
  /** The same topic in earlier rounds of the same scope, the newest first, as `DemandView.earlier`. */
  readonly earlier: readonly (number | null)[]
}

/** What was written about a topic: sorted by text, without organisations. Only for who runs the round. */
export interface FreeTextsView {
  readonly topic: string
  readonly name: string
  readonly occupations: readonly string[]
  readonly notes: readonly string[]
}

export interface ClosedRoundView extends RoundTitle {
  readonly closedAt: string
  readonly zone: string
  readonly participation: Participation
  readonly leastFamilies: number
  readonly leastDistance: number
}

/** Answer of `demand.show`: what was computed when the round closed, and nothing else. */
export interface DemandView {
  /** Closed rounds to choose from, the newest first. */
  readonly rounds: readonly RoundTitle[]
  /** null: none has closed yet. */
  readonly round: ClosedRoundView | null
  readonly earlier: readonly RoundTitle[]
  /** Most heads first, then those without a figure by name. */
  readonly topics: readonly TopicDemandView[]
  readonly texts: readonly FreeTextsView[]
}
