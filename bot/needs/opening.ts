/** What opens a round: the form of whoever runs it, checked (P1, P3, P7). Pure. */
import { instantOf, readDeadline } from '../polls/opening'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { Rules } from './protection'
import { quarterAt } from './quarter'
import type { Round } from './round'

export interface RoundDraft {
  /** null: the whole network. */
  readonly groupId: string | null
  /** As the date and time fields send them: `2026-11-27`, `12:00`, in the network's zone. */
  readonly date: string
  readonly time: string
  readonly repeats: boolean
}

export interface RoundFacts {
  readonly id: string
  readonly openedBy: string
  readonly asked: number
  readonly zone: string
  readonly now: Date
  readonly rules: Rules
}

export function openRound(draft: RoundDraft, facts: RoundFacts): Round | Refusal {
  const { id, openedBy, asked, zone, now, rules } = facts
  const deadline = readDeadline(draft, facts)
  if (isRefusal(deadline)) return deadline
  const few = tooFewToAsk(asked, rules)
  if (few) return few
  const { groupId, repeats } = draft
  return {
    ...{ id, groupId, deadline, zone, openedBy, rules, repeats, asked, openedAt: now },
    ...{ quarter: quarterAt(now, zone), state: 'open', closedAt: null, follows: null },
    ...{ answered: 0, revision: 1, refreshWaiting: false },
  }
}

/** Below k organisations there could never be a figure. */
export function tooFewToAsk(asked: number, { leastFamilies }: Rules): Refusal | undefined {
  return asked < leastFamilies ? refuse('needs:too-few-asked', { fewest: leastFamilies, asked }) : undefined
}

/** P2: whether a form that comes once more says what this round was opened with. */
export function saysSame(draft: RoundDraft, round: Round, repeated: boolean): boolean {
  return (
    round.groupId === draft.groupId &&
    draft.repeats === repeated &&
    instantOf(draft, round.zone)?.getTime() === round.deadline.getTime()
  )
}
