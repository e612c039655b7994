/** What a group is, who is in it, and where it meets: changed by the office, people also by its coordinator. */
import type { Transaction } from '../../database/database'
import { redrawCards, redrawMatter } from '../../delivery/ledger'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { bindKnownChannel, setChannelLanguage, sharedChannel } from '../channel-store'
import { answerRequests } from '../join-store'
import type { Member } from '../member'
import {
  coordinatesAlone,
  deleteMembership,
  groupNamed,
  personById,
  roleIn,
  saveGroup,
  storedGroup,
} from '../people-store'
import { lacks } from '../rights'
import { groupById, setMembership } from '../store'
import { onJoinAnswered } from '../subscribers'
import type { GroupRole, Language } from '../view'
import { administer, type Changed, changedIn, type Made } from './as-office'

export interface GroupChange {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly mandate: string
  readonly open: boolean
}

export function changeGroup(world: World, member: Member, next: GroupChange): Promise<Changed | Refusal> {
  return administer(world, member, {
    deed: ({ changed }) =>
      changed === ''
        ? null
        : {
            ...{ what: 'group.change', kind: 'group' },
            data: { changed, ...(changed.split(' ').includes('open') && { open: next.open }) },
          },
    work: async (tx) => {
      const before = await storedGroup(tx, next.id)
      if (!before) return refuse('groups:unknown-group', {}, 404)
      const namesake = await groupNamed(tx, next.name)
      if (namesake && namesake !== next.id) return refuse('groups:name-taken')
      await saveGroup(tx, { ...before, ...next })
      return { id: next.id, changed: changedIn(before, next) }
    },
  })
}

/** Somebody of the network comes into a group, or gets another role in it. Coordinators are named by the office. */
export function setRole(
  world: World,
  member: Member,
  {
    groupId,
    memberId,
    role,
  }: { readonly groupId: string; readonly memberId: string; readonly role: GroupRole },
): Promise<Changed | Refusal> {
  return administer(world, member, {
    right: 'keep-members',
    groupId,
    deed: ({ changed }) =>
      changed === '' ? null : { what: 'group.set-role', kind: 'member', data: { group: groupId, role } },
    work: async (tx) => {
      const found = await memberAndGroup(tx, groupId, memberId)
      if (isRefusal(found)) return found
      const lacking =
        role === 'coordinator' || found.before === 'coordinator' ? lacks(member, 'administer') : undefined
      if (lacking) return lacking
      if (found.before === 'coordinator' && role !== 'coordinator') {
        const alone = await refuseLastCoordinator(tx, groupId, memberId)
        if (alone) return alone
      }
      const at = world.clock.now()
      await setMembership(tx, groupId, memberId, role, at)
      const answer = { groupId, memberId, by: member.id, accepted: true, at }
      await onJoinAnswered(world, tx, await answerRequests(tx, answer), { groupId, memberId })
      return { id: memberId, changed: found.before === role ? '' : 'role' }
    },
  })
}

export function removeFromGroup(
  world: World,
  member: Member,
  { groupId, memberId }: { readonly groupId: string; readonly memberId: string },
): Promise<Made | Refusal> {
  return administer(world, member, {
    right: 'keep-members',
    groupId,
    deed: { what: 'group.remove-member', kind: 'member', data: { group: groupId } },
    work: async (tx) => {
      const found = await memberAndGroup(tx, groupId, memberId)
      if (isRefusal(found)) return found
      if (!found.before) return refuse('groups:not-in-group', {}, 404)
      if (found.before === 'coordinator' && memberId !== member.id) {
        const lacking = lacks(member, 'administer')
        if (lacking) return lacking
      }
      const alone = await refuseLastCoordinator(tx, groupId, memberId)
      if (alone) return alone
      await deleteMembership(tx, groupId, memberId)
      return { id: memberId }
    },
  })
}

export async function refuseLastCoordinator(
  tx: Transaction,
  groupId: string,
  memberId: string,
): Promise<Refusal | undefined> {
  const group = await groupById(tx, groupId)
  const alone = (await coordinatesAlone(tx, memberId)).find((name) => name === group?.name)
  return alone === undefined ? undefined : refuse('groups:last-coordinator', { group: alone })
}

async function memberAndGroup(tx: Transaction, groupId: string, memberId: string) {
  const group = await groupById(tx, groupId)
  if (!group) return refuse('groups:unknown-group', {}, 404)
  if (group.kind === 'committee') return refuse('groups:committee-by-seat')
  if (!(await personById(tx, memberId))) return refuse('groups:unknown-person', {}, 404)
  return { before: await roleIn(tx, groupId, memberId) }
}

/** In which language cards stand in a channel, by who runs its group; in one that is no group's, by the office. */
export async function setLanguageOf(
  world: World,
  member: Member,
  { channelId, language }: { readonly channelId: string; readonly language: Language | null },
): Promise<Made | Refusal> {
  const found = await world.database.inNetwork(member.networkId, (tx) => sharedChannel(tx, channelId))
  const { groupId } = found ?? {}
  return administer(world, member, {
    right: 'keep-members',
    ...(groupId && { groupId }),
    deed: { what: 'channel.set-language', kind: 'channel', data: { language } },
    work: async (tx) => {
      const channel = await sharedChannel(tx, channelId)
      if (!channel || channel.groupId !== groupId) return refuse('groups:unknown-channel', {}, 404)
      await setChannelLanguage(tx, channelId, language)
      await redrawCards(tx, channel.conversationId)
      return { id: channelId }
    },
  })
}

/**
 * Gives a conversation that the bot knows to a group, or (null) back to the network. From afar the office alone gives: it
 * sees which channels there are. Who coordinates a group takes back what is the group's.
 */
export async function bindKnown(
  world: World,
  member: Member,
  { channelId, groupId }: { readonly channelId: string; readonly groupId: string | null },
): Promise<Made | Refusal> {
  const before = await world.database.inNetwork(member.networkId, (tx) => sharedChannel(tx, channelId))
  const owner = groupId === null ? before?.groupId : null
  return administer(world, member, {
    ...(owner && { right: 'bind-channel', groupId: owner }),
    deed: { what: 'channel.bind', kind: 'channel', data: { group: groupId } },
    work: async (tx) => {
      if (groupId && !(await groupById(tx, groupId))) return refuse('groups:unknown-group', {}, 404)
      // Given away while this waited: whoever asked may have no right over it any more.
      if (owner && (await sharedChannel(tx, channelId))?.groupId !== owner)
        return refuse('groups:unknown-channel', {}, 404)
      const bound = await bindKnownChannel(tx, channelId, groupId)
      if (bound === 'unknown') return refuse('groups:unknown-channel', {}, 404)
      if (bound !== 'bound')
        return refuse('groups:channel-bound', { group: (await groupById(tx, bound.groupId))?.name ?? '' })
      await redrawMatter(tx, { kind: 'greeting', id: channelId })
      return { id: channelId }
    },
  })
}
