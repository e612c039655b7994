/** Who runs a poll and who sees it: what its kind asks for, in the group in which it is held. */
import type { Member } from '../groups/member'
import { lacks, may } from '../groups/rights'
import type { Refusal } from '../refusal'
import { kindOf } from './kinds'
import type { StoredPoll } from './store'

export function mayRun(member: Member, { poll, groupKind }: StoredPoll): boolean {
  return may(member, kindOf(poll).right, poll.groupId, groupKind)
}

export function lacksRunning(member: Member, { poll, groupKind }: StoredPoll): Refusal | undefined {
  return lacks(member, kindOf(poll).right, poll.groupId, groupKind)
}

/** Voters see a poll too, in whatever group it is: that is asked where the electorate is read. */
export function maySee(member: Member, stored: StoredPoll): boolean {
  return may(member, 'see-group', stored.poll.groupId) || mayRun(member, stored)
}
