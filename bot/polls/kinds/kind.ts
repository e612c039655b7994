/** What a poll kind must say of itself. */
import type { Right } from '../../groups/rights'
import type { Refusal } from '../../refusal'
import type { Draw, Option, Poll, Tally } from '../poll'

/** What a ballot holds: option id -> mark. These kinds mark with 1; others may weigh. */
export type Marks = Readonly<Record<string, number>>

/** A poll's options as its kind makes them from the form. */
export interface Prepared {
  readonly options: readonly Option[]
  readonly most: number
}

export interface Kind {
  /** Names under which the form offers it. */
  readonly offers: readonly string[]
  /** P8: whether options may be added, renamed, removed once it is open. */
  readonly editable: boolean
  /** What whoever opens, edits or closes one must have. */
  readonly right: Right
  /** @param lines what the form's field "answers" holds, one a line, trimmed, without empty ones */
  prepare(offer: string, lines: readonly string[]): Prepared | Refusal
  /** @param chosen option ids as they came, each once */
  readBallot(chosen: readonly string[], poll: Pick<Poll, 'options' | 'most'>): Marks | Refusal
  /** What one ballot adds to the tally. */
  count(marks: Marks): Tally
  /** Mean of the values, where they are numbers. */
  mean?(tally: Tally): number | undefined
  /**
   * What has to be settled by lot when a poll has just been closed; null: nothing.
   * @param lot draws one of so many lots, counted from 0
   */
  draw?(closed: Poll, lot: (count: number) => number, at: Date): Draw | null
}
