/** What the outside may ask of the inbox: what waits for me. */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { isReadByAll, type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { openCard } from './cards/open-card'
import { type FindOpen, inOrder, type OpenItem } from './open'
import type { InboxView } from './view'

/** @param finders of all words */
export function inboxRoutes(world: World, finders: readonly FindOpen[]): readonly Route[] {
  return [
    route({
      name: 'inbox.show',
      kind: 'read',
      does: 'Lists what waits for me: polls to answer, people who ask to join, candidacies I am asked for.',
      input: z.object({}),
      run: (turn) => openItems(world, finders, turn),
      json: (items): InboxView => ({ open: items.map(({ until: _, act: __, ...line }) => line) }),
      card: (items, turn) =>
        isReadByAll(turn)
          ? privateCard(turn.words, execute(turn.words.t('inbox:open.show'), 'inbox.show', {}))
          : openCard(items, turn.words, world.pageUrl('')),
    }),
  ]
}

async function openItems(
  world: World,
  finders: readonly FindOpen[],
  turn: Turn,
): Promise<readonly OpenItem[]> {
  return world.database.inNetwork(turn.member.networkId, async (tx) => {
    const found = await Promise.all(finders.map((find) => find(tx, turn)))
    return inOrder(found.flat())
  })
}
