/** When a course is: its days, or the quarter in which it will be. Pure. */
import { DateTime } from 'luxon'
import { type Refusal, refuse } from '../refusal'

export interface When {
  /** First and last day, both or neither. */
  readonly from: string | null
  readonly to: string | null
  readonly quarter: string | null
  /** Midnight after the last day, or after the quarter. */
  readonly endsAt: Date
}

/** Two years: beyond that a day is a slip of the keyboard. */
export const mostQuarters = 8

export interface WhenFacts {
  readonly zone: string
  readonly today: string
}

/** `2027-1` for a day of it. */
export function quarterOf(day: string): string {
  const { year, quarter } = DateTime.fromISO(day, { zone: 'utc' })
  return `${year}-${quarter}`
}

/** So many quarters from the one of that day on, it included. */
export function quartersFrom(day: string, count: number): readonly string[] {
  const first = DateTime.fromISO(day, { zone: 'utc' }).startOf('quarter')
  return Array.from({ length: count }, (_, i) => quarterOf(first.plus({ quarters: i }).toISODate() ?? day))
}

function firstDay(quarter: string, zone: string): DateTime {
  const [year = 0, nth = 1] = quarter.split('-').map(Number)
  return DateTime.fromObject({ year, month: nth * 3 - 2, day: 1 }, { zone })
}

const real = (day: string) => DateTime.fromISO(day, { zone: 'utc' }).toISODate() === day

type Typed = { readonly from: string | null; readonly to: string | null; readonly quarter: string | null }

/** @param before as it is: a day that has come meanwhile may stay */
export function readWhen(typed: Typed, { zone, today }: WhenFacts, before?: Typed): When | Refusal {
  const { from, quarter } = typed
  if (from === null && typed.to === null) {
    if (quarter === null) return refuse('offers:no-date', {}, 422)
    const quarters = quartersFrom(today, mostQuarters)
    if (quarter < (quarters[0] ?? '')) return refuse('offers:date-past', {}, 422)
    if (!quarters.includes(quarter)) return refuse('offers:date-far', { quarters: mostQuarters }, 422)
    const endsAt = firstDay(quarter, zone).plus({ quarters: 1 }).toJSDate()
    return { from: null, to: null, quarter, endsAt }
  }
  if (quarter !== null) return refuse('offers:two-dates', {}, 422)
  if (from === null) return refuse('offers:no-date', {}, 422)
  const to = typed.to ?? from
  const no = daysRefusal({ from, to }, { zone, today }, before)
  return no ?? { from, to, quarter: null, endsAt: DateTime.fromISO(to, { zone }).plus({ days: 1 }).toJSDate() }
}

function daysRefusal(
  { from, to }: { readonly from: string; readonly to: string },
  { today }: WhenFacts,
  before: Typed | undefined,
): Refusal | undefined {
  if (!real(from) || !real(to)) return refuse('house:no-date', {}, 422)
  if (to < from) return refuse('offers:ends-first', {}, 422)
  const stays = from === before?.from && to >= today
  if (from < today && !stays) return refuse('offers:date-past', {}, 422)
  const last = DateTime.fromISO(today, { zone: 'utc' }).plus({ quarters: mostQuarters }).toISODate() ?? ''
  return to > last ? refuse('offers:date-far', { quarters: mostQuarters }, 422) : undefined
}
