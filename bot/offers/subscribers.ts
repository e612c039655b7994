/** What follows from what happens to an offer: who is told, which cards are drawn anew. All of it in the same transaction. */
import type { Transaction } from '../database/database'
import { requestEdit, requestPosts, spreadEdit } from '../delivery/ledger'
import type { NewPost } from '../delivery/store'
import { type Reach, reachOf } from '../groups/reach-store'
import { withdraw } from '../inbox/store'
import { enqueue } from '../jobs/queue'
import type { World } from '../world'
import { bookersOf } from './booking-store'
import { noteMatches } from './matching-store'
import { graceMs, isRunning, type Offer } from './offer'
import { providersOf } from './provider-store'
import { announce } from './store'

export const settleTask = 'offers:settle-due'
export const barTask = 'offers:bar'

/** Kinds of posts that go to who has booked; each is named after what has happened. */
export const toldKinds = [
  'offer-confirmed',
  'offer-fallen-through',
  'offer-cancelled',
  'offer-changed',
  'offer-moved-up',
  'offer-asked',
] as const
export type ToldKind = (typeof toldKinds)[number]

/** Who did it reads it on the card that answers; all others are told. */
interface Told {
  readonly kind: ToldKind
  /** Of the bookings concerned; absent: all that count. */
  readonly bookings?: readonly string[]
  /** Only of those that have places. */
  readonly booked?: boolean
  readonly except?: string | undefined
}

/**
 * Own matters: at once, outside the count of E4, as one waits for an answer to what one has booked. Secret, because that
 * somebody is told says that the organisation has booked (N3).
 */
export async function tellBookers(
  world: World,
  tx: Transaction,
  offer: Offer,
  { kind, bookings, booked = false, except }: Told,
): Promise<void> {
  const people = await bookersOf(tx, offer.id, { ids: bookings ?? null, booked })
  const ways = await reachOf(
    tx,
    people.filter((id) => id !== except),
    world.mail,
  )
  await requestPosts(
    tx,
    ways.map((way) => ({ ...post(world, offer, kind, way), secret: true })),
  )
}

/** Whose offer it is everybody knows, so that this stands in the ledger. */
export async function tellProvider(
  world: World,
  tx: Transaction,
  offer: Offer,
  kind: 'offer-confirmed' | 'offer-fallen-through' | 'offer-cancelled',
  except?: string,
): Promise<void> {
  const people = await providersOf(tx, offer)
  const ways = await reachOf(
    tx,
    people.filter((id) => id !== except),
    world.mail,
  )
  await requestPosts(
    tx,
    ways.map((way) => post(world, offer, `${kind}-own`, way)),
  )
}

/** Whom it suits and has not been told yet is not told any more. */
export async function untellMatched(tx: Transaction, id: string): Promise<void> {
  await withdraw(tx, { kind: 'offer-matched', id })
}

export async function onMade(world: World, tx: Transaction, offer: Offer): Promise<void> {
  await noteMatches(tx, offer, world.clock.now())
  await onTimes(world, tx, offer)
}

/** What it offers now may suit others; who was told of it before is not told again. */
export async function onChanged(
  world: World,
  tx: Transaction,
  offer: Offer,
  { except, matches }: { readonly except: string; readonly matches: boolean },
): Promise<void> {
  if (matches) await noteMatches(tx, offer, world.clock.now())
  await tellBookers(world, tx, offer, { kind: 'offer-changed', except })
  await redraw(tx, offer)
  await onTimes(world, tx, offer)
}

/** It has come to an end, or is certain: all of its cards show it. */
export async function onState(world: World, tx: Transaction, offer: Offer, told: Told): Promise<void> {
  if (!isRunning(offer)) await untellMatched(tx, offer.id)
  await tellBookers(world, tx, offer, told)
  if (told.kind === 'offer-confirmed' || told.kind === 'offer-fallen-through')
    await tellProvider(world, tx, offer, told.kind, told.except)
  if (told.kind === 'offer-cancelled') await tellProvider(world, tx, offer, told.kind, told.except)
  await redraw(tx, offer)
  await announce(tx, offer)
}

/** The bar has moved: cards of who has booked follow, and whoever looks at its page. */
export async function onBar(tx: Transaction, offer: Offer): Promise<void> {
  await enqueue(tx, { task: barTask, payload: { offer: offer.id } })
  await announce(tx, offer)
}

/** The job of `onBar`: an act does not wait for what stands in a hundred chats. */
export async function spreadBar(tx: Transaction, id: string): Promise<void> {
  for (const kind of ['offer-confirmed', 'offer-changed', 'offer-moved-up', 'offer-confirmed-own'])
    await spreadEdit(tx, { kind, id }, false)
}

async function redraw(tx: Transaction, offer: Offer): Promise<void> {
  for (const kind of [...toldKinds, 'offer-matched', 'offer-confirmed-own'])
    await requestEdit(tx, { kind, id: offer.id })
}

/** Its day comes by itself; when that has changed, the job of the old one finds nothing to do. */
async function onTimes(world: World, tx: Transaction, offer: Offer): Promise<void> {
  const { id, state, bookBy, endsAt } = offer
  const next = (state === 'open' ? bookBy : endsAt).getTime() + graceMs
  const inMs = Math.max(0, next - world.clock.now().getTime())
  await enqueue(tx, { task: settleTask, payload: { offer: id }, key: `offer:${id}`, inMs })
  await announce(tx, offer)
}

function post(world: World, { id }: Offer, kind: string, way: Reach): NewPost {
  const { conversationId, serviceUrl, memberId } = way
  return {
    ...{ id: world.ids.id(), conversationId, serviceUrl, replyTo: null, matter: { kind, id }, data: {} },
    ...{ at: world.clock.now(), urgent: false, groupId: null, memberId },
  }
}
