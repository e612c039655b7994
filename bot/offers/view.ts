/** What cards and the tab may know of an offer: plain data, already cut to what its reader may see (N3). */

/** course, advice: of a provider. own: a company opens a course of its own house to others. */
export type OfferKind = 'course' | 'advice' | 'own'

/** open: books up to its minimum. confirmed: it takes place. fallen-through: too few by the day to book. over: it has been. */
export type OfferState = 'open' | 'confirmed' | 'fallen-through' | 'cancelled' | 'over'

export type OfferFormat = 'onsite' | 'online' | 'mixed' | 'inhouse'

/** N5: whether the need is met after the course. */
export type Met = 'yes' | 'partly' | 'no'

/** booked: has its places. waiting: next when places become free. */
export type BookingState = 'booked' | 'waiting' | 'cancelled'

export interface Named {
  readonly id: string
  readonly name: string
}

/** N4: what everybody may see of who books: numbers of places. */
export interface BarView {
  readonly booked: number
  readonly minimum: number
  readonly maximum: number
}

export interface OfferLine {
  readonly id: string
  readonly title: string
  readonly kind: OfferKind
  readonly state: OfferState
  readonly topic: Named
  /** The organisation that offers it. */
  readonly provider: string
  /** First and last day, as `2027-01-31`; null where only the quarter is known. */
  readonly from: string | null
  readonly to: string | null
  /** `2027-1`; null where there are days. */
  readonly quarter: string | null
  readonly format: OfferFormat
  readonly region: string | null
  readonly place: string
  /** Cents per person; 0: free. */
  readonly price: number
  readonly bar: BarView
  /** Instant as ISO 8601 with offset Z. */
  readonly bookBy: string
  readonly zone: string
  /** Places of the reader's organisation; null on a card that everyone sees. */
  readonly mine: { readonly booked: number; readonly waiting: number } | null
}

export interface OfferView extends OfferLine {
  readonly content: string
  /** Places may still be booked (and if there are none, waited for). */
  readonly bookable: boolean
  /** The offer is of the reader's own organisation. */
  readonly own: boolean
  /** Whoever observes only books nothing, and nobody their own organisation's offer. */
  readonly mayBook: boolean
  /** May change and cancel it. */
  readonly mayRun: boolean
  /** Places for which somebody waits. Only for who offers it; null for others. */
  readonly waiting: number | null
  /** N5: the reader's organisation may say whether its need is met. */
  readonly maySay: boolean
  /** What it has said. */
  readonly met: Met | null
  /** Grows with every change; a smaller one is older. */
  readonly revision: number
}

/** A booking of the reader's own organisation. */
export interface OwnBooking {
  readonly id: string
  readonly places: number
  readonly state: BookingState
  /** Places that wait before this one; null unless it waits. */
  readonly ahead: number | null
  /** The provider reads the organisation's name. */
  readonly named: boolean
  readonly at: string
  /** Who has booked it, and who has changed it last. Empty: by itself, or who is no more. */
  readonly who: string
  readonly changedBy: string
}

/** What the provider reads of who books: names by consent alone, all others as one sum. */
export interface TakenView {
  readonly named: readonly {
    readonly organisation: string
    readonly booked: number
    readonly waiting: number
  }[]
  readonly unnamed: { readonly booked: number; readonly waiting: number }
}

/** Old and new, each in words of its own field; dates as they stand in `OfferLine`. */
export interface OfferChange {
  readonly field: OfferField
  readonly before: string
  readonly after: string
}

export const offerFields = [
  'kind',
  'topic',
  'title',
  'content',
  'when',
  'format',
  'region',
  'place',
  'price',
  'minimum',
  'maximum',
  'bookBy',
] as const
export type OfferField = (typeof offerFields)[number]

export interface OfferTrace {
  readonly at: string
  readonly what: 'made' | 'changed' | 'confirmed' | 'fallen-through' | 'cancelled' | 'over'
  /** Empty when it happened by itself, and for readers of other organisations. */
  readonly who: string
  readonly changes: readonly OfferChange[]
}

/** Answer of `offer.show`. */
export interface OfferPageView {
  readonly offer: OfferView
  /** Of the reader's organisation, newest first. */
  readonly bookings: readonly OwnBooking[]
  /** Only for who offers it; null for others, the office included. */
  readonly taken: TakenView | null
  readonly trace: readonly OfferTrace[]
}

/** now: open, confirmed. mine: offered or booked by the reader's organisation, whatever its state. past: the others. */
export type OfferListWhich = 'now' | 'mine' | 'past'

/** Answer of `offer.list`: what begins first stands first; past ones the other way round. */
/** With what only its reader's organisation may know. */
export interface ListedOffer extends OfferLine {
  /** That organisation has a need on the topic, and the offer is another's. */
  readonly suits: boolean
}

export interface OfferListView {
  readonly which: OfferListWhich
  readonly offers: readonly ListedOffer[]
  /** Topics of offers that can be booked, to choose from. */
  readonly topics: readonly Named[]
  /** Only these; null: all. */
  readonly topic: string | null
  readonly mayMake: boolean
  /** How many are not shown. */
  readonly more: number
}

/** Steps of the form on its card; the tab shows all at once. */
export type OfferStep = 1 | 2 | 3

export const offerFormFields = [
  'kind',
  'topic',
  'title',
  'content',
  'from',
  'to',
  'quarter',
  'format',
  'region',
  'place',
  'price',
  'minimum',
  'maximum',
  'book-date',
  'book-time',
] as const
export type OfferFormField = (typeof offerFormFields)[number]

/** Answer of `offer.form`; with `offer` it changes the one that is there. */
export interface OfferFormView {
  readonly nonce: string
  readonly step: OfferStep
  /** The offer that is changed; null: a new one. */
  readonly offer: string | null
  /** Sent back with it: who changes an older one is told. */
  readonly edition: number
  readonly kinds: readonly OfferKind[]
  readonly topics: readonly Named[]
  readonly regions: readonly Named[]
  /** From this one on, eight of them. */
  readonly quarters: readonly string[]
  readonly zone: string
  /** What has been typed, or what is proposed. The price as people write it: `120,50`. */
  readonly values: Readonly<Record<OfferFormField, string>>
}

/** Answer of `booking.form`: what somebody should know before booking (N3, N4). */
export interface BookingFormView {
  readonly nonce: string
  readonly offer: OfferView
  readonly bookings: readonly OwnBooking[]
  /** Places that are free now; more than these wait. */
  readonly free: number
  readonly mostPlaces: number
  /** What has been typed. */
  readonly places: string
  readonly named: boolean
}
