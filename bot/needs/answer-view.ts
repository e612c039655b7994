/** What the forms of an answer need beside the answer itself: plain data, for people of its organisation alone. */
import type { TypedField } from './need-draft'
import type { AnswerView, NeedFormView, NeedView, RoundTitle } from './view'

/** What an act has done, as the card says it at the top. */
export interface SaidOfAnswer {
  readonly effect: 'added' | 'changed' | 'removed' | 'none' | 'same' | 'withdrawn' | 'repeated' | 'unchanged'
  /** The need that it was about. */
  readonly need: { readonly topic: string; readonly heads: number } | null
  readonly count: number
}

export interface AnsweredView {
  readonly answer: AnswerView
  readonly said: SaidOfAnswer
}

export type StepOfNeed = 1 | 2 | 3

export interface NeedStepView extends Omit<NeedFormView, 'values' | 'step'> {
  readonly organisation: string
  readonly step: StepOfNeed
  /** How many needs the answer holds. */
  readonly count: number
  readonly values: Readonly<Record<TypedField, string>>
}

/** Answer of `need.show`: what the tab shows and asks. */
export interface AnswerPageView {
  readonly answer: AnswerView
  /** An empty form with all topics; null: the reader may not answer now. */
  readonly form: NeedFormView | null
}

/** A round that asks, on the card that lets one choose. */
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
  /** Where there is one alone. */
  readonly answer: AnswerView | null
  /** What was answered in the latest closed round; null: never. */
  readonly last: { readonly round: RoundTitle; readonly needs: readonly NeedView[] } | null
  /** The quarter in which a round opens by itself; null: none does. */
  readonly next: string | null
  readonly mayOpen: boolean
}
