/** Who gets a place: bookings as rules (N4). All of it holds under the lock of the offer, one act after the other. */
import { type Refusal, refuse } from '../refusal'
import { isRunning, type Offer } from './offer'
import { whole } from './substance'
import type { BookingState } from './view'

export interface Booking {
  readonly id: string
  readonly offerId: string
  readonly organisationId: string
  readonly places: number
  readonly state: BookingState
  readonly named: boolean
}

/** Of one booking; who needs more books twice. */
export const mostPlaces = 20
/** Of one organisation in one offer: nobody needs more, and nothing grows without bound. */
export const mostBookings = 100

export function readPlaces(typed: string, { maximum }: Pick<Offer, 'maximum'>): number | Refusal {
  const most = Math.min(mostPlaces, maximum)
  return whole(typed, 1, most) ?? refuse('offers:places', { most }, 422)
}

/** Places that anybody could have now: none while somebody waits, or who came later would overtake them. */
export function freeFor({ maximum, booked, waiting }: Pick<Offer, 'maximum' | 'booked' | 'waiting'>): number {
  return waiting > 0 ? 0 : maximum - booked
}

export function placeIn(
  offer: Pick<Offer, 'maximum' | 'booked' | 'waiting'>,
  places: number,
): 'booked' | 'waiting' {
  return places <= freeFor(offer) ? 'booked' : 'waiting'
}

export interface Waiting {
  readonly id: string
  readonly places: number
}

/**
 * Who moves up: in order, the first that does not fit holds all behind it up.
 * @param queue in the order in which they came
 */
export function movingUp(queue: readonly Waiting[], free: number): readonly Waiting[] {
  const up: Waiting[] = []
  let left = free
  for (const one of queue) {
    if (one.places > left) break
    left -= one.places
    up.push(one)
  }
  return up
}

/** Until the course begins places can be given back; of one whose day is not known, until it is over. */
export function changeRefusal(booking: Booking, offer: Offer, today: string): Refusal | undefined {
  if (booking.state === 'cancelled') return refuse('offers:booking-cancelled')
  if (!isRunning(offer)) return refuse(`offers:${offer.state}`)
  return offer.from !== null && today >= offer.from ? refuse('offers:has-begun') : undefined
}

/** Only fewer: more would overtake who waits, so that is a booking of its own. */
export function fewerPlaces(booking: Booking, typed: string): number | Refusal {
  return whole(typed, 1, booking.places - 1) ?? refuse('offers:only-fewer', { places: booking.places }, 422)
}
