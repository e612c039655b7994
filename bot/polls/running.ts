/** Who runs a poll and who sees it: what its kind asks for, in the group in which it is held. */
import type { Member } from '../groups/member'
import { lacks, may } from '../groups/rights'
import type { Refusal } from '../refusal'
import { kindOf } from './kinds'
import type { Poll } from './poll'

type Held = Pick<Poll, 'kind' | 'groupId'>

export function mayRun(member: Member, poll: Held): boolean {
  return may(member, kindOf(poll).right, poll.groupId)
}

export function lacksRunning(member: Member, poll: Held): Refusal | undefined {
  return lacks(member, kindOf(poll).right, poll.groupId)
}

/** Voters see a poll too, in whatever group it is: that is asked where the electorate is read. */
export function maySee(member: Member, poll: Held): boolean {
  return may(member, 'see-group', poll.groupId) || mayRun(member, poll)
}
