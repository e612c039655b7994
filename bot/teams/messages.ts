/** `/api/messages`: what each kind of activity leads to, and what Teams gets for an answer. */
import { createHash } from 'node:crypto'
import { type Card, execute } from '../card/elements'
import { problemCard, wordRefusal } from '../card/frame'
import type { Transaction } from '../database/database'
import { requestPost, resume } from '../delivery/ledger'
import { noteActivity } from '../delivery/store'
import { networkCard } from '../groups/cards/help'
import { channelOf, noteInstalled } from '../groups/channel-store'
import { isStillThere, namedIn } from '../groups/erasure-store'
import type { Overdrawn } from '../limits'
import { refuse } from '../refusal'
import type { Place, Turn } from '../route'
import { type Fault, faultOf, takeTurn } from '../turn'
import type { World } from '../world'
import { type Activity, cardActionSchema, conversationOf, kindOf } from './activity'
import { understand } from './commands'
import type { Desk } from './desk'
import { identifySender, type Sender } from './identify'
import { noteInstallation } from './install'
import { installationOf } from './installation'
import { mentionless } from './mention'
import { ofAnotherNetwork } from './other-network'

/** An answer over HTTP. Card answers always go out with 200; their own status stands in the body (PLATFORM trap 4). */
export interface HttpAnswer {
  readonly status: number
  readonly body?: unknown
}

/** @param arrivedAt when the request reached the service: what the gate takes to look at its token costs nobody a vote (P3) */
export async function answerActivity(desk: Desk, activity: Activity, arrivedAt: Date): Promise<HttpAnswer> {
  if (activity.type === 'invoke') return answerInvoke(desk, activity, arrivedAt)
  if (activity.type === 'message') await answerMessage(desk, activity, arrivedAt)
  else if (activity.type === 'installationUpdate' || activity.type === 'conversationUpdate')
    await noteInstallation(desk, activity)
  return { status: 200 }
}

async function answerInvoke(desk: Desk, activity: Activity, arrivedAt: Date): Promise<HttpAnswer> {
  // Not 501: Teams would send it again.
  if (activity.name !== 'adaptiveCard/action') return { status: 400, body: unknownInvoke(desk, activity) }
  const card = await cardFor(desk, activity, arrivedAt)
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
  }
}

function unknownInvoke({ world }: Desk, activity: Activity) {
  const words = strangerWords(world, activity)
  return { refusal: { code: 'house:unknown-action', ...wordRefusal(words, refuse('house:unknown-action')) } }
}

/** Of who is not known yet: as Teams is set up, German otherwise. */
function strangerWords(world: World, activity: Activity): Turn['words'] {
  return world.texts.for(activity.locale?.toLowerCase().startsWith('en') ? 'en' : 'de', 'Europe/Berlin')
}

async function cardFor(desk: Desk, activity: Activity, arrivedAt: Date): Promise<Card> {
  const { world } = desk
  let words = strangerWords(world, activity)
  try {
    const over = await desk.limits.person(personOf(activity))
    if (over?.far) return problemCard(words, wordRefusal(words, tooMany(over)))
    const action = cardActionSchema.safeParse(activity.value)
    const verb = action.success ? action.data.action.verb : undefined
    const route = verb === undefined ? undefined : desk.routes.get(verb)
    const typed = action.success ? action.data.action.data : undefined
    const sender = await senderOf(desk, activity, route?.networkNamed(typed))
    words = world.texts.for(sender.language, sender.zone)
    if (!route?.hasCard || !action.success)
      return problemCard(words, wordRefusal(words, refuse('house:unknown-action')))
    if (sender.undecided) return networkCard(words, sender.undecided)
    if (!sender.member) return problemCard(words, wordRefusal(words, sender.refusal))
    // A refresh that Teams asks for by itself may read, never act, whatever verb it carries (P9).
    if (action.data.trigger === 'automatic' && route.kind === 'act')
      return problemCard(words, wordRefusal(words, refuse('house:unknown-action')))
    desk.rememberTeamsUser(sender.member, activity)
    desk.rememberPlace(sender.member, activity)
    const turn: Turn = { member: sender.member, words, arrivedAt, place: placeOf(activity) }
    if (over) return await route.refuse(turn, typed, tooMany(over)).card()
    const answer = await takeTurn(world, route, turn, typed)
    const elsewhere = await ofAnotherNetwork(desk, activity, { route, turn, typed, answer })
    return elsewhere ?? (await cardOf(answer, turn))
  } catch (error) {
    return faultCard(faultOf(world, 'an invoke', words, error), words)
  }
}

/** Once more, if the network turns out to know the sender by the mail address. */
async function senderOf(desk: Desk, activity: Activity, wanted?: string): Promise<Sender> {
  const sender = await identifySender(desk.identify, activity, wanted)
  if (sender.member || sender.undecided || !sender.networkId) return sender
  return (await desk.introduce(sender.networkId, activity))
    ? identifySender(desk.identify, activity, wanted)
    : sender
}

/** By all doors the same person is the same. A sender without an account is known to Teams alone. */
const personOf = ({ from }: Activity) => from.aadObjectId ?? from.id

const tooMany = ({ wait }: Overdrawn) => refuse('house:too-many', { seconds: wait }, 429)

async function cardOf(answer: Awaited<ReturnType<typeof takeTurn>>, { words }: Turn): Promise<Card> {
  return answer.is === 'fault' ? faultCard(answer, words) : answer.card()
}

function faultCard(fault: Fault, words: Turn['words']): Card {
  return problemCard(words, fault.problem)
}

function placeOf(activity: Activity): Place {
  return {
    conversationId: conversationOf(activity),
    serviceUrl: activity.serviceUrl,
    kind: kindOf(activity),
    messageId: activity.replyToId ?? null,
  }
}

/** The answer is a post of its own, requested in one transaction with the note that this message has been answered. */
async function answerMessage(desk: Desk, activity: Activity, arrivedAt: Date): Promise<void> {
  const { world } = desk
  const over = await desk.limits.person(personOf(activity))
  // Each answer is a post, and Teams takes only so many of us in one place: the first one too many is told so.
  if (over && !over.first) return
  const sender = await senderOf(desk, activity)
  // Without a network there is no ledger to post from; nobody is there to read it either.
  if (!sender.networkId) return
  const words = world.texts.for(sender.language, sender.zone)
  const card = over
    ? problemCard(words, wordRefusal(words, tooMany(over)))
    : await answerText(desk, activity, sender, arrivedAt, words)
  const { networkId } = sender
  if (sender.member) desk.rememberTeamsUser(sender.member, activity)
  await world.database.inNetwork(networkId, async (tx) => {
    const conversationId = conversationOf(activity)
    // Erased in this very moment: nothing of the person is written down again.
    if (sender.member && !(await isStillThere(tx, sender.member.id))) return
    if (!(await isFresh(world, tx, activity, arrivedAt))) return
    // Whoever writes has not blocked the bot (any more), and it is there, though its installation was told elsewhere.
    await noteInstalled(tx, installationOf(world, activity, sender.member))
    await resume(tx, conversationId)
    const id = world.ids.id()
    await requestPost(tx, {
      id,
      conversationId,
      serviceUrl: activity.serviceUrl,
      replyTo: kindOf(activity) === 'channel' ? threadStart(activity) : null,
      matter: { kind: 'answer', id },
      data: { card },
      at: arrivedAt,
      urgent: true,
      groupId: (await channelOf(tx, conversationId))?.groupId ?? null,
      names: await namedIn(tx, JSON.stringify(card)),
    })
  })
}

/** Teams repeats what was not answered within 15 s; the rest is margin. */
const repeatMs = 18_000

/**
 * Teams repeats a message that it thinks unanswered, with the same id, and half a minute later with a new one
 * (botbuilder-dotnet#5005). The same words of the same person in the same place are taken for that repetition, reckoned
 * from when the first were answered: an answer in time is not repeated, one that was late is by then not long ago.
 * Whoever writes the same once more later wants an answer.
 */
async function isFresh(world: World, tx: Transaction, activity: Activity, arrivedAt: Date): Promise<boolean> {
  const conversationId = conversationOf(activity)
  const said = JSON.stringify([activity.from.id, activity.conversation.id, activity.text])
  const words = `said:${createHash('sha256').update(said).digest('base64url')}`
  if (activity.id && !(await noteActivity(tx, conversationId, activity.id, arrivedAt))) return false
  return noteActivity(tx, conversationId, words, world.clock.now(), repeatMs)
}

/** A message in a thread names it in its conversation; one that starts a thread names it by its own id. */
function threadStart(activity: Activity): string | null {
  return activity.conversation.id.split(';messageid=')[1] ?? activity.id ?? null
}

async function answerText(
  desk: Desk,
  activity: Activity,
  sender: Sender,
  arrivedAt: Date,
  words: Turn['words'],
): Promise<Card> {
  if (sender.undecided) return networkCard(words, sender.undecided)
  if (!sender.member) return problemCard(words, wordRefusal(words, sender.refusal))
  const understood = understand(mentionless(activity))
  if (understood.is === 'unknown')
    return problemCard(words, wordRefusal(words, refuse('house:unknown-command')))
  if (understood.is === 'guess') {
    const { word, typed } = understood
    const guess = wordRefusal(words, refuse('house:did-you-mean', { word, typed }))
    return problemCard(words, guess, [execute(words.t('house:yes', { word }), understood.route, {})])
  }
  const route = desk.routes.get(understood.route)
  if (!route) throw new Error(`the command leads to ${understood.route}, which is no route`)
  const turn: Turn = {
    member: sender.member,
    words,
    arrivedAt,
    place: { ...placeOf(activity), messageId: null },
  }
  return cardOf(await takeTurn(desk.world, route, turn, {}), turn)
}
