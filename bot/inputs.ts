/** How what comes in is read: building blocks of the routes' schemas. Their messages are codes of `house` refusals. */
import { z } from 'zod'

/** Control characters (PostgreSQL stores no NUL, readers see none), line ends apart; half a surrogate pair. */
const unprintable = /[\p{Cc}]/u
const unprintableButLineEnds = /[^\P{Cc}\n\t]/u

/** Something to see: neither blanks nor what only directs other letters. */
const visible = /[^\s\p{Cf}]/u

const wellFormed = (value: string) => value.isWellFormed()

/** One line of text of any script, trimmed, 1 to `most` UTF-16 units. */
export const line = (most: number) =>
  z
    .string({ error: 'not-text' })
    .trim()
    .refine((value) => visible.test(value), { error: 'empty', abort: true })
    .max(most, 'too-long')
    .refine((value) => !unprintable.test(value) && wellFormed(value), 'unprintable')
    .transform((value) => value.normalize('NFC'))

/** Several lines, each at most `most` long; empty ones are dropped. At most 40 lines, so that nothing grows. */
export const lines = (most: number) =>
  z
    .string({ error: 'not-text' })
    .max(most * 40, 'too-long')
    .transform((value) => value.replace(/\r\n?/g, '\n'))
    .refine((value) => !unprintableButLineEnds.test(value) && wellFormed(value), 'unprintable')
    .transform((value) =>
      value
        .normalize('NFC')
        .split('\n')
        .map((one) => one.replaceAll('\t', ' ').trim())
        .filter((one) => visible.test(one)),
    )
    .refine((all) => all.every((one) => one.length <= most), { error: 'too-long', params: { maximum: most } })
    .default([])

/** Several lines as they are written, trimmed, 0 to `most` UTF-16 units. */
export const paragraph = (most: number) =>
  z
    .string({ error: 'not-text' })
    .max(most, 'too-long')
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .refine((value) => !unprintableButLineEnds.test(value) && wellFormed(value), 'unprintable')
    .transform((value) => value.normalize('NFC'))

/** A UUID in lower case. */
export const id = z
  .string({ error: 'not-an-id' })
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'not-an-id')

/** Names a rendering of a card or form (P2). */
export const nonce = z.string({ error: 'not-a-nonce' }).regex(/^[\w-]{8,40}$/, 'not-a-nonce')

/** A short code from a list that the rules check. */
export const code = z.string({ error: 'not-a-choice' }).regex(/^[a-z0-9-]{1,40}$/, 'not-a-choice')

/** Option ids: a list, or the comma-separated string of a card's choice set. Each once; absent or empty is none. */
export const choices = z
  .union([z.string().max(1000), z.array(z.string().max(40)).max(50)], { error: 'not-a-choice' })
  .default([])
  .transform((value) => [
    ...new Set((typeof value === 'string' ? value.split(',') : value).map((one) => one.trim())),
  ])
  .transform((all) => all.filter(Boolean))

export const date = z.string({ error: 'no-date' }).regex(/^\d{4}-\d{2}-\d{2}$/, 'no-date')
export const time = z.string({ error: 'no-time' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'no-time')

/** A mail address as people have them; the mail server has the last word. An empty one is none. */
export const mailAddress = z.email().max(254)
export const mail = z
  .string({ error: 'no-mail' })
  .trim()
  .refine((value) => value === '' || mailAddress.safeParse(value).success, 'no-mail')
  .transform((value) => value || null)

export const language = z.enum(['de', 'en'], { error: 'not-a-choice' })

/** An account or a tenant, as Entra writes them. */
export const account = z
  .string({ error: 'not-an-id' })
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'not-an-id')

/** As IANA names it. */
export const zone = z
  .string({ error: 'not-a-choice' })
  .refine((value) => Intl.supportedValuesOf('timeZone').includes(value), 'not-a-choice')
