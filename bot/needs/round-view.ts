/** What a round shows of itself, and what topics are called: the ground of all views of needs. */

export interface Named {
  readonly id: string
  readonly name: string
}

/** proposed: usable by the own organisation alone, until the office lists or merges it. */
export interface TopicView extends Named {
  readonly state: 'listed' | 'proposed'
}

/** In steps of five, everywhere and for everybody: `moreThan` of `of`; 0: five at the most. */
export interface Participation {
  readonly moreThan: number
  readonly of: number
}

/** What a round is called: by the quarter of its opening and, unless it asks the whole network, its group. */
export interface RoundTitle {
  readonly id: string
  /** `2027-1` */
  readonly quarter: string
  /** null: the whole network. */
  readonly group: Named | null
}

export interface RoundView extends RoundTitle {
  readonly state: 'open' | 'closed'
  /** Instants as ISO 8601 with offset Z. */
  readonly openedAt: string
  readonly deadline: string
  readonly closedAt: string | null
  /** No answer counts any more, although it may not have been closed yet (P3). */
  readonly over: boolean
  readonly zone: string
  readonly participation: Participation
  /** k and p, as they were when it opened. */
  readonly leastFamilies: number
  readonly leastDistance: number
  readonly repeats: boolean
  /** The reader's organisation; null on a card that everyone sees, and for who is not asked. */
  readonly mine: OwnPart | null
  readonly mayRun: boolean
  /** Grows with every change that can be seen. */
  readonly revision: number
}

export interface OwnPart {
  readonly organisation: string
  readonly answered: boolean
  /** The reader may answer for it now. */
  readonly mayAnswer: boolean
}
