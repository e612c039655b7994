/** A round: organisations are asked for their needs until a deadline. Pure. */
import type { Member } from '../groups/member'
import type { Rules } from './protection'
import type { Participation } from './view'

export interface Round {
  readonly id: string
  /** null: all of the network's organisations are asked. */
  readonly groupId: string | null
  /** Of its opening: `2027-1`. */
  readonly quarter: string
  readonly deadline: Date
  readonly zone: string
  readonly state: 'open' | 'closed'
  /** null: it opened by itself. */
  readonly openedBy: string | null
  readonly openedAt: Date
  readonly closedAt: Date | null
  /** P7: k and p, as they were when it opened. */
  readonly rules: Rules
  readonly repeats: boolean
  readonly follows: string | null
  /** How many are asked, and how many of them have answered: shown in steps of five alone. */
  readonly asked: number
  readonly answered: number
  /** Grows with what everybody may see: not with every answer, or it would count them. */
  readonly revision: number
  readonly refreshWaiting: boolean
}

/** P3: from this instant on no answer counts, whether or not the closing has been carried out yet. */
export function isOver({ state, deadline }: Pick<Round, 'state' | 'deadline'>, at: Date): boolean {
  return state === 'closed' || at >= deadline
}

/** P7: how many answer is told in steps of five, so that nobody can tell by it that one has. */
export function participationOf({ asked, answered }: Pick<Round, 'asked' | 'answered'>): Participation {
  return { moreThan: Math.max(0, Math.floor((answered - 1) / 5) * 5), of: asked }
}

/**
 * How many have answered by now. Everybody sees a change only where the step is another one: a revision, or an edit of the
 * cards, at every answer would tell of each.
 */
export function withAnswered(
  round: Round,
  answered: number,
): { readonly next: Round; readonly seen: boolean } {
  const next = { ...round, answered }
  const seen = participationOf(next).moreThan !== participationOf(round).moreThan
  return { next: seen ? { ...next, revision: round.revision + 1 } : next, seen }
}

/**
 * Whoever belongs to an organisation answers for it, unless the person only observes: in the group that asks, or, where the
 * network asks, wherever the person is.
 */
export function mayAnswerIn(
  { groupId }: Pick<Round, 'groupId'>,
  member: Pick<Member, 'memberships' | 'office' | 'seat'>,
): boolean {
  if (groupId !== null) return member.memberships[groupId] !== 'observer'
  const roles = Object.values(member.memberships)
  return member.office || member.seat || roles.length === 0 || roles.some((role) => role !== 'observer')
}
