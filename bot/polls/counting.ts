/** Counts a batch of one poll, one act after the other; the same voter may be in it twice. */
import { isRefusal, type Refusal } from '../refusal'
import { type Attempt, type Cast, cast } from './ballot'
import { kindOf } from './kinds'
import type { Marks } from './kinds/kind'
import type { Poll } from './poll'

/** Where one person's ballot in one poll stands. */
export interface Place {
  readonly pollId: string
  readonly memberId: string
  /** Under what the ballot stands; says whose it is only in a named poll. */
  readonly voterKey: string
  readonly actKey: string
  /** Of an anonymous poll, while it is open. */
  readonly key: Buffer | undefined
}

export interface StoredVoter {
  readonly inElectorate: boolean
  readonly tookPart: boolean
  readonly marks: Marks | null
}

/** The poll after this ballot, and what the ballot did. */
export interface Counted {
  readonly poll: Poll
  readonly groupName: string
  readonly groupKind: 'group' | 'committee'
  readonly marks: Marks | null
  readonly effect: Cast['effect']
}

interface OfPoll {
  readonly pollId: string
}

export interface BallotChanges {
  /** Ballots as they stand after the batch. */
  readonly stored: readonly (OfPoll & {
    readonly voterKey: string
    readonly marks: Marks
    readonly key: Buffer | undefined
  })[]
  readonly withdrawn: readonly (OfPoll & { readonly voterKey: string })[]
  readonly took: readonly (OfPoll & { readonly memberId: string; readonly part: boolean })[]
  readonly acts: readonly (OfPoll & { readonly actKey: string })[]
}

export class Counting {
  poll: Poll
  private readonly first: Poll
  private readonly group: Pick<Counted, 'groupName' | 'groupKind'>
  private readonly known: Set<string>
  private readonly fresh: string[] = []
  private readonly ballots = new Map<string, { place: Place; before: Marks | null; after: Marks | null }>()

  constructor(
    { poll, ...group }: Pick<Counted, 'poll' | 'groupName' | 'groupKind'>,
    knownActs: ReadonlySet<string>,
  ) {
    this.poll = poll
    this.first = poll
    this.group = group
    this.known = new Set(knownActs)
  }

  take(attempt: Attempt, place: Place, voter: StoredVoter): Counted | Refusal {
    const earlier = this.ballots.get(place.memberId)
    const marks = earlier ? earlier.after : voter.marks
    const state = {
      inElectorate: voter.inElectorate,
      marks,
      tookPart: voter.tookPart,
      actKnown: this.known.has(place.actKey),
    }
    const done = cast(kindOf(this.poll), this.poll, state, attempt)
    if (isRefusal(done)) return done
    if (done.effect !== 'repeated') {
      this.known.add(place.actKey)
      this.fresh.push(place.actKey)
      this.ballots.set(place.memberId, {
        place,
        before: earlier ? earlier.before : voter.marks,
        after: done.marks,
      })
    }
    this.poll = done.poll
    return { poll: done.poll, ...this.group, marks: done.marks, effect: done.effect }
  }

  get changed(): boolean {
    return this.poll.revision !== this.first.revision
  }

  get changes(): BallotChanges {
    const pollId = this.poll.id
    const all = [...this.ballots.values()]
    return {
      stored: all.flatMap(({ place: { voterKey, key }, after }) =>
        after ? [{ pollId, voterKey, marks: after, key }] : [],
      ),
      withdrawn: all.flatMap(({ place: { voterKey }, before, after }) =>
        before && !after ? [{ pollId, voterKey }] : [],
      ),
      took: all.flatMap(({ place: { memberId }, before, after }) =>
        (before === null) === (after === null) ? [] : [{ pollId, memberId, part: after !== null }],
      ),
      acts: this.fresh.map((actKey) => ({ pollId, actKey })),
    }
  }
}
