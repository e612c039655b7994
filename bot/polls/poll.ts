/** What a poll is, and when its result may be read. */
import type { ElectorateRule, ResultHidden, ResultRule } from './view'

export interface Option {
  /** Short, without commas (cards send several ids in one string), and never given out twice. */
  readonly id: string
  readonly label: string
  /** The label at opening. */
  readonly first: string
  /** Of a candidate: the member, whose name of the moment is the label. No name is stored with the poll. */
  readonly member?: string
  /** Stepped back after voting had begun (or left): keeps the votes, takes no seat. */
  readonly withdrawn?: boolean
}

/** A tie that was broken by lot. */
export interface Draw {
  /** Option ids with equal votes, in the order of the ballot. */
  readonly tied: readonly string[]
  /** How many seats were left for them. */
  readonly places: number
  /** The same ids as the lots came out: the first `places` of them win. */
  readonly order: readonly string[]
  /** ISO 8601. */
  readonly at: string
}

/** Option id -> how often it has been chosen. */
export type Tally = Readonly<Record<string, number>>

export interface Poll {
  readonly id: string
  readonly groupId: string
  readonly kind: string
  readonly question: string
  readonly options: readonly Option[]
  /** Number of the next option's id. */
  readonly nextOption: number
  /** The greatest number of options in one ballot. */
  readonly most: number
  readonly anonymous: boolean
  readonly results: ResultRule
  readonly deadline: Date
  readonly zone: string
  readonly state: 'open' | 'closed'
  readonly openedBy: string
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly voters: number
  readonly answered: number
  readonly tally: Tally
  readonly revision: number
  readonly refreshWaiting: boolean
  /** How many options win a seat; null: the poll elects nobody. */
  readonly places: number | null
  /** P1: from where voters may still be added. */
  readonly electorate: ElectorateRule
  /** Drawn when it closed; null: there was nothing to draw. */
  readonly draw: Draw | null
}

/** P5: below this many ballots an anonymous poll has no result. */
export const anonymousFloor = 3

/** P3: from this instant on no ballot counts, whether or not the closing has been carried out yet. */
export function isOver(poll: Poll, at: Date): boolean {
  return poll.state === 'closed' || at >= poll.deadline
}

/** P5, P6: why this reader may not see the result; null when it is due. */
export function resultHidden(poll: Poll, hasOwnBallot: boolean): ResultHidden | null {
  if (poll.state === 'closed') return poll.anonymous && poll.answered < anonymousFloor ? 'too-few' : null
  if (poll.anonymous || poll.results === 'after-close') return 'after-close'
  return poll.results === 'live' || hasOwnBallot ? null : 'after-own-ballot'
}
