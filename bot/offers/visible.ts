/** An offer as one reader, or everyone at a card, may see it (N3). */
import type { Member } from '../groups/member'
import type { Sums } from './booking'
import { bookingRefusal, type StoredOffer } from './offer'
import type { Met, OfferLine, OfferView } from './view'
import { isOwn, mayBook, mayRun, onlyObserves } from './who'

/** A reader with what stands of the own organisation. */
export interface ReaderOfOffer {
  readonly own: boolean
  readonly speaks: boolean
  readonly mayBook: boolean
  readonly mayRun: boolean
  readonly sums: Sums | undefined
  readonly met: Met | null
}

/** Somebody to whom it is sent, without having asked. */
export interface Addressed {
  readonly organisationId: string
  readonly speaks: boolean
  /** Has an account in Teams. */
  readonly teams: boolean
  readonly sums: Sums | undefined
  readonly met: Met | null
}

/** @param sums of the reader's organisation; null: what a card shows to everyone */
export function lineOf({ offer, topic, provider, region }: StoredOffer, sums: Sums | null): OfferLine {
  const { id, title, kind, state, topicId, from, to, quarter, format, place, price, zone } = offer
  const { booked, minimum, maximum } = offer
  return {
    ...{ id, title, kind, state, topic: { id: topicId, name: topic }, provider, from, to, quarter, format },
    ...{ region, place, price, bar: { booked, minimum, maximum } },
    ...{ bookBy: offer.bookBy.toISOString(), zone },
    mine: sums && { booked: sums.booked, waiting: sums.waiting },
  }
}

export const noPlaces: Sums = { booked: 0, waiting: 0 }

export function visibleOffer(stored: StoredOffer, reader: ReaderOfOffer, now: Date): OfferView {
  const { offer } = stored
  const { own, speaks, met, sums = noPlaces } = reader
  return {
    ...lineOf(stored, sums),
    content: offer.content,
    bookable: bookingRefusal(offer, now) === undefined,
    ...{ own, mayBook: reader.mayBook, mayRun: reader.mayRun },
    waiting: own ? offer.waiting : null,
    maySay: offer.state === 'over' && sums.booked > 0 && speaks,
    met,
    revision: offer.revision,
  }
}

/** To somebody whom a gate has let in. */
export function shownTo(
  stored: StoredOffer,
  member: Member,
  had: Pick<ReaderOfOffer, 'sums' | 'met'>,
  now: Date,
): OfferView {
  const { offer } = stored
  const may = { own: isOwn(member, offer), mayBook: mayBook(member, offer), mayRun: mayRun(member, offer) }
  return visibleOffer(stored, { ...may, ...had, speaks: !onlyObserves(member) }, now)
}

/** To somebody to whom it is sent. */
export function toldTo(stored: StoredOffer, reader: Addressed, now: Date): OfferView {
  const own = reader.organisationId === stored.offer.organisationId
  const { speaks, sums, met } = reader
  const may = { own, mayBook: speaks && !own, mayRun: speaks && own }
  return visibleOffer(stored, { ...may, speaks, sums, met }, now)
}
