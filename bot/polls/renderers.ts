/** How polls look where the bot has posted them: rendered when they are sent, from the poll as it is then. */

import { quietUntil } from '../calendar/quiet-hours'
import { elapsed } from '../clock'
import type { Transaction } from '../database/database'
import type { Describers } from '../delivery/describe'
import { isMail, type PostToRender, type Renderer, type Rendering } from '../delivery/outlet'
import { networkIn } from '../groups/network-store'
import { type Addressee, addresseeOf } from '../groups/reach-store'
import type { LetterLink } from '../links/desk'
import { type Personal, personalLetter } from '../links/letter-words'
import type { LetterParts } from '../mail/letter'
import type { Wording } from '../texts'
import type { World } from '../world'
import { teamsUsersOf } from './ballot-store'
import { resultCard } from './cards/notices'
import { mostRefreshed, sharedPollCard } from './cards/poll-card'
import { type Asked, askingCard, channelReminderCard, noticeLetter, reminderLetter } from './cards/reminder'
import type { Poll } from './poll'
import { questionsOf } from './question-store'
import { channelReminderShows, remindedOf } from './reminder-store'
import { loadPoll } from './store'
import { visiblePoll } from './visible'

export function pollRenderers(world: World, letterLink: LetterLink): Readonly<Record<string, Renderer>> {
  return {
    poll: async (post) => {
      const found = await load(world, post)
      if (!found) return undefined
      const { stored, words, users, pageUrl } = found
      const view = visiblePoll(stored.poll, stored.groupName, null, world.clock.now())
      const card = sharedPollCard(view, { words, nonce: world.ids.nonce(), pageUrl }, users)
      return { card, revision: stored.poll.revision, open: stored.poll.state === 'open' }
    },
    'poll-reminder': (post) =>
      post.memberId ? askOne(world, letterLink, post, post.memberId, 'reminded') : remindAll(world, post),
    // An opening that could not be told before the end is told by the result.
    'poll-opened': async (post) =>
      post.memberId ? askOne(world, letterLink, post, post.memberId, 'invited') : undefined,
    'poll-closed': (post) => tellOne(world, letterLink, post),
    'poll-result': async (post) => {
      const found = await load(world, post)
      if (found?.stored.poll.state !== 'closed') return undefined
      const { stored, words, pageUrl } = found
      const card = resultCard(visiblePoll(stored.poll, stored.groupName, null, world.clock.now()), {
        words,
        pageUrl,
      })
      return { card, revision: stored.poll.revision, open: false }
    },
  }
}

/**
 * To one person, in that person's language. Nothing, if it has not gone out yet, once the ballot is there or the poll is
 * over; one that stands then shows it.
 */
async function askOne(
  world: World,
  letterLink: LetterLink,
  post: PostToRender,
  memberId: string,
  asked: Asked,
): Promise<Rendering | undefined> {
  // Before the poll is read: what it shows may be newer than its number says, and is edited once more; never older.
  const [person, reminded, personal] = await world.database.inNetwork(post.networkId, (tx) =>
    Promise.all([
      addresseeOf(tx, memberId),
      remindedOf(tx, post.matterId, memberId),
      personalFor(letterLink, tx, post, memberId),
    ]),
  )
  const found = await load(world, post)
  if (!found || !person || !reminded) return undefined
  const { stored, pageUrl, network } = found
  const { tookPart, marks, teamsUserId, shows } = reminded
  const reader = { inElectorate: true, tookPart, marks, mayManage: false }
  const view = visiblePoll(stored.poll, stored.groupName, reader, world.clock.now())
  if (!post.standing && (view.over || tookPart)) return undefined
  const words = world.texts.for(person.language, network.zone)
  const context = { words, nonce: world.ids.nonce(), pageUrl }
  const written = asked === 'reminded' ? reminderLetter(view, context) : noticeLetter(view, context)
  return {
    card: askingCard(view, asked, context, teamsUserId ? [teamsUserId] : []),
    revision: shows,
    open: false,
    holdUntil: quietUntil(world.clock.now(), network),
    ...mailing(person, written, words, personal),
  }
}

/** How a poll ended, to one person (E4). */
async function tellOne(
  world: World,
  letterLink: LetterLink,
  post: PostToRender,
): Promise<Rendering | undefined> {
  const found = await load(world, post)
  const { memberId } = post
  if (found?.stored.poll.state !== 'closed' || !memberId) return undefined
  const { stored, pageUrl, network } = found
  const [person, personal] = await world.database.inNetwork(post.networkId, (tx) =>
    Promise.all([addresseeOf(tx, memberId), personalFor(letterLink, tx, post, memberId)]),
  )
  if (!person) return undefined
  const view = visiblePoll(stored.poll, stored.groupName, null, world.clock.now())
  const words = world.texts.for(person.language, network.zone)
  const context = { words, pageUrl }
  return {
    card: resultCard(view, context),
    revision: stored.poll.revision,
    open: false,
    holdUntil: quietUntil(world.clock.now(), network),
    ...mailing(person, noticeLetter(view, context), words, personal),
  }
}

/** Whoever has no Teams answers by a link of their own: the tab's page would ask for an account. */
function personalFor(
  letterLink: LetterLink,
  tx: Transaction,
  { conversationId, matterId }: PostToRender,
  memberId: string,
): Promise<Personal | undefined> {
  if (!isMail(conversationId)) return Promise.resolve(undefined)
  return letterLink(tx, { memberId, purpose: 'poll', matterId })
}

function mailing(
  { name, mail: address }: Addressee,
  parts: LetterParts,
  words: Wording,
  personal: Personal | undefined,
): Pick<Rendering, 'mailing'> {
  return address ? { mailing: { to: { name, address }, letter: personalLetter(parts, words, personal) } } : {}
}

async function remindAll(world: World, post: PostToRender): Promise<Rendering | undefined> {
  const shows = await world.database.inNetwork(post.networkId, (tx) =>
    channelReminderShows(tx, post.matterId),
  )
  const found = await load(world, post)
  if (!found || shows === undefined) return undefined
  const { stored, words, pageUrl, network } = found
  const view = visiblePoll(stored.poll, stored.groupName, null, world.clock.now())
  if (!post.standing && view.over) return undefined
  const card = channelReminderCard(view, { words, pageUrl })
  const holdUntil = quietUntil(world.clock.now(), network)
  return { card, revision: shows, open: false, holdUntil }
}

/** What polls are called in the ledger. */
export const pollDescribers: Describers = {
  poll: questionsOf,
  'poll-reminder': questionsOf,
  'poll-opened': questionsOf,
  'poll-closed': questionsOf,
  'poll-result': questionsOf,
}

interface Refreshed {
  readonly revision: number
  readonly at: number
  readonly users: readonly string[]
}

/** By world, poll: one poll goes to many channels within seconds, and its electorate may be large. */
const refreshed = new WeakMap<World, Map<string, Refreshed>>()
const rememberMs = 2_000
const mostRemembered = 100

async function refreshedUsers(world: World, tx: Transaction, poll: Poll): Promise<readonly string[]> {
  const known = refreshed.get(world) ?? new Map<string, Refreshed>()
  refreshed.set(world, known)
  const last = known.get(poll.id)
  if (last && last.revision === poll.revision && elapsed() - last.at < rememberMs) return last.users
  const users = await teamsUsersOf(tx, poll.id, mostRefreshed)
  if (known.size >= mostRemembered) known.clear()
  known.set(poll.id, { revision: poll.revision, at: elapsed(), users })
  return users
}

/** A card in a channel speaks the channel's language. */
async function load(world: World, { networkId, matterId, conversationId }: PostToRender) {
  return world.database.inNetwork(networkId, async (tx) => {
    const [stored, network] = await Promise.all([loadPoll(tx, matterId), networkIn(tx, conversationId)])
    if (!stored || !network) return undefined
    const users = await refreshedUsers(world, tx, stored.poll)
    const words = world.texts.for(network.language, network.zone)
    return { stored, network, words, users, pageUrl: world.pageUrl(`polls/${matterId}`) }
  })
}
