/** When people may be written to unasked: 08:00-18:00 local time on working days (P4, E4). */
import { DateTime } from 'luxon'
import { isWorkingDay } from './working-days'

/** Whose local time and whose holidays count: the network's. */
export interface Locality {
  /** IANA, `Europe/Berlin`. */
  readonly zone: string
  /** ISO 3166-2, `DE-NI`; see working-days.ts for unknown ones. */
  readonly state: string
}

export type Rhythm = 'daily' | 'weekly'

const opens = 8
/** No longer inside: 18:00:00.000 is quiet. */
const closes = 18

/**
 * The first instant at or after `at` that is inside.
 * @throws RangeError, as all of this file, for an invalid instant or an unknown zone
 */
export function nextOpen(at: Date, locality: Locality): Date {
  return isOpen(localTime(at, locality), locality) ? at : nextDigest(at, 'daily', locality)
}

/**
 * The last full minute at or before `at` that is inside; 17:59 of a working day when `at` is quiet. Full minutes, so
 * that what is due at the very end still has a minute to go out.
 */
export function lastOpen(at: Date, locality: Locality): Date {
  const minute = localTime(at, locality).startOf('minute')
  if (isOpen(minute, locality)) return minute.toJSDate()
  const from = isWorking(minute, locality) && minute.hour >= closes ? minute : minute.minus({ days: 1 })
  const day = workingDay(from, -1, locality)
  return day.set({ hour: closes, minute: 0 }).minus({ minutes: 1 }).toJSDate()
}

/**
 * Strictly after `after`. Daily: 08:00 of a working day. Weekly: 08:00 of the first working day of a week, Monday or,
 * after a holiday, Tuesday. Whoever asks between two digests, early on that very morning included, gets the same
 * instant: what is noted on Monday at 07:00 goes out at 08:00.
 */
export function nextDigest(after: Date, rhythm: Rhythm, locality: Locality): Date {
  const from = localTime(after, locality).startOf(rhythm === 'daily' ? 'day' : 'week')
  const morning = morningFrom(from, locality)
  if (morning > after) return morning
  return morningFrom(from.plus(rhythm === 'daily' ? { days: 1 } : { weeks: 1 }), locality)
}

function morningFrom(day: DateTime, locality: Locality): Date {
  return workingDay(day, 1, locality).startOf('day').set({ hour: opens }).toJSDate()
}

/** This day, or the nearest working day after (1) or before it (-1). */
function workingDay(day: DateTime, step: 1 | -1, locality: Locality): DateTime {
  let found = day
  while (!isWorking(found, locality)) found = found.plus({ days: step })
  return found
}

function isOpen(local: DateTime, locality: Locality): boolean {
  return local.hour >= opens && local.hour < closes && isWorking(local, locality)
}

function isWorking(local: DateTime, { state }: Locality): boolean {
  return isWorkingDay(local.toFormat('yyyy-MM-dd'), state)
}

function localTime(at: Date, { zone }: Locality): DateTime {
  const local = DateTime.fromJSDate(at, { zone })
  if (!local.isValid) throw new RangeError(`no local time: ${local.invalidExplanation}`)
  return local
}

/** Until when nobody is written to unasked; undefined when it is open now. */
export function quietUntil(at: Date, locality: Locality): Date | undefined {
  const open = nextOpen(at, locality)
  return open > at ? open : undefined
}
