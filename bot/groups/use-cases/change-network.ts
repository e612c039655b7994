/** The office changes what the network is called, where its holidays are, how it speaks and by which clock it goes. */
import { redrawCards } from '../../delivery/ledger'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { conversationsSpeaking } from '../channel-store'
import { followSeats } from '../committee-store'
import type { Member } from '../member'
import { type Network, networkOf, saveNetwork } from '../network-store'
import { administer, type Made } from './as-office'

/**
 * Polls and elections that run keep their instants: each carries the zone in which its deadline was set. Terms of seats are
 * days, and go by the network's clock from now on.
 */
export function changeNetwork(world: World, member: Member, next: Network): Promise<Made | Refusal> {
  const { networkId: id } = member
  const { state, language, zone } = next
  return administer(world, member, {
    deed: { what: 'network.change', kind: 'network', data: { state, language, zone } },
    work: async (tx) => {
      const before = await networkOf(tx)
      if (!before) return refuse('groups:no-network', {}, 404)
      await saveNetwork(tx, next)
      if (before.zone !== zone) await followSeats(tx, world.clock.now())
      // What stands in channels without a language of their own is drawn anew, the newest of it.
      const changed = before.language !== language
      for (const conversation of changed ? await conversationsSpeaking(tx) : [])
        await redrawCards(tx, conversation)
      return { id }
    },
  })
}
