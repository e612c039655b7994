/** Rows of the matrix for offers and bookings: all see offers; who only observes neither offers nor books. */
import type { Matters, Role } from '../support/roles-scene'
import type { Row } from './roles-table'

const everyMember: readonly Role[] = [
  'observer',
  'member',
  'coordinator',
  'seat',
  'deputy',
  'chair',
  'office',
]
/** Of the organisation, and not only observing. */
const whoActs: readonly Role[] = ['member', 'coordinator', 'seat', 'deputy', 'chair', 'office']
const office: readonly Role[] = ['office']

let count = 0
const nonce = () => {
  count += 1
  return `nonce-of-offers-${count}`
}
const none = () => ({})
const own = ({ ownOffer }: Matters) => ({ offer: ownOffer })
const other = ({ otherOffer }: Matters) => ({ offer: otherOffer })
const booking = ({ booking: id }: Matters) => ({ booking: id })
const draft = ({ topic }: Matters) => ({
  ...{ kind: 'course', topic, title: 'Kurs', content: '', from: '2027-01-12', to: '', quarter: '' },
  ...{ format: 'online', region: '', place: '', price: '0', minimum: '3', maximum: '9' },
  ...{ 'book-date': '2026-12-18', 'book-time': '12:00' },
})

export const ofOffers: readonly Row[] = [
  { route: 'offer.list', typed: none, may: everyMember, namesNothing: true },
  { route: 'offer.show', typed: other, may: everyMember },
  { route: 'offer.card', typed: other, may: everyMember },
  { route: 'offer.form', about: 'of a new one', typed: none, may: whoActs, namesNothing: true },
  { route: 'offer.form', about: 'of the own', typed: own, may: whoActs },
  { route: 'offer.form', about: 'of another', typed: other, may: office },
  {
    route: 'offer.make',
    typed: (matters) => ({ ...draft(matters), nonce: nonce() }),
    may: whoActs,
  },
  {
    route: 'offer.change',
    about: 'of the own',
    typed: (matters) => ({ ...draft(matters), ...own(matters), edition: '1' }),
    may: whoActs,
  },
  {
    route: 'offer.change',
    about: 'of another',
    typed: (matters) => ({ ...draft(matters), ...other(matters), edition: '1' }),
    may: office,
  },
  { route: 'offer.cancel', about: 'of the own', typed: own, may: whoActs },
  { route: 'offer.cancel', about: 'of another', typed: other, may: office },
  {
    route: 'offer.say-met',
    typed: ({ pastOffer }) => ({ offer: pastOffer, met: 'yes' }),
    may: whoActs,
  },
  { route: 'booking.form', typed: other, may: whoActs },
  {
    route: 'booking.book',
    typed: (matters) => ({ ...other(matters), places: '1', nonce: nonce() }),
    may: whoActs,
  },
  { route: 'booking.change', typed: (matters) => ({ ...booking(matters), places: '1' }), may: whoActs },
  { route: 'booking.cancel', typed: booking, may: whoActs },
  {
    route: 'booking.name',
    typed: (matters) => ({ ...booking(matters), named: 'true', nonce: nonce() }),
    may: whoActs,
  },
]
