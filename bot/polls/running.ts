/** Who runs a poll and who sees it: what its kind asks for, in the group in which it is held. */
import type { Member } from '../groups/member'
import { lacks, may } from '../groups/rights'
import type { Refusal } from '../refusal'
import { kindOf } from './kinds'
import type { Poll } from './poll'

/** A poll and what group it is held in: the committee's is the chair's. */
export interface Held {
  readonly poll: Pick<Poll, 'kind' | 'groupId'>
  readonly groupKind: 'group' | 'committee'
}

export function mayRun(member: Member, { poll, groupKind }: Held): boolean {
  return may(member, kindOf(poll).right, poll.groupId, groupKind)
}

export function lacksRunning(member: Member, { poll, groupKind }: Held): Refusal | undefined {
  return lacks(member, kindOf(poll).right, poll.groupId, groupKind)
}

/** Voters see a poll too, in whatever group it is: that is asked where the electorate is read. */
export function maySee(member: Member, held: Held): boolean {
  return may(member, 'see-group', held.poll.groupId) || mayRun(member, held)
}
