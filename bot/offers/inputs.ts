/** How what comes in of offers and bookings is read: cards send numbers as numbers or as text, and nothing as ''. */
import { z } from 'zod'
import { date, id, line, nonce, paragraph, time } from '../inputs'

export const offer = z.object({ offer: id })

/** A choice of a card has a value, also the one that is none. */
const empty = z.enum(['', 'none'])
const orNull = <T extends z.ZodType>(schema: T) =>
  z
    .union([empty, schema])
    .optional()
    .transform(
      (value) =>
        (value === '' || value === 'none' || value === undefined ? null : value) as z.output<T> | null,
    )

/** A number as people write it; whether it is one, the rules say in words. */
export const numeric = z
  .union([z.string().max(20, 'too-long'), z.number()], { error: 'not-a-choice' })
  .transform(String)

/** A switch of a card says so in words. */
export const yes = z
  .union([z.boolean(), z.enum(['true', 'false'])], { error: 'not-a-choice' })
  .default(false)
  .transform((value) => value === true || value === 'true')

export const topicOrAll = orNull(id)

const draft = {
  kind: z.enum(['course', 'advice', 'own'], { error: 'not-a-choice' }),
  topic: id,
  title: line(120),
  content: paragraph(2000).default(''),
  from: orNull(date),
  to: orNull(date),
  quarter: orNull(z.string().regex(/^\d{4}-[1-4]$/, 'not-a-choice')),
  format: z.enum(['onsite', 'online', 'mixed', 'inhouse'], { error: 'not-a-choice' }),
  region: orNull(id),
  place: orNull(line(200)).transform((value) => value ?? ''),
  price: numeric.default(''),
  minimum: numeric,
  maximum: numeric,
  'book-date': date,
  'book-time': time,
}

function asDraft<T extends { readonly 'book-date': string; readonly 'book-time': string }>(typed: T) {
  const { 'book-date': day, 'book-time': clock, ...rest } = typed
  return { ...rest, bookBy: { date: day, time: clock } }
}

export const making = z.object({ ...draft, nonce }).transform(asDraft)

export const changing = z
  .object({ ...draft, offer: id, edition: z.coerce.number({ error: 'not-a-choice' }).int().min(0).max(1e9) })
  .transform(asDraft)

/** Fields of a step: what is missing is proposed anew. */
const field = z.union([z.string().max(4000), z.number()]).optional()
export const form = z.object({
  ...Object.fromEntries(
    [...Object.keys(draft), 'step', 'nonce', 'edition'].map((name): [string, typeof field] => [name, field]),
  ),
  offer: z.union([empty, id]).optional(),
})

export const bookingForm = z.object({
  offer: id,
  places: z.string().max(20).optional(),
  named: yes.optional(),
  nonce: nonce.optional(),
})
export const booking = z.object({ offer: id, places: numeric, named: yes, nonce })
export const fewer = z.object({ booking: id, places: numeric })
export const held = z.object({ booking: id })
export const naming = z.object({ booking: id, named: yes, nonce })
export const met = z.object({ offer: id, met: z.enum(['yes', 'partly', 'no'], { error: 'not-a-choice' }) })
