/** Books places: under the lock of the offer, one after the other, so that never more are given than there are (N4). */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { isStillThere } from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import { type Booking, mostBookings, placeIn, readPlaces } from '../booking'
import { activeCount, bookingOfForm, insertBooking } from '../booking-store'
import { inTurn } from '../in-turn'
import { bookingRefusal, type Offer } from '../offer'
import { lockOffer } from '../store'
import { acting, isOwn } from '../who'
import { settle } from './settle'

export interface BookInput {
  readonly offer: string
  readonly places: string
  /** N3: the provider may read the organisation's name. */
  readonly named: boolean
  readonly nonce: string
}

/**
 * @param turn its arrival counts: waiting for the database costs nobody a place (P3)
 * @returns whether it has its places
 */
export function bookPlaces(world: World, turn: Turn, input: BookInput): Promise<Booked> {
  return inTurn(world, input.offer, () => bookNow(world, turn, input))
}

type Booked = Pick<Booking, 'state'> | Refusal

function bookNow(world: World, { member, arrivedAt }: Turn, input: BookInput): Promise<Booked> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    if (!(await isStillThere(tx, member.id))) return refuse('groups:not-a-member', {}, 403)
    const offer = (await lockOffer(tx, input.offer))?.offer
    if (!offer) return refuse('offers:unknown-offer', {}, 404)
    const lacking = isOwn(member, offer) ? refuse('offers:own-offer', {}, 403) : acting(member)
    if (lacking) return lacking
    const { organisationId } = member
    // P2: the same form once more has had its effect, whatever has become of the booking since.
    const at = { offerId: offer.id, organisationId }
    const before = await bookingOfForm(tx, at, input.nonce)
    if (before) return { state: before.state }
    const places = await readFor(tx, offer, member, input, arrivedAt)
    if (isRefusal(places)) return places
    const booking = {
      ...{ id: world.ids.id(), ...at, places, state: placeIn(offer, places), named: input.named },
      ...{ by: member.id, at: arrivedAt, nonce: input.nonce },
    }
    await insertBooking(tx, booking)
    await settle(world, tx, offer, member.id, false)
    await noteDeed(world, tx, 'booking.book', { offer, places })
    return { state: booking.state }
  })
}

async function readFor(
  tx: Transaction,
  offer: Offer,
  { organisationId }: Member,
  input: BookInput,
  arrivedAt: Date,
): Promise<number | Refusal> {
  const no = bookingRefusal(offer, arrivedAt)
  if (no) return no
  if ((await activeCount(tx, { offerId: offer.id, organisationId })) >= mostBookings)
    return refuse('offers:too-many-bookings', { most: mostBookings })
  return readPlaces(input.places, offer)
}

/**
 * That it was booked and how much, never by whom: the office reads the log, and who has booked is nobody's to read but the
 * organisation's own, whose bookings say which of its people it was (N3).
 */
export async function noteDeed(
  world: World,
  tx: Transaction,
  what: 'booking.book' | 'booking.change' | 'booking.cancel' | 'booking.name' | 'offer.say-met',
  { offer, places }: { readonly offer: Pick<Offer, 'id'>; readonly places?: number },
): Promise<void> {
  const data = places === undefined ? {} : { booked: places }
  await record(tx, { at: world.clock.now(), by: null, what, matter: { kind: 'offer', id: offer.id }, data })
}
