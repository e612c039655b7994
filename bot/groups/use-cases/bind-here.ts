/** Gives the channel in which one stands to a group: Teams says that it is this one, and that one is in it. */
import type { Transaction } from '../../database/database'
import { redrawMatter } from '../../delivery/ledger'
import { type Refusal, refuse } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import { bindChannel, bindKnownChannel, channelOf } from '../channel-store'
import { may } from '../rights'
import { allGroups, groupById } from '../store'
import type { ChannelView } from '../view'
import { administer, type Made } from './as-office'

/** As it is, with those groups to which the reader may give it. */
export async function showHere(
  world: World,
  { member, place }: Pick<Turn, 'member' | 'place'>,
): Promise<ChannelView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const groups = (await allGroups(tx)).filter(({ id }) => may(member, 'bind-channel', id))
    if (groups.length === 0) return refuse('groups:lacks-bind-channel', {}, 403)
    if (!place || place.kind === 'personal') return refuse('groups:not-in-channel')
    return channelView(tx, place.conversationId, groups)
  })
}

/** @param groups all of the network unless said otherwise */
export async function channelView(
  tx: Transaction,
  conversationId: string,
  groups?: ChannelView['groups'],
): Promise<ChannelView> {
  const groupId = (await channelOf(tx, conversationId))?.groupId
  const group = groupId ? await groupById(tx, groupId) : undefined
  return {
    group: group ? { id: group.id, name: group.name } : null,
    groups: (groups ?? (await allGroups(tx))).map(({ id, name }) => ({ id, name })),
  }
}

/** Given to a second group it stays with the first: what that one posts would land with others. */
export async function bindHere(
  world: World,
  { member, place }: Pick<Turn, 'member' | 'place'>,
  groupId: string,
): Promise<Made | Refusal> {
  const newId = world.ids.id()
  return administer(world, member, {
    right: 'bind-channel',
    groupId,
    deed: { what: 'channel.bind', kind: 'channel', data: { group: groupId } },
    work: async (tx) => {
      if (!(await groupById(tx, groupId))) return refuse('groups:unknown-group', {}, 404)
      if (!place || place.kind === 'personal') return refuse('groups:not-in-channel')
      const { conversationId, kind } = place
      const id = (await channelOf(tx, conversationId))?.id
      if (!id) await bindChannel(tx, { id: newId, kind, conversationId, teamId: null }, groupId)
      const bound = id ? await bindKnownChannel(tx, id, groupId) : 'bound'
      if (typeof bound === 'object')
        return refuse('groups:channel-bound', { group: (await groupById(tx, bound.groupId))?.name ?? '' })
      const matter = { kind: 'greeting', id: id ?? newId }
      await redrawMatter(tx, matter)
      return { id: matter.id }
    },
  })
}
