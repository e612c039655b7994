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
  /** Give a channel to a group, standing in it, and take it back. Which channels there are elsewhere, only the office sees. */
  | 'bind-channel'
  /** See the network's organisations and groups, join and leave groups. */
  | 'join'
  /** Call elections, open and close them, put the elected into their seats: the committee's, in whatever group. */
  | 'run-elections'
  /** Propose others as candidates. */
  | 'propose-candidates'
  /** Organisations, members, groups, seats, settings, audit log; name coordinators. */
  | 'administer'

/** Columns of the table; `anybody` is every member of the network. A visitor is none, and has no rights to look up. */
type Role = 'anybody' | 'observer' | 'member' | 'coordinator' | 'seat' | 'chair' | 'office'

/** What a role's right reaches: the group in which the role is held, the committee, or all of the network. */
type Reach = 'own group' | 'committee' | 'network'

type Kind = 'group' | 'committee'

/**
 * The committee is a group whose roles come with its seats (migration 0013): its chair coordinates it, a holder is a member,
 * a deputy an observer.
 *
 * One line a right; an empty cell is no right. To cast, answer and give one's own is in no line: whoever stands in the
 * electorate may (P1), and nobody else, whatever the role.
 */
const table: Readonly<Record<Right, Readonly<Partial<Record<Role, Reach>>>>> = {
  'see-group': {
    observer: 'own group',
    member: 'own group',
    coordinator: 'own group',
    office: 'network',
  },
  'see-deliveries': { coordinator: 'own group', chair: 'committee', office: 'network' },
  // The chair asks the committee what it thinks; what another group is asked is its coordinator's, as for everybody.
  'run-polls': { coordinator: 'own group', chair: 'committee', office: 'network' },
  'keep-members': { coordinator: 'own group', office: 'network' },
  'bind-channel': { coordinator: 'own group', office: 'network' },
  join: { anybody: 'network' },
  'run-elections': { chair: 'network', office: 'network' },
  'propose-candidates': { coordinator: 'own group', chair: 'network', office: 'network' },
  administer: { office: 'network' },
}

/** Rights add up: one role is enough. */
export function may(member: Member, right: Right, groupId?: string, kind?: Kind): boolean {
  const cells = Object.entries(table[right]) as readonly (readonly [Role, Reach])[]
  return cells.some(([role, reach]) => holds(member, role, groupId) && reaches(reach, groupId, kind))
}

function holds(member: Member, role: Role, groupId: string | undefined): boolean {
  if (role === 'anybody') return true
  if (role === 'seat' || role === 'chair' || role === 'office') return member[role]
  return groupId !== undefined && member.memberships[groupId] === role
}

function reaches(reach: Reach, groupId: string | undefined, kind: Kind | undefined): boolean {
  if (reach === 'network') return true
  return reach === 'own group' ? groupId !== undefined : kind === 'committee'
}

/** The refusal for who lacks the right; undefined for who has it. */
export function lacks(member: Member, right: Right, groupId?: string, kind?: Kind): Refusal | undefined {
  return may(member, right, groupId, kind) ? undefined : refuse(`groups:lacks-${right}`, {}, 403)
}
