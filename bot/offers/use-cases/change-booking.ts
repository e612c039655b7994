/** What an organisation does with its bookings: fewer places, none, its name told to the provider or no longer (N3). */
import type { Transaction } from '../../database/database'
import { isStillThere } from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { type Booking, changeRefusal, fewerPlaces } from '../booking'
import { bookingById, changeBooking, noteAct } from '../booking-store'
import type { Offer } from '../offer'
import { announce, lockOffer, saveOffer } from '../store'
import { acting } from '../who'
import { noteDeed } from './book-places'
import { factsFor } from './make-offer'
import { settle } from './settle'

interface Held {
  readonly offer: Offer
  readonly booking: Booking
}

/** Of another organisation's booking nobody is told that it is there. */
async function hold(tx: Transaction, member: Member, id: string): Promise<Held | Refusal> {
  const unknown = refuse('offers:unknown-booking', {}, 404)
  if (!(await isStillThere(tx, member.id))) return refuse('groups:not-a-member', {}, 403)
  const seen = await bookingById(tx, id)
  if (!seen || seen.organisationId !== member.organisationId) return unknown
  const lacking = acting(member)
  if (lacking) return lacking
  const offer = (await lockOffer(tx, seen.offerId))?.offer
  // As it is now that nobody else changes it.
  const booking = await bookingById(tx, id)
  return offer && booking ? { offer, booking } : unknown
}

/** @returns the offer's id, to be shown */
type Done = { readonly id: string } | Refusal

export async function reduceBooking(
  world: World,
  member: Member,
  input: { readonly booking: string; readonly places: string },
): Promise<Done> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const held = await hold(tx, member, input.booking)
    if (isRefusal(held)) return held
    const { offer, booking } = held
    const { now: at, today } = await factsFor(world, tx, member)
    // The same once more.
    if (input.places.trim() === `${booking.places}`) return { id: offer.id }
    const places = changeRefusal(booking, offer, today) ?? fewerPlaces(booking, input.places)
    if (isRefusal(places)) return places
    await changeBooking(tx, booking.id, { places }, { by: member.id, at })
    await settle(world, tx, offer, member.id)
    await noteDeed(world, tx, 'booking.change', { offer, places })
    return { id: offer.id }
  })
}

export async function cancelBooking(world: World, member: Member, id: string): Promise<Done> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const held = await hold(tx, member, id)
    if (isRefusal(held)) return held
    const { offer, booking } = held
    // A second time it is cancelled already.
    if (booking.state === 'cancelled') return { id: offer.id }
    const { now: at, today } = await factsFor(world, tx, member)
    const no = changeRefusal(booking, offer, today)
    if (no) return no
    await changeBooking(tx, id, { state: 'cancelled' }, { by: member.id, at })
    await settle(world, tx, offer, member.id)
    await noteDeed(world, tx, 'booking.cancel', { offer, places: booking.places })
    return { id: offer.id }
  })
}

export interface NameInput {
  readonly booking: string
  readonly named: boolean
  /** A late copy of an act would tell a name that has been taken back. */
  readonly nonce: string
}

/** Also after the course: what has been read stays known, but nobody reads it there any more. */
export async function nameBooking(world: World, member: Member, input: NameInput): Promise<Done> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const held = await hold(tx, member, input.booking)
    if (isRefusal(held)) return held
    const { offer, booking } = held
    const { named, nonce } = input
    const fresh = await noteAct(tx, booking.id, `${nonce} ${named}`)
    if (!fresh || booking.named === named) return { id: offer.id }
    if (named && booking.state === 'cancelled') return refuse('offers:booking-cancelled')
    await changeBooking(tx, booking.id, { named }, { by: member.id, at: world.clock.now() })
    const next = { ...offer, revision: offer.revision + 1 }
    await saveOffer(tx, next)
    await announce(tx, next)
    await noteDeed(world, tx, 'booking.name', { offer })
    return { id: offer.id }
  })
}
