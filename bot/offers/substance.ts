/** What an offer says: read from what was typed, and refused where it cannot be (bad input of the form, in words). */
import { DateTime } from 'luxon'
import { instantOf } from '../polls/opening'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { OfferFormat, OfferKind } from './view'
import { readWhen, type When } from './when'

export interface Substance extends When {
  readonly kind: OfferKind
  readonly topicId: string
  readonly title: string
  readonly content: string
  readonly format: OfferFormat
  readonly regionId: string | null
  readonly place: string
  /** Cents per person. */
  readonly price: number
  readonly minimum: number
  readonly maximum: number
  readonly bookBy: Date
}

/** As the form sends it: numbers and the price as people write them. */
export interface Draft {
  readonly kind: OfferKind
  readonly topic: string
  readonly title: string
  readonly content: string
  readonly from: string | null
  readonly to: string | null
  readonly quarter: string | null
  readonly format: OfferFormat
  readonly region: string | null
  readonly place: string
  readonly price: string
  readonly minimum: string
  readonly maximum: string
  readonly bookBy: { readonly date: string; readonly time: string }
}

export interface Facts {
  readonly zone: string
  readonly now: Date
  /** `2027-01-31` in the zone. */
  readonly today: string
  /** The network's last day; null: without end. */
  readonly runsUntil: string | null
}

/** A hall full; more is a slip of the keyboard. */
export const mostPeople = 1000
/** 100,000 euros a person. */
export const mostCents = 10_000_000

/** Digits alone; undefined: no whole number from `least` to `most`. */
export function whole(typed: string, least: number, most: number): number | undefined {
  const value = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  return value >= least && value <= most ? value : undefined
}

/** `120`, `120,50`, `1.200,50`, `120.50`, `0`, nothing: free. undefined: no price. */
export function cents(typed: string): number | undefined {
  const plain = typed.replace(/€|EUR/gi, '').trim()
  if (plain === '') return 0
  const found = /^(\d{1,3}(?:[.\u2019' \u00a0]\d{3})+|\d{1,7})(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!found) return undefined
  const euros = Number((found[1] ?? '').replace(/\D/g, ''))
  const value = euros * 100 + Number((found[2] ?? '0').padEnd(2, '0'))
  return value <= mostCents ? value : undefined
}

export function networkRefusal({ runsUntil, today }: Facts): Refusal | undefined {
  return runsUntil !== null && runsUntil < today ? refuse('offers:network-over') : undefined
}

/**
 * @param before the offer as it is, where it is changed: what is past in it already may stay
 */
export function readSubstance(draft: Draft, facts: Facts, before?: Substance): Substance | Refusal {
  const when = readWhen(draft, facts, before)
  if (isRefusal(when)) return when
  const numbers = readNumbers(draft)
  if (isRefusal(numbers)) return numbers
  const bookBy = readBookBy(draft.bookBy, when, facts, before)
  if (isRefusal(bookBy)) return bookBy
  const { kind, topic, title, content, format, region, place } = draft
  const { from, to, quarter, endsAt } = when
  return {
    ...{ kind, topicId: topic, title, content, from, to, quarter, endsAt },
    ...{ format, regionId: region, place, ...numbers, bookBy },
  }
}

export function readNumbers({
  price: typed,
  minimum: least,
  maximum: most,
}: Pick<Draft, 'price' | 'minimum' | 'maximum'>):
  | Pick<Substance, 'price' | 'minimum' | 'maximum'>
  | Refusal {
  const price = cents(typed)
  if (price === undefined) return refuse('offers:price', {}, 422)
  const minimum = whole(least, 1, mostPeople)
  if (minimum === undefined) return refuse('offers:minimum', { most: mostPeople }, 422)
  const maximum = whole(most, 1, mostPeople)
  if (maximum === undefined) return refuse('offers:maximum', { most: mostPeople }, 422)
  if (minimum > maximum) return refuse('offers:minimum-above-maximum', { minimum, maximum }, 422)
  return { price, minimum, maximum }
}

/** Ahead, and before it begins; where only the quarter is known, before that ends. */
function readBookBy(
  typed: Draft['bookBy'],
  when: When,
  { zone, now }: Facts,
  before: Substance | undefined,
): Date | Refusal {
  const bookBy = instantOf(typed, zone)
  if (!bookBy) return refuse('offers:no-book-by', {}, 422)
  if (bookBy <= now && bookBy.getTime() !== before?.bookBy.getTime())
    return refuse('offers:book-by-past', { at: bookBy, zone }, 422)
  const latest = when.from
    ? DateTime.fromISO(when.from, { zone }).startOf('day').toJSDate()
    : when.endsAt
  return bookBy > latest ? refuse('offers:book-by-late', { at: latest, zone }, 422) : bookBy
}
