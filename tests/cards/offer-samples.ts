/** Samples of the cards of offers: the usual states, told to somebody, before booking, the form's steps, the list. */
import type { Card } from '../../bot/card/elements'
import type { Language } from '../../bot/groups/view'
import { bookingCard } from '../../bot/offers/cards/booking-card'
import { offerFormCard } from '../../bot/offers/cards/form-card'
import { offerCard, type Told, toldCard } from '../../bot/offers/cards/offer-card'
import { offersCard } from '../../bot/offers/cards/offers-card'
import type {
  BookingFormView,
  OfferChange,
  OfferFormView,
  OfferListView,
  OfferStep,
  OfferView,
  OwnBooking,
} from '../../bot/offers/view'
import { hostile } from './views'
import { contextIn, wordsIn } from './words'

const id = (n: number) => `5d0f6a3e-0000-4000-8000-${`${n}`.padStart(12, '0')}`
const nasty = hostile.question ?? ''

function offerView(wishes: Partial<OfferView> = {}): OfferView {
  return {
    ...{ id: id(1), title: 'KI im Büro für Einsteiger', kind: 'course', state: 'open' },
    ...{ topic: { id: id(2), name: 'KI im Büro' }, provider: 'Teutloff Technische Akademie' },
    ...{ from: '2027-01-12', to: '2027-01-13', quarter: null, format: 'onsite', region: 'Braunschweig' },
    ...{ place: 'Frankfurter Straße', price: 12050, bar: { booked: 5, minimum: 8, maximum: 16 } },
    ...{ bookBy: '2026-12-18T11:00:00.000Z', zone: 'Europe/Berlin', mine: null },
    ...{ content: 'Zwei Tage mit Übungen', bookable: true, own: false, mayBook: false, mayRun: false },
    ...{ waiting: null, maySay: false, met: null, revision: 3 },
    ...wishes,
  }
}

const long = (name: string) => name.repeat(200).slice(0, 120)
const longOffer = {
  ...{ title: long('字'), content: '字'.repeat(2000), provider: '字'.repeat(116), place: '字'.repeat(200) },
  topic: { id: id(2), name: long('字') },
}
const nastyOffer = { title: nasty, content: nasty, provider: nasty, place: nasty, region: nasty }

export function offers(language: Language): Readonly<Record<string, Card>> {
  return {
    ...shown(language),
    ...told(language),
    ...booking(language),
    ...forms(language),
    ...lists(language),
  }
}

function shown(language: Language): Readonly<Record<string, Card>> {
  const card = (view: Partial<OfferView>, said?: Parameters<typeof offerCard>[2]) =>
    offerCard(offerView(view), contextIn(language), said)
  const mine = { booked: 3, waiting: 2 }
  const done = { bookable: false, mayBook: true } as const
  return {
    'an offer for everyone': card({}),
    'an offer to book': card({ mine: { booked: 0, waiting: 0 }, mayBook: true }),
    'an offer booked': card({ mine, mayBook: true, bar: { booked: 9, minimum: 8, maximum: 9 } }, 'booked'),
    'an offer waited for': card({ mine: { booked: 0, waiting: 1 }, mayBook: true }, 'waits'),
    'an offer of one’s own': card({ own: true, mayRun: true, waiting: 4 }, 'made'),
    'an offer for the office': card(
      { mine: { booked: 0, waiting: 0 }, mayBook: true, mayRun: true },
      'changed',
    ),
    'an offer confirmed': card({ state: 'confirmed', bar: { booked: 8, minimum: 8, maximum: 16 } }),
    'an offer confirmed, its time to book over': card({ ...done, state: 'confirmed', mine }, 'reduced'),
    'an offer about to be decided': card({ ...done, mine }, 'given-back'),
    'an offer fallen through': card({ ...done, state: 'fallen-through', mine }),
    'an offer cancelled': card({ ...done, state: 'cancelled' }, 'cancelled'),
    'an offer that is over': card({ ...done, state: 'over', mine, maySay: true }, 'named'),
    'an offer answered': card({ ...done, state: 'over', mine, maySay: true, met: 'partly' }, 'met'),
    'an offer of a quarter, free of charge': card({
      from: null,
      to: null,
      quarter: '2027-1',
      price: 0,
      content: '',
    }),
    'an offer with the longest texts': card(longOffer, 'unnamed'),
    'an offer of hostile texts': card(nastyOffer),
  }
}

const changes: readonly OfferChange[] = [
  { field: 'when', before: '2027-01-12 2027-01-13', after: '2027-2' },
  { field: 'place', before: '', after: nasty },
  { field: 'price', before: '12050', after: '0' },
  { field: 'bookBy', before: '2026-12-18T11:00:00.000Z', after: '2026-12-21T11:00:00.000Z' },
  { field: 'kind', before: 'course', after: 'advice' },
  { field: 'format', before: 'onsite', after: 'online' },
  { field: 'content', before: 'a', after: 'b' },
  { field: 'title', before: '字'.repeat(120), after: '字'.repeat(119) },
]

const reasons: readonly Told[] = [
  ...(['matched', 'confirmed', 'fallen-through', 'cancelled', 'changed', 'moved-up', 'asked'] as const),
  ...(['confirmed-own', 'fallen-through-own', 'cancelled-own'] as const),
]

function told(language: Language): Readonly<Record<string, Card>> {
  const view = offerView({ mine: { booked: 2, waiting: 0 }, mayBook: true })
  return Object.fromEntries(
    reasons.map((reason) => [
      `an offer told: ${reason}`,
      toldCard(view, contextIn(language), reason, changes),
    ]),
  )
}

function booking(language: Language): Readonly<Record<string, Card>> {
  const own = (n: number, wishes: Partial<OwnBooking> = {}): OwnBooking => ({
    ...{ id: id(n), places: n, state: 'booked', ahead: null, named: false, at: '2026-11-23T08:00:00.000Z' },
    ...{ who: 'Bernd Muster', changedBy: '' },
    ...wishes,
  })
  const card = (wishes: Partial<BookingFormView>) =>
    bookingCard(
      {
        ...{ nonce: 'nonce-00000001', offer: offerView({ mayBook: true }), bookings: [], free: 11 },
        ...{ mostPlaces: 16, places: '1', named: false, ...wishes },
      },
      contextIn(language),
    )
  const many = Array.from({ length: 40 }, (_, i) => own(i + 1))
  return {
    'booking places': card({}),
    'booking the last place, named': card({ free: 1, named: true, places: '3' }),
    'booking when all is taken': card({
      free: 0,
      bookings: [own(1), own(2, { named: true }), own(3, { state: 'waiting', ahead: 7 })],
    }),
    'bookings after the time to book': card({
      offer: offerView({ ...longOffer, bookable: false, state: 'confirmed' }),
      bookings: many,
    }),
    'booking of hostile texts': card({ offer: offerView(nastyOffer), places: 'viele' }),
  }
}

function forms(language: Language): Readonly<Record<string, Card>> {
  const form = (step: OfferStep, wishes: Partial<OfferFormView> = {}, text = 'Kurs') =>
    offerFormCard(
      {
        ...{ nonce: 'nonce-00000001', step, offer: null, edition: 0, kinds: ['course', 'advice', 'own'] },
        ...{ topics: [{ id: id(2), name: text }], regions: [{ id: id(3), name: text }] },
        ...{ quarters: ['2026-4', '2027-1', '2027-2'], zone: 'Europe/Berlin' },
        values: {
          ...{
            kind: 'course',
            topic: id(2),
            title: text,
            content: text,
            from: '',
            to: '',
            quarter: '2027-1',
          },
          ...{
            format: 'onsite',
            region: '',
            place: 'Braunschweig',
            price: '120,50',
            minimum: '8',
            maximum: '16',
          },
          ...{ 'book-date': '2026-12-18', 'book-time': '12:00' },
        },
        ...wishes,
      },
      wordsIn(language),
    )
  const days = { from: '2027-01-12', to: '2027-01-13', quarter: '' }
  const topics = Array.from({ length: 500 }, (_, i) => ({ id: id(i), name: long('字') }))
  return {
    'an offer’s form, step 1': form(1),
    'an offer’s form, step 2': form(2),
    'an offer’s form, step 3': form(3),
    'an offer’s form of hostile texts': form(1, {}, nasty),
    'an offer’s form with the longest texts': form(1, { topics }, '字'.repeat(2000)),
    'an offer’s form to change it, step 2': form(2, {
      ...{ offer: id(1), edition: 4 },
      values: { ...changedValues, ...days },
    }),
    'an offer’s form to change it, step 3': form(3, { offer: id(1), edition: 4 }),
  }
}

const changedValues: OfferFormView['values'] = {
  ...{ kind: 'own', topic: id(2), title: 'x', content: '', from: '', to: '', quarter: '', format: 'online' },
  ...{ region: '', place: '', price: '', minimum: '1', maximum: '2', 'book-date': '', 'book-time': '' },
}

function lists(language: Language): Readonly<Record<string, Card>> {
  const card = (count: number, view: Partial<OfferView> = {}, wishes: Partial<OfferListView> = {}) =>
    offersCard(
      {
        ...{ which: 'now', topics: [], topic: null, mayMake: true, more: 0 },
        offers: Array.from({ length: count }, (_, i) => ({
          ...offerView(view),
          id: id(i),
          suits: i % 2 === 0,
        })),
        ...wishes,
      },
      contextIn(language),
    )
  return {
    'no offers': card(0, {}, { mayMake: false }),
    'one offer': card(1, { mine: { booked: 2, waiting: 0 } }),
    'fifty offers with long names': card(50, longOffer, { more: 12 }),
    'offers of hostile texts': card(2, nastyOffer),
  }
}
