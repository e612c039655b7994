/** People come into groups by themselves or after the coordinator's yes, and leave them. */
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { answerRequests, askToJoin, joinRequest, withdrawRequest } from '../join-store'
import type { Member } from '../member'
import { deleteMembership, roleIn, storedGroup } from '../people-store'
import { setMembership } from '../store'
import { onAskedToJoin, onJoinAnswered, onRequestsOver } from '../subscribers'
import { administer, type Deeds, type Made } from './as-office'
import { refuseLastCoordinator } from './keep-group'

export interface Joined extends Made {
  readonly how: 'joined' | 'asked' | 'already' | 'asked-before'
}

const joinDeeds: Readonly<Record<Joined['how'], Deeds | null>> = {
  joined: { what: 'group.join', kind: 'group' },
  asked: { what: 'group.ask', kind: 'group' },
  already: null,
  'asked-before': null,
}

/** An open group at once, any other after the coordinator's yes. Asking twice is asking once. */
export function joinGroup(world: World, member: Member, groupId: string): Promise<Joined | Refusal> {
  const requestId = world.ids.id()
  return administer(world, member, {
    right: 'join',
    deed: ({ how }) => joinDeeds[how],
    work: async (tx) => {
      const group = await storedGroup(tx, groupId)
      if (!group) return refuse('groups:unknown-group', {}, 404)
      // The committee's people are those who hold its seats.
      if (group.kind === 'committee') return refuse('groups:committee-by-seat')
      if (await roleIn(tx, groupId, member.id)) return { id: groupId, how: 'already' }
      const at = world.clock.now()
      if (group.open) {
        await setMembership(tx, groupId, member.id, 'member', at)
        // Asked for while the group was not open yet.
        await onRequestsOver(tx, await withdrawRequest(tx, groupId, member.id))
        return { id: groupId, how: 'joined' }
      }
      const asked = await askToJoin(tx, { id: requestId, groupId, memberId: member.id, at })
      if (asked) await onAskedToJoin(world, tx, { id: requestId, groupId })
      return { id: groupId, how: asked ? 'asked' : 'asked-before' }
    },
  })
}

export interface Left extends Made {
  readonly how: 'left' | 'withdrawn' | 'was-not-in'
}

const leaveDeeds: Readonly<Record<Left['how'], Deeds | null>> = {
  left: { what: 'group.leave', kind: 'group' },
  withdrawn: { what: 'group.take-back', kind: 'group' },
  'was-not-in': null,
}

/** Leaves, or takes the request back. Ballots that were cast stay. */
export function leaveGroup(world: World, member: Member, groupId: string): Promise<Left | Refusal> {
  return administer(world, member, {
    right: 'join',
    deed: ({ how }) => leaveDeeds[how],
    work: async (tx) => {
      const group = await storedGroup(tx, groupId)
      if (!group) return refuse('groups:unknown-group', {}, 404)
      if (group.kind === 'committee') return refuse('groups:committee-by-seat')
      const asked = await withdrawRequest(tx, groupId, member.id)
      await onRequestsOver(tx, asked)
      if (asked.length > 0) return { id: groupId, how: 'withdrawn' }
      const alone = await refuseLastCoordinator(tx, groupId, member.id)
      if (alone) return alone
      return { id: groupId, how: (await deleteMembership(tx, groupId, member.id)) ? 'left' : 'was-not-in' }
    },
  })
}

/** The coordinator's yes or no. The first answer counts; the same once more changes nothing. */
export async function answerJoin(
  world: World,
  member: Member,
  requestId: string,
  accepted: boolean,
): Promise<(Made & { readonly answered: boolean }) | Refusal> {
  const request = await world.database.inNetwork(member.networkId, (tx) => joinRequest(tx, requestId))
  if (!request) return refuse('groups:unknown-request', {}, 404)
  const { groupId, memberId } = request
  return administer(world, member, {
    right: 'keep-members',
    groupId,
    deed: ({ answered }) =>
      answered ? { what: 'group.answer-join', kind: 'member', data: { group: groupId, accepted } } : null,
    work: async (tx) => {
      const now = await joinRequest(tx, requestId)
      if (!now || now.left) return refuse('groups:unknown-request', {}, 404)
      if (now.accepted !== null && now.accepted !== accepted) return refuse('groups:request-answered')
      const at = world.clock.now()
      const ids = await answerRequests(tx, { groupId, memberId, by: member.id, accepted, at })
      if (accepted && ids.length > 0 && !(await roleIn(tx, groupId, memberId)))
        await setMembership(tx, groupId, memberId, 'member', at)
      await onJoinAnswered(world, tx, ids, { memberId, groupId })
      return { id: memberId, answered: ids.length > 0 }
    },
  })
}
