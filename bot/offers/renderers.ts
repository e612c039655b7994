/** How offers look where the bot sends them: to one person each, as the offer is then, in that person's language. */
import { quietUntil } from '../calendar/quiet-hours'
import type { Describers } from '../delivery/describe'
import { isMail, type PostToRender, type Renderer, type Rendering } from '../delivery/outlet'
import { networkIn } from '../groups/network-store'
import { addresseeOf } from '../groups/reach-store'
import { letter } from '../mail/letter'
import type { World } from '../world'
import { offerLetter } from './cards/letters'
import { type Told, toldCard } from './cards/offer-card'
import { readerOfOffer } from './reader-store'
import { latestChanges, loadOffer, titlesOfOffers } from './store'
import type { OfferView } from './view'
import { toldTo } from './visible'

/** What has not gone out yet is sent only while it is still so. */
const isDue: Readonly<Record<Told, (view: OfferView) => boolean>> = {
  matched: ({ bookable }) => bookable,
  changed: ({ state }) => state === 'open' || state === 'confirmed',
  'moved-up': ({ state, mine }) => (state === 'open' || state === 'confirmed') && (mine?.booked ?? 0) > 0,
  confirmed: ({ state }) => state === 'confirmed',
  'confirmed-own': ({ state }) => state === 'confirmed',
  'fallen-through': () => true,
  'fallen-through-own': () => true,
  cancelled: () => true,
  'cancelled-own': () => true,
  asked: ({ met }) => met === null,
}

const all = Object.keys(isDue) as readonly Told[]

export function offerRenderers(world: World): Readonly<Record<string, Renderer>> {
  return Object.fromEntries(all.map((told) => [`offer-${told}`, (post) => tell(world, post, told)]))
}

async function tell(world: World, post: PostToRender, told: Told): Promise<Rendering | undefined> {
  const { memberId, networkId, matterId, conversationId } = post
  if (!memberId) return undefined
  const found = await world.database.inNetwork(networkId, async (tx) => {
    const stored = await loadOffer(tx, matterId)
    const network = await networkIn(tx, conversationId)
    const person = await addresseeOf(tx, memberId)
    const reader = await readerOfOffer(tx, memberId, matterId)
    const changes = told === 'changed' ? await latestChanges(tx, matterId) : []
    return stored && network && person && reader ? { stored, network, person, reader, changes } : undefined
  })
  if (!found) return undefined
  const { stored, network, person, reader, changes } = found
  const view = toldTo(stored, reader, world.clock.now())
  if (!post.standing && !isDue[told](view)) return undefined
  const words = world.texts.for(person.language, network.zone)
  const context = { words, pageUrl: world.pageUrl(pageOf(view)) }
  const { name, mail: address } = person
  const teams = !isMail(conversationId) || reader.teams
  return {
    card: toldCard(view, context, told, changes),
    revision: view.revision,
    open: false,
    holdUntil: quietUntil(world.clock.now(), network),
    ...(address && {
      mailing: {
        to: { name, address },
        letter: letter(offerLetter(view, told, context, { teams, changes })),
      },
    }),
  }
}

/** What offers are called in the ledger (where it is the provider's own), in a digest and in the audit log. */
export const offerDescribers: Describers = Object.fromEntries(
  ['offer', ...all.map((told) => `offer-${told}`)].map((kind) => [kind, titlesOfOffers]),
)

export const pageOf = ({ id }: Pick<OfferView, 'id'>): string => `offers/${id}`
