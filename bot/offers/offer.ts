/** An offer as rules: making, changing, cancelling it, and what its days and its bookings make of it (N4). */
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { Facts, Substance } from './substance'
import type { OfferChange, OfferState } from './view'

export interface Offer extends Substance {
  readonly id: string
  readonly organisationId: string
  readonly zone: string
  readonly state: OfferState
  readonly madeBy: string | null
  readonly madeAt: Date
  /** Places. */
  readonly booked: number
  readonly waiting: number
  /** Grows with every change of what is offered. */
  readonly edition: number
  /** Grows with every change at all. */
  readonly revision: number
}

export interface Maker {
  readonly id: string
  readonly organisationId: string
  readonly madeBy: string
}

export function makeOffer(substance: Substance, maker: Maker, { zone, now }: Facts): Offer {
  return {
    ...substance,
    ...maker,
    ...{ zone, state: 'open', madeAt: now, booked: 0, waiting: 0, edition: 1, revision: 1 },
  }
}

/** It has not ended in one way or another. */
export const isRunning = ({ state }: Pick<Offer, 'state'>): boolean =>
  state === 'open' || state === 'confirmed'

/** Why nothing can be done with it any more; undefined: it can. */
export function ended({ state }: Pick<Offer, 'state'>): Refusal | undefined {
  return isRunning({ state }) ? undefined : refuse(`offers:${state}`)
}

/** @param at when the wish arrived: waiting for the database costs nobody a place (P3) */
export function bookingRefusal(offer: Offer, at: Date): Refusal | undefined {
  const { bookBy, zone } = offer
  return ended(offer) ?? (at >= bookBy ? refuse('offers:booking-over', { at: bookBy, zone }) : undefined)
}

/** Time for bookings that arrived in time and are still on their way into the database, as for ballots. */
export const graceMs = 2000

/** What time alone makes of it; undefined: nothing yet. */
export function dueState(offer: Offer, now: Date): 'fallen-through' | 'over' | undefined {
  const { state, bookBy, endsAt, booked, minimum } = offer
  const at = now.getTime() - graceMs
  if (state === 'open' && at >= bookBy.getTime() && booked < minimum) return 'fallen-through'
  return isRunning(offer) && at >= endsAt.getTime() ? 'over' : undefined
}

/** Confirmed stays confirmed, whoever cancels afterwards. */
export function confirmedNow({ state, booked, minimum }: Offer): boolean {
  return state === 'open' && booked >= minimum
}

const inDays = ({ from, to, quarter }: Substance) => (from && to ? `${from} ${to}` : (quarter ?? ''))

/** As far as it can be compared: names of topics and regions come from outside. */
const fields: Readonly<Record<OfferChange['field'], (substance: Substance) => string>> = {
  kind: ({ kind }) => kind,
  topic: ({ topicId }) => topicId,
  title: ({ title }) => title,
  content: ({ content }) => content,
  when: inDays,
  format: ({ format }) => format,
  region: ({ regionId }) => regionId ?? '',
  place: ({ place }) => place,
  price: ({ price }) => `${price}`,
  minimum: ({ minimum }) => `${minimum}`,
  maximum: ({ maximum }) => `${maximum}`,
  bookBy: ({ bookBy }) => bookBy.toISOString(),
}

export function changesIn(before: Substance, after: Substance): readonly OfferChange[] {
  return (Object.keys(fields) as OfferChange['field'][])
    .map((field) => ({ field, before: fields[field](before), after: fields[field](after) }))
    .filter((change) => change.before !== change.after)
}

/** @param largest places of the largest booking that waits: it must still be possible to serve it */
export function changeOffer(
  offer: Offer,
  substance: Substance,
  { edition, largest }: { readonly edition: number; readonly largest: number },
): { readonly offer: Offer; readonly changes: readonly OfferChange[] } | Refusal {
  const changes = changesIn(offer, substance)
  // The same once more is no change, however old the form is.
  if (changes.length === 0) return { offer, changes }
  const no =
    ended(offer) ??
    (edition === offer.edition ? undefined : refuse('offers:changed-meanwhile')) ??
    numbersRefusal(offer, substance, largest)
  if (isRefusal(no)) return no
  const next = { ...offer, ...substance, edition: offer.edition + 1, revision: offer.revision + 1 }
  return { offer: next, changes }
}

function numbersRefusal(offer: Offer, { minimum, maximum }: Substance, largest: number): Refusal | undefined {
  if (offer.state === 'confirmed' && minimum > offer.minimum) return refuse('offers:confirmed-minimum')
  const least = Math.max(offer.booked, largest)
  return maximum < least ? refuse('offers:maximum-below-booked', { least }) : undefined
}
