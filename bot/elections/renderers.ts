/** How elections look where the bot has posted them: rendered when they are sent, from the election as it is then. */
import { quietUntil } from '../calendar/quiet-hours'
import type { Card } from '../card/elements'
import type { Describers } from '../delivery/describe'
import { isMail, type PostToRender, type Renderer, type Rendering } from '../delivery/outlet'
import { networkIn } from '../groups/network-store'
import { addresseeOf } from '../groups/reach-store'
import type { LetterLink } from '../links/desk'
import { personalLetter } from '../links/letter-words'
import type { World } from '../world'
import { candidaciesOf } from './candidacy-store'
import { askedCard, type ElectionCardContext, electionCard, shortCard } from './cards/election-card'
import { electionLetter, type LetterKind } from './cards/letters'
import { isInElectorate, loadElection, titlesOfElections } from './store'
import type { ElectionView } from './view'
import { visibleElection } from './visible'

export function electionRenderers(world: World, letterLink: LetterLink): Readonly<Record<string, Renderer>> {
  const rooms = { world, letterLink }
  return {
    election: async (post) => {
      const found = await load(world, post)
      if (!found) return undefined
      const { view, words, pageUrl } = found
      const open = view.state === 'standing' || view.state === 'short'
      return { card: electionCard(view, { words, pageUrl }), revision: view.revision, open }
    },
    // Told after voting has begun, it would ask for what can be done no more; the poll then tells itself.
    'election-called': (post) => tell(rooms, post, 'called', (view) => !view.over, electionCard),
    'election-asked': (post) =>
      tell(
        rooms,
        post,
        'asked',
        (view) => !view.over && view.mine === 'asked',
        (view, context) =>
          view.mine === 'asked' && !view.over ? askedCard(view, context) : electionCard(view, context),
      ),
    'election-short': (post) =>
      tell(
        rooms,
        post,
        'short',
        (view) => view.state === 'short',
        (view, context) => (view.state === 'short' ? shortCard(view, context) : electionCard(view, context)),
      ),
  }
}

interface Rooms {
  readonly world: World
  readonly letterLink: LetterLink
}

/** To one person, in that person's language. Nothing, if it has not gone out yet and its reason is gone. */
async function tell(
  { world, letterLink }: Rooms,
  post: PostToRender,
  kind: LetterKind,
  isDue: (view: ElectionView) => boolean,
  draw: (view: ElectionView, context: ElectionCardContext) => Card,
): Promise<Rendering | undefined> {
  const { memberId } = post
  const found = memberId && (await load(world, post))
  if (!found || !memberId || !(post.standing || isDue(found.view))) return undefined
  const { view, network, pageUrl } = found
  const wish = { memberId, purpose: 'candidacy', matterId: post.matterId }
  const [person, personal] = await world.database.inNetwork(post.networkId, async (tx) => [
    await addresseeOf(tx, memberId),
    // Whoever has no Teams answers by a link of their own: the tab's page would ask for an account.
    isMail(post.conversationId) && kind !== 'short' ? await letterLink(tx, wish) : undefined,
  ])
  if (!person) return undefined
  const words = world.texts.for(person.language, network.zone)
  const context = { words, pageUrl }
  const { name, mail: address } = person
  return {
    card: draw(view, context),
    revision: view.revision,
    open: false,
    holdUntil: quietUntil(world.clock.now(), network),
    ...(address && {
      mailing: {
        to: { name, address },
        letter: personalLetter(electionLetter(view, kind, context), words, personal),
      },
    }),
  }
}

/** What elections are called in the ledger and in the digest. */
export const electionDescribers: Describers = {
  election: titlesOfElections,
  'election-called': titlesOfElections,
  'election-asked': titlesOfElections,
  'election-short': titlesOfElections,
}

/** A card in a channel speaks the channel's language and knows no reader. */
async function load(world: World, { networkId, matterId, memberId, conversationId }: PostToRender) {
  return world.database.inNetwork(networkId, async (tx) => {
    const [stored, network] = [await loadElection(tx, matterId), await networkIn(tx, conversationId)]
    if (!stored || !network) return undefined
    const candidacies = await candidaciesOf(tx, matterId)
    const own = candidacies.find(({ id }) => id === memberId)?.state ?? null
    const reader = memberId && {
      ...{ own, mayPropose: false, mayRun: false },
      inElectorate: await isInElectorate(tx, matterId, memberId),
    }
    const view = visibleElection({ ...stored, candidacies }, reader || null, world.clock.now())
    const words = world.texts.for(network.language, network.zone)
    return { view, network, words, pageUrl: world.pageUrl(pageOf(view)) }
  })
}

/** Where an election is read: on its own page, before and after people vote. */
export const pageOf = ({ id }: Pick<ElectionView, 'id'>): string => `elections/${id}`
