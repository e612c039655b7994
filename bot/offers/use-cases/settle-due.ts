/** What days do to offers by themselves: too few by the day to book, the course is over, an organisation is no more. */
import type { Transaction } from '../../database/database'
import { each } from '../../jobs/each'
import type { World } from '../../world'
import { freeOfRemoved } from '../booking-store'
import { dueState, graceMs, isRunning } from '../offer'
import { addTrace, dueOffers, lockOffer, type StoredOffer, saveOffer } from '../store'
import { onState } from '../subscribers'
import { settle } from './settle'

/** @returns how many were changed; one that another process changes at the same time is not counted twice */
export async function settleDueOffers(world: World): Promise<number> {
  const due = await dueOffers(world.database, new Date(world.clock.now().getTime() - graceMs))
  let changed = 0
  await each(due, async ({ network_id, offer_id }) => {
    const done = await world.database.inNetwork(network_id, (tx) => settleOne(world, tx, offer_id))
    if (done) changed += 1
  })
  return changed
}

async function settleOne(world: World, tx: Transaction, id: string): Promise<boolean> {
  const stored = await lockOffer(tx, id)
  if (!stored || !isRunning(stored.offer)) return false
  const now = world.clock.now()
  // Whoever offered it is no more: nobody would hold it.
  if (stored.dissolved) return end(world, tx, stored, 'cancelled')
  const freed = await freeOfRemoved(tx, id, now)
  const offer = freed > 0 ? await settle(world, tx, stored.offer) : stored.offer
  const state = dueState(offer, now)
  if (state) return end(world, tx, { ...stored, offer }, state)
  return freed > 0
}

const kinds = {
  'fallen-through': 'offer-fallen-through',
  cancelled: 'offer-cancelled',
  // N5: whether the need is met.
  over: 'offer-asked',
} as const

async function end(
  world: World,
  tx: Transaction,
  { offer }: StoredOffer,
  state: keyof typeof kinds,
): Promise<boolean> {
  const next = { ...offer, state, revision: offer.revision + 1 }
  await saveOffer(tx, next)
  await addTrace(tx, offer.id, { at: world.clock.now(), what: state, by: null })
  await onState(world, tx, next, { kind: kinds[state], booked: state === 'over' })
  return true
}
