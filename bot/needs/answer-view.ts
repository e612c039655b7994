/** What people of an organisation see of its own answer, and nobody else does (N1): plain data. */
import type { Part } from './need'
import type { Named, RoundTitle, RoundView, TopicView } from './round-view'

type OtherField =
  | 'topic'
  | 'topicName'
  | 'heads'
  | 'occupation'
  | 'from'
  | 'to'
  | 'region'
  | 'joint'
  | 'visible'
  | 'note'

/** Fields of a need as forms send them. `topicName` names a topic that is not on the list, and proposes it. */
export type NeedField = Part | OtherField

/** A need, for its own organisation alone. */
export interface NeedView {
  readonly id: string
  readonly topic: TopicView
  readonly heads: number
  /** What was not said is no key. */
  readonly parts: Readonly<Partial<Record<Part, string>>>
  /** First and last quarter that suit, `2027-1`; null: open. */
  readonly from: string | null
  readonly to: string | null
  readonly region: Named | null
  readonly occupation: string
  readonly note: string
  readonly joint: boolean
  readonly visible: boolean
}

export interface AnswerChangeView {
  readonly at: string
  readonly who: string
  readonly what: 'added' | 'changed' | 'removed' | 'none' | 'same' | 'withdrawn'
  /** Name of the topic; empty where it is not about one. */
  readonly topic: string
  readonly heads: number | null
}

/** Answer of every act on the answer: the answer of the reader's organisation. */
export interface AnswerView {
  readonly round: RoundView
  readonly organisation: string
  readonly answered: boolean
  readonly needs: readonly NeedView[]
  /** Of this rendering (P2). */
  readonly nonce: string
  /** There is an earlier answer, and nothing in this one. */
  readonly maySame: boolean
  /** The latest last. */
  readonly history: readonly AnswerChangeView[]
  readonly revision: number
}

/** What an act has done, as the card says it at the top. */
export interface SaidOfAnswer {
  readonly effect: AnswerChangeView['what'] | 'repeated' | 'unchanged'
  /** The need that it was about. */
  readonly need: { readonly topic: string; readonly heads: number } | null
  readonly count: number
}

export interface NeedChoice {
  readonly value: string
  readonly label: string
}

export type StepOfNeed = 1 | 2 | 3

/** The form of one need. */
export interface NeedFormView {
  readonly round: RoundView
  readonly organisation: string
  readonly nonce: string
  readonly step: StepOfNeed
  readonly steps: number
  /** Which fields stand on which step. */
  readonly fields: Readonly<Record<StepOfNeed, readonly NeedField[]>>
  /** The need that is changed; null: a new one. */
  readonly need: string | null
  /** How many needs the answer holds. */
  readonly count: number
  /** The network's list and the organisation's own proposals, by name. */
  readonly topics: readonly TopicView[]
  readonly regions: readonly Named[]
  readonly quarters: readonly NeedChoice[]
  readonly choices: Readonly<Record<Part, readonly NeedChoice[]>>
  /** The value of what is not said. */
  readonly unsaid: string
  readonly mostHeads: number
  /** What has been typed, or what is proposed. */
  readonly values: Readonly<Record<NeedField, string>>
}

/** Answer of `need.show`: what the tab shows and asks. */
export interface AnswerPageView {
  readonly answer: AnswerView
  /** An empty form; null: the reader may not answer now. */
  readonly form: NeedFormView | null
}

/** A round that asks the reader's organisation. */
export interface AskingLine extends RoundTitle {
  readonly deadline: string
  readonly zone: string
  readonly answered: boolean
}

/** Answer of `need.start`. */
export interface NeedStartView {
  readonly organisation: string
  /** Open rounds that ask the organisation, the next deadline first. */
  readonly rounds: readonly AskingLine[]
  /** Where there is one alone, or one was meant. */
  readonly answer: AnswerView | null
  /** What was answered in the latest closed round; null: never. */
  readonly last: { readonly round: RoundTitle; readonly needs: readonly NeedView[] } | null
  /** The quarter in which a round opens by itself; null: none does. */
  readonly next: string | null
  readonly mayOpen: boolean
}
