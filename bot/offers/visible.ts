/** An offer as one reader, or everyone at a card, may see it (N3). */
import type { Member } from '../groups/member'
import type { Sums } from './booking-store'
import { bookingRefusal } from './offer'
import type { StoredOffer } from './store'
import type { Met, OfferLine, OfferView } from './view'
import { isOwn, mayBook, mayRun, onlyObserves } from './who'

/** A reader with what stands of the own organisation. */
export interface ReaderOfOffer {
  readonly member: Member
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

const noPlaces: Sums = { booked: 0, waiting: 0 }

export function visibleOffer(stored: StoredOffer, reader: ReaderOfOffer | null, now: Date): OfferView {
  const { offer } = stored
  const member = reader?.member
  const sums = reader?.sums ?? noPlaces
  const own = member !== undefined && isOwn(member, offer)
  const had = offer.state === 'over' && sums.booked > 0
  return {
    ...lineOf(stored, reader && sums),
    content: offer.content,
    bookable: bookingRefusal(offer, now) === undefined,
    own,
    mayBook: member !== undefined && mayBook(member, offer),
    mayRun: member !== undefined && mayRun(member, offer),
    waiting: own ? offer.waiting : null,
    maySay: had && member !== undefined && !onlyObserves(member),
    met: reader?.met ?? null,
    revision: offer.revision,
  }
}
