/** Sums, queue and state of an offer whose lock is held: brought up to date after every act in it, and by the clock. */
import type { Transaction } from '../../database/database'
import type { World } from '../../world'
import { movingUp } from '../booking'
import { moveUp, queueOf, sumsOf } from '../booking-store'
import { confirmedNow, isRunning, type Offer } from '../offer'
import { addTrace, saveOffer } from '../store'
import { onBar, onState, tellBookers } from '../subscribers'

/**
 * Who waits moves up into what is free, in order; the minimum, once reached, confirms it.
 * @param except whoever acted reads it on the card
 * @param freed whether places may have become free; a booking frees none
 * @returns the offer as it is stored then
 */
export async function settle(
  world: World,
  tx: Transaction,
  offer: Offer,
  except?: string,
  freed = true,
): Promise<Offer> {
  const up = freed && isRunning(offer) ? await fill(tx, offer) : []
  const counted: Offer = { ...offer, ...(await sumsOf(tx, offer.id)), revision: offer.revision + 1 }
  const confirmed = confirmedNow(counted)
  const next: Offer = confirmed ? { ...counted, state: 'confirmed' } : counted
  await saveOffer(tx, next)
  if (up.length > 0) await tellBookers(world, tx, next, { kind: 'offer-moved-up', bookings: up, except })
  if (confirmed) {
    await addTrace(tx, next.id, { at: world.clock.now(), what: 'confirmed', by: null })
    await onState(world, tx, next, { kind: 'offer-confirmed', except })
  }
  await onBar(tx, next)
  return next
}

async function fill(tx: Transaction, offer: Offer): Promise<readonly string[]> {
  const queue = await queueOf(tx, offer.id)
  if (queue.length === 0) return []
  const { booked } = await sumsOf(tx, offer.id)
  const up = movingUp(queue, offer.maximum - booked).map(({ id }) => id)
  await moveUp(tx, up)
  return up
}
