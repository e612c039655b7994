/** Shows offers to everybody of the network: in a list, as a card, as a page, before booking. */
import type { Transaction } from '../../database/database'
import type { Member } from '../../groups/member'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { freeFor, mostPlaces } from '../booking'
import { ownBookings, ownSums, takenIn } from '../booking-store'
import { metOf } from '../feedback-store'
import { countOf, listOf, openTopics } from '../list-store'
import { suiting } from '../matching-store'
import type { StoredOffer } from '../offer'
import { loadOffer, traceOf } from '../store'
import type { BookingFormView, OfferListView, OfferListWhich, OfferPageView, OfferView } from '../view'
import { lineOf, noPlaces, shownTo } from '../visible'
import { acting, isOwn, mayRun, onlyObserves } from '../who'

/** A page; what is more is found by its topic. */
const mostListed = 50

export async function listOffers(
  world: World,
  member: Member,
  { which, topic }: { readonly which: OfferListWhich; readonly topic: string | null },
): Promise<OfferListView> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const wanted = { which, topic, organisationId: member.organisationId }
    const rows = await listOf(tx, wanted, mostListed)
    const all = rows.length < mostListed ? rows.length : await countOf(tx, wanted)
    const ids = rows.map(({ offer }) => offer.id)
    const sums = await ownSums(tx, member.organisationId, ids)
    const suits = await suiting(tx, member.organisationId, ids)
    return {
      which,
      offers: rows.map((row) => ({
        ...lineOf(row, sums.get(row.offer.id) ?? noPlaces),
        suits: suits.has(row.offer.id),
      })),
      topics: await openTopics(tx),
      topic,
      mayMake: !onlyObserves(member),
      more: all - rows.length,
    }
  })
}

export async function showOffer(world: World, member: Member, id: string): Promise<OfferView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await loadOffer(tx, id)
    return stored ? seenBy(world, tx, member, stored) : refuse('offers:unknown-offer', {}, 404)
  })
}

async function seenBy(
  world: World,
  tx: Transaction,
  member: Member,
  stored: StoredOffer,
): Promise<OfferView> {
  const { id } = stored.offer
  const sums = (await ownSums(tx, member.organisationId, [id])).get(id)
  const met = await metOf(tx, id, member.organisationId)
  return shownTo(stored, member, { sums, met }, world.clock.now())
}

export async function showOfferPage(
  world: World,
  member: Member,
  id: string,
): Promise<OfferPageView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await loadOffer(tx, id)
    if (!stored) return refuse('offers:unknown-offer', {}, 404)
    const own = isOwn(member, stored.offer)
    return {
      offer: await seenBy(world, tx, member, stored),
      bookings: await ownBookings(tx, id, member.organisationId),
      taken: own ? await takenIn(tx, id) : null,
      trace: await traceOf(tx, id, mayRun(member, stored.offer)),
    }
  })
}

export interface BookingFormWish {
  readonly offer: string
  readonly places?: string | undefined
  readonly named?: boolean | undefined
  readonly nonce?: string | undefined
}

/** @param wish with what has been typed, under a refusal */
export async function showBookingForm(
  world: World,
  member: Member,
  wish: BookingFormWish,
): Promise<BookingFormView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await loadOffer(tx, wish.offer)
    if (!stored) return refuse('offers:unknown-offer', {}, 404)
    const { offer } = stored
    const lacking = isOwn(member, offer) ? refuse('offers:own-offer', {}, 403) : acting(member)
    if (lacking) return lacking
    return {
      nonce: wish.nonce ?? world.ids.nonce(),
      offer: await seenBy(world, tx, member, stored),
      bookings: await ownBookings(tx, offer.id, member.organisationId),
      free: freeFor(offer),
      mostPlaces: Math.min(mostPlaces, offer.maximum),
      places: wish.places ?? '1',
      named: wish.named ?? false,
    }
  })
}
