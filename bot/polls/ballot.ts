/** Casting and withdrawing: who may (P1), how often (P2), until when (P3). */
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { Kind, Marks } from './kinds/kind'
import { isOver, type Poll } from './poll'
import { recount } from './tally'

/** What one person wants of a poll. */
export interface Attempt {
  /** Option ids as they came; null withdraws the ballot. */
  readonly chosen: readonly string[] | null
  /** When the request reached the service: waiting for the database costs nobody a vote (P3). */
  readonly arrivedAt: Date
}

/** What is stored of this person in this poll. */
export interface VoterState {
  readonly inElectorate: boolean
  readonly marks: Marks | null
  /** Has a ballot in it, though perhaps nothing says which any more (P5). */
  readonly tookPart: boolean
  /** This very act (voter, nonce, content) was counted before (P2). */
  readonly actKnown: boolean
}

export interface Cast {
  readonly poll: Poll
  readonly marks: Marks | null
  /** `repeated`: a copy of an earlier act, nothing changed. `unchanged`: a new act that says what was said already. */
  readonly effect: 'stored' | 'withdrawn' | 'repeated' | 'unchanged'
}

/** @returns the poll with its tally after this act, or why it is refused; changes nothing by itself. */
export function cast(kind: Kind, poll: Poll, voter: VoterState, attempt: Attempt): Cast | Refusal {
  if (!voter.inElectorate) return refuse('polls:not-in-electorate', {}, 403)
  if (isOver(poll, attempt.arrivedAt)) return closed(poll, voter)
  if (voter.actKnown) return { poll, marks: voter.marks, effect: 'repeated' }
  const marks = attempt.chosen === null ? null : kind.readBallot(attempt.chosen, poll)
  if (isRefusal(marks)) return marks
  if (sameMarks(voter.marks, marks)) return { poll, marks, effect: 'unchanged' }
  return { poll: counted(kind, poll, voter.marks, marks), marks, effect: marks ? 'stored' : 'withdrawn' }
}

function counted(kind: Kind, poll: Poll, before: Marks | null, after: Marks | null): Poll {
  return {
    ...poll,
    // P5: what nobody may read yet is not kept: each change of it would tell what the ballot of that moment said.
    tally: poll.anonymous ? {} : recount(kind, poll.tally, before, after),
    answered: poll.answered - (before ? 1 : 0) + (after ? 1 : 0),
    revision: poll.revision + 1,
  }
}

function closed(poll: Poll, voter: VoterState): Refusal {
  const end = poll.closedAt && poll.closedAt < poll.deadline ? poll.closedAt : poll.deadline
  const code = voter.tookPart ? 'polls:closed-with-ballot' : 'polls:closed'
  return refuse(code, { end, zone: poll.zone })
}

function sameMarks(a: Marks | null, b: Marks | null): boolean {
  if (a === null || b === null) return a === b
  const ids = Object.keys(a)
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id])
}
