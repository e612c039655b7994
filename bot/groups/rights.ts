/** The roles table of DOMAIN.md: who may do what, in one place. */
import { type Refusal, refuse } from '../refusal'
import type { Member } from './member'

export type Right =
  /** See what a group sees: its polls and, when they are due, their results. */
  | 'see-group'
  /** See what became of posts, send failed ones again, decide unknown ones. */
  | 'see-deliveries'
  /** Open, edit, close polls; add voters. */
  | 'run-polls'
  /** Let people of the network into a group and out of it, answer who asks to join. */
  | 'keep-members'
  /** See the network's organisations and groups, join and leave groups. */
  | 'join'
  /** Found organisations, groups, memberships, seats; name coordinators. */
  | 'administer'

type Kind = 'group' | 'committee'
type Holder = (member: Member, groupId: string | undefined, kind: Kind | undefined) => boolean

const inGroup: Holder = (member, groupId) => groupId !== undefined && groupId in member.memberships
const coordinates: Holder = (member, groupId) =>
  groupId !== undefined && member.memberships[groupId] === 'coordinator'
const chairs: Holder = (member, _groupId, kind) => member.chair && kind === 'committee'
const office: Holder = (member) => member.office
const everyMember: Holder = () => true

/** Rights add up: one holder is enough. */
const holders: Readonly<Record<Right, readonly Holder[]>> = {
  'see-group': [inGroup, office],
  'see-deliveries': [coordinates, chairs, office],
  'run-polls': [coordinates, office],
  'keep-members': [coordinates, office],
  join: [everyMember],
  administer: [office],
}

export function may(member: Member, right: Right, groupId?: string, kind?: Kind): boolean {
  return holders[right].some((holds) => holds(member, groupId, kind))
}

/** The refusal for who lacks the right; undefined for who has it. */
export function lacks(member: Member, right: Right, groupId?: string, kind?: Kind): Refusal | undefined {
  return may(member, right, groupId, kind) ? undefined : refuse(`groups:lacks-${right}`, {}, 403)
}
