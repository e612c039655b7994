/** How polls look where the bot has posted them: rendered when they are sent, from the poll as it is then. */
import type { PostToRender, Renderer } from '../delivery/outlet'
import { networkOf } from '../groups/network-store'
import type { Describers } from '../ledger/describe'
import type { World } from '../world'
import { teamsUsersOf } from './ballot-store'
import { resultCard } from './cards/notices'
import { mostRefreshed, sharedPollCard } from './cards/poll-card'
import { questionsOf } from './question-store'
import { loadPoll } from './store'
import { visiblePoll } from './visible'

export function pollRenderers(world: World): Readonly<Record<string, Renderer>> {
  return {
    poll: async (post) => {
      const found = await load(world, post)
      if (!found) return undefined
      const { stored, words, users, pageUrl } = found
      const view = visiblePoll(stored.poll, stored.groupName, null)
      const card = sharedPollCard(view, { words, nonce: world.ids.nonce(), pageUrl }, users)
      return { card, revision: stored.poll.revision, open: stored.poll.state === 'open' }
    },
    'poll-result': async (post) => {
      const found = await load(world, post)
      if (found?.stored.poll.state !== 'closed') return undefined
      const { stored, words, pageUrl } = found
      const card = resultCard(visiblePoll(stored.poll, stored.groupName, null), { words, pageUrl })
      return { card, revision: stored.poll.revision, open: false }
    },
  }
}

/** What polls are called in the ledger. */
export const pollDescribers: Describers = { poll: questionsOf, 'poll-result': questionsOf }

/** A card in a channel speaks the network's language. */
async function load(world: World, { networkId, matterId }: PostToRender) {
  return world.database.inNetwork(networkId, async (tx) => {
    const [stored, network, users] = await Promise.all([
      loadPoll(tx, matterId),
      networkOf(tx),
      teamsUsersOf(tx, matterId, mostRefreshed),
    ])
    if (!stored || !network) return undefined
    const words = world.texts.for(network.language, network.zone)
    return { stored, words, users, pageUrl: world.pageUrl(`polls/${matterId}`) }
  })
}
