/** The form that makes or changes an offer, as it is first shown and as it comes back with what was typed. */
import { DateTime } from 'luxon'
import { dayIn } from '../committee/today'
import type { Transaction } from '../database/database'
import type { Member } from '../groups/member'
import { proposedDeadline } from '../polls/opening'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { World } from '../world'
import { listedTopics, regionsOf, runsUntil, usualKind } from './choices-store'
import { ended, type Offer } from './offer'
import { loadOffer, offerOfForm, type StoredOffer } from './store'
import { type Facts, networkRefusal, readNumbers } from './substance'
import { type OfferFormField, type OfferFormView, type OfferStep, offerFormFields } from './view'
import { mostQuarters, quartersFrom, readWhen } from './when'
import { acting, lacksRunning } from './who'

/** What came in: everything may be missing or odd. */
export type Typed = Readonly<Record<string, unknown>>
type Values = OfferFormView['values']

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined

/** Goes to a step; onwards only when what the steps before hold is right. */
export async function showOfferForm(
  world: World,
  member: Member,
  typed: Typed,
): Promise<OfferFormView | Refusal> {
  const form = await formAt(world, member, typed)
  if (isRefusal(form)) return form
  const wrong = wrongIn(form, dayIn(form.zone, world.clock.now()))
  return wrong && wrong.step < form.step ? wrong.refusal : form
}

/** Under a refusal: the step on which it can be mended, with everything that was typed. */
export async function offerFormAgain(
  world: World,
  member: Member,
  typed: Typed,
): Promise<OfferFormView | undefined> {
  const form = await formAt(world, member, { ...typed, step: 3 })
  if (isRefusal(form)) return undefined
  const wrong = wrongIn(form, dayIn(form.zone, world.clock.now()))
  return { ...form, step: wrong?.step ?? 3 }
}

const orNull = (value: string) => value || null

/** The first step on which something is wrong. */
function wrongIn(
  { values, topics, zone }: OfferFormView,
  today: string,
): { readonly step: OfferStep; readonly refusal: Refusal } | undefined {
  if (values.title.trim() === '') return { step: 1, refusal: refuse('house:empty', { field: 'title' }, 422) }
  if (!topics.some(({ id }) => id === values.topic))
    return { step: 1, refusal: refuse('offers:unknown-topic', {}, 422) }
  const typed = { from: orNull(values.from), to: orNull(values.to), quarter: orNull(values.quarter) }
  const when = readWhen(typed, { zone, today }, typed)
  if (isRefusal(when)) return { step: 2, refusal: when }
  const numbers = readNumbers(values)
  return isRefusal(numbers) ? { step: 3, refusal: numbers } : undefined
}

async function formAt(world: World, member: Member, typed: Typed): Promise<OfferFormView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const stored = await changedOne(tx, member, textOf(typed.offer))
    if (isRefusal(stored)) return stored
    const { zone } = member.network
    const now = world.clock.now()
    const facts = { zone, now, today: dayIn(zone, now), runsUntil: await runsUntil(tx) }
    const lacking = stored ? undefined : (acting(member) ?? networkRefusal(facts))
    if (lacking) return lacking
    const topics = withOwn(await listedTopics(tx), stored)
    if (topics.length === 0) return refuse('offers:no-topics')
    const values = stored ? asTyped(stored.offer) : await proposal(tx, member, facts)
    return {
      nonce: await nonceFor(world, tx, textOf(typed.nonce)),
      step: stepOf(typed.step),
      offer: stored?.offer.id ?? null,
      edition: Number(textOf(typed.edition) ?? stored?.offer.edition ?? 0),
      ...{ kinds: ['course', 'advice', 'own'], topics, regions: await regionsOf(tx) },
      ...{ quarters: quartersFrom(facts.today, mostQuarters), zone, values: valuesOf(typed, values) },
    }
  })
}

async function changedOne(
  tx: Transaction,
  member: Member,
  id: string | undefined,
): Promise<StoredOffer | Refusal | undefined> {
  if (id === undefined || id === '') return undefined
  const stored = await loadOffer(tx, id)
  if (!stored) return refuse('offers:unknown-offer', {}, 404)
  return lacksRunning(member, stored.offer) ?? ended(stored.offer) ?? stored
}

/** A topic that has been merged or removed since stays with the offer. */
function withOwn(topics: OfferFormView['topics'], stored: StoredOffer | undefined): OfferFormView['topics'] {
  const id = stored?.offer.topicId
  return id === undefined || topics.some((one) => one.id === id)
    ? topics
    : [{ id, name: stored?.topic ?? '' }, ...topics]
}

/** One that an offer has come of is a new form from now on, or its button would do nothing (E5). */
async function nonceFor(world: World, tx: Transaction, nonce: string | undefined): Promise<string> {
  const known = nonce !== undefined && /^[\w-]{8,40}$/.test(nonce)
  return known && !(await offerOfForm(tx, nonce)) ? nonce : world.ids.nonce()
}

/** Enough of a text that was too long to find one's way in it. */
const mostKept = 2400

function valuesOf(typed: Typed, proposed: Values): Values {
  const kept = offerFormFields.map((field): [OfferFormField, string] => {
    const value = textOf(typed[field])
    return [field, value === undefined ? proposed[field] : clean(value)]
  })
  return Object.fromEntries(kept) as Values
}

function clean(value: string): string {
  return value
    .slice(0, mostKept)
    .toWellFormed()
    .replace(/[^\P{Cc}\n]/gu, '')
}

/** A course of eight to sixteen people next quarter, to be booked in a week. */
async function proposal(tx: Transaction, member: Member, { zone, now, today }: Facts): Promise<Values> {
  const { date, time } = proposedDeadline(now, zone)
  return {
    ...{ kind: await usualKind(tx, member.organisationId), topic: '', title: '', content: '' },
    ...{ from: '', to: '', quarter: quartersFrom(today, 2)[1] ?? '', format: 'onsite', region: '', place: '' },
    ...{ price: '0', minimum: '8', maximum: '16', 'book-date': date, 'book-time': time },
  }
}

function asTyped(offer: Offer): Values {
  const by = DateTime.fromJSDate(offer.bookBy, { zone: offer.zone })
  const { kind, topicId, title, content, from, to, quarter, format, regionId, place, price } = offer
  return {
    ...{ kind, topic: topicId, title, content, from: from ?? '', to: to ?? '', quarter: quarter ?? '' },
    ...{ format, region: regionId ?? '', place, price: euros(price) },
    ...{ minimum: `${offer.minimum}`, maximum: `${offer.maximum}` },
    ...{ 'book-date': by.toFormat('yyyy-MM-dd'), 'book-time': by.toFormat('HH:mm') },
  }
}

/** As it is typed: `120`, `120,50`. */
function euros(price: number): string {
  const rest = price % 100
  return rest === 0 ? `${price / 100}` : `${(price - rest) / 100},${`${rest}`.padStart(2, '0')}`
}

function stepOf(value: unknown): OfferStep {
  const step = Number(value)
  return step === 2 || step === 3 ? step : 1
}
