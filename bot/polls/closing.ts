/** P3, P5: closing by itself at the deadline, or earlier by the coordinator where nobody's name is at stake. */
import { type Refusal, refuse } from '../refusal'
import { isOver, type Poll, type Tally } from './poll'

/**
 * Time for ballots that arrived before the deadline and are still on their way into the database. From the deadline
 * on, new ones are refused; the result stands two seconds later.
 */
export const graceMs = 2000

/** @returns the closed poll; undefined when there is nothing to do (closed already, or not due yet). */
export function closeAtDeadline(poll: Poll, counted: Tally, at: Date): Poll | undefined {
  return poll.state === 'open' && at >= poll.deadline ? close(poll, counted, poll.deadline) : undefined
}

/** P5: who could end an anonymous poll at will could end it after a ballot whose voter is known. */
export function closeEarly(poll: Poll, at: Date): Refusal | undefined {
  if (isOver(poll, at)) return refuse('polls:edit-closed')
  return poll.anonymous
    ? refuse('polls:anonymous-runs-on', { deadline: poll.deadline, zone: poll.zone })
    : undefined
}

export function close(poll: Poll, counted: Tally, at: Date): Poll {
  return {
    ...poll,
    state: 'closed',
    closedAt: at,
    tally: counted,
    revision: poll.revision + 1,
    refreshWaiting: false,
  }
}
