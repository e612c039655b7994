/** How rounds look where the bot has posted them: rendered when they are sent, from the round as it is then. */
import { quietUntil } from '../calendar/quiet-hours'
import type { Card } from '../card/elements'
import { isMail, type PostToRender, type Renderer, type Rendering } from '../delivery/outlet'
import { networkIn } from '../groups/network-store'
import { addresseeOf } from '../groups/reach-store'
import type { LetterLink } from '../links/desk'
import { personalLetter } from '../links/letter-words'
import type { LetterParts } from '../mail/letter'
import type { Wording } from '../texts'
import type { World } from '../world'
import { answererPart } from './answerer-store'
import { resultLetter, roundLetter } from './cards/letters'
import { type ResultView, roundResultCard } from './cards/result-card'
import { type RoundWhy, roundCard } from './cards/round-card'
import { demandOf } from './demand-store'
import { participationOf } from './round'
import { roundTitles } from './round-list-store'
import { loadRound, type StoredRound } from './round-store'
import { topicNames } from './topic-store'
import type { RoundView } from './view'
import { titleOf, visibleRound } from './visible'

export const pageOfRound = (id: string): string => `needs/rounds/${id}`
export const pageOfDemand = (id: string): string => `needs/demand/${id}`

export function roundRenderers(world: World, letterLink: LetterLink): Readonly<Record<string, Renderer>> {
  const rooms = { world, letterLink }
  return {
    round: async (post) => {
      const found = await load(world, post)
      if (!found) return undefined
      const view = visibleRound(found.stored, null, world.clock.now())
      const card = roundCard(view, { words: found.words, pageUrl: found.pageUrl })
      return { card, revision: view.revision, open: view.state === 'open' }
    },
    'round-result': async (post) => {
      const found = await loadResult(world, post)
      if (!found) return undefined
      const { result, words, pageUrl, revision } = found
      return { card: roundResultCard(result, { words, pageUrl }), revision, open: false }
    },
    // An opening that could not be told before the end is told by the result.
    'round-opened': (post) => (post.memberId ? ask(rooms, post, post.memberId, 'opened') : none()),
    'round-reminder': (post) =>
      post.memberId ? ask(rooms, post, post.memberId, 'reminded') : remindAll(world, post),
    'round-closed': (post) => tellResult(rooms, post),
  }
}

interface Rooms {
  readonly world: World
  readonly letterLink: LetterLink
}

const none = async () => undefined

/** To one person, in that person's language. Nothing, if it has not gone out yet, once the answer is there or it is over. */
async function ask(rooms: Rooms, post: PostToRender, memberId: string, why: RoundWhy) {
  const { world } = rooms
  const found = await load(world, post)
  if (!found) return undefined
  const { stored, network, pageUrl } = found
  const part = await world.database.inNetwork(post.networkId, (tx) =>
    answererPart(tx, stored.round, memberId),
  )
  const view = visibleRound(stored, { mine: part ?? null, mayRun: false }, world.clock.now())
  const done = view.over || view.mine?.answered || !view.mine?.mayAnswer
  if (!post.standing && done) return undefined
  const draw = (words: Wording) => ({
    card: roundCard(view, { words, pageUrl }, done ? undefined : why),
    letter: roundLetter(view, why, { words, pageUrl }),
  })
  return personal(rooms, post, memberId, { network, revision: shownOf(view), draw })
}

/** What of it a personal card shows changes with the organisation's own answer, too. */
const shownOf = ({ revision, mine }: RoundView) => revision * 2 + (mine?.answered ? 1 : 0)

/** How a round ended, to one person (E4). */
async function tellResult(rooms: Rooms, post: PostToRender): Promise<Rendering | undefined> {
  const found = post.memberId && (await loadResult(rooms.world, post))
  if (!found || !post.memberId) return undefined
  const { result, network, pageUrl, revision } = found
  const draw = (words: Wording) => ({
    card: roundResultCard(result, { words, pageUrl }),
    letter: resultLetter(result, { words, pageUrl }),
  })
  return personal(rooms, post, post.memberId, { network, revision, draw })
}

/** P4: says that answers are missing, never whose. */
async function remindAll(world: World, post: PostToRender): Promise<Rendering | undefined> {
  const found = await load(world, post)
  if (!found) return undefined
  const { stored, words, pageUrl, network } = found
  const view = visibleRound(stored, null, world.clock.now())
  if (!post.standing && view.over) return undefined
  const card = roundCard(view, { words, pageUrl }, 'reminded-all')
  return { card, revision: view.revision, open: false, holdUntil: quietUntil(world.clock.now(), network) }
}

interface Drawn {
  readonly network: Loaded['network']
  readonly revision: number
  readonly draw: (words: Wording) => { readonly card: Card; readonly letter: LetterParts }
}

async function personal(
  { world, letterLink }: Rooms,
  post: PostToRender,
  memberId: string,
  { network, revision, draw }: Drawn,
): Promise<Rendering | undefined> {
  const wish = { memberId, purpose: 'round', matterId: post.matterId }
  const [person, link] = await world.database.inNetwork(post.networkId, async (tx) => [
    await addresseeOf(tx, memberId),
    // Whoever has no Teams answers by a link of their own: the tab's page would ask for an account.
    isMail(post.conversationId) ? await letterLink(tx, wish) : undefined,
  ])
  if (!person) return undefined
  const words = world.texts.for(person.language, network.zone)
  const { card, letter } = draw(words)
  const { name, mail: address } = person
  const to = address && { name, address }
  return {
    ...{ card, revision, open: false, holdUntil: quietUntil(world.clock.now(), network) },
    ...(to && { mailing: { to, letter: personalLetter(letter, words, link) } }),
  }
}

type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>

/** A card in a channel speaks the channel's language. */
async function load(world: World, { networkId, matterId, conversationId }: PostToRender) {
  return world.database.inNetwork(networkId, async (tx) => {
    const [stored, network] = [await loadRound(tx, matterId), await networkIn(tx, conversationId)]
    if (!stored || !network) return undefined
    const words = world.texts.for(network.language, network.zone)
    return { stored, network, words, pageUrl: world.pageUrl(pageOfRound(matterId)) }
  })
}

async function loadResult(world: World, post: PostToRender) {
  const found = await load(world, post)
  if (found?.stored.round.state !== 'closed') return undefined
  const { stored, words, network } = found
  const result = await resultIn(world, post.networkId, stored)
  if (!result) return undefined
  const { revision } = stored.round
  return { result, words, network, revision, pageUrl: world.pageUrl(pageOfDemand(post.matterId)) }
}

/** Stored figures and the names of today; nothing that providers are not to know. */
async function resultIn(
  world: World,
  networkId: string,
  stored: StoredRound,
): Promise<ResultView | undefined> {
  return world.database.inNetwork(networkId, async (tx) => {
    const { round } = stored
    const demand = await demandOf(tx, round.id)
    if (!demand) return undefined
    const names = await topicNames(
      tx,
      demand.topics.map(({ topic }) => topic),
    )
    const titles = await roundTitles(
      tx,
      demand.topics.flatMap(({ asOf }) => asOf ?? []),
    )
    return {
      ...titleOf(stored),
      closedAt: (round.closedAt ?? round.deadline).toISOString(),
      ...{
        zone: round.zone,
        participation: participationOf(round),
        leastFamilies: round.rules.leastFamilies,
      },
      topics: demand.topics.map(({ topic, heads, asOf }) => ({
        ...{ name: names.get(topic) ?? '', heads },
        asOf: asOf === null ? null : (titles.get(asOf) ?? null),
      })),
    }
  })
}
