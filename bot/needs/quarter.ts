/** Quarters of the calendar, written `2027-1`. Pure. */
import { DateTime } from 'luxon'

/** The quarter of an instant, by the zone's clock. */
export function quarterAt(at: Date, zone: string): string {
  const local = DateTime.fromJSDate(at, { zone })
  return `${local.year}-${local.quarter}`
}

export function nextQuarter(quarter: string, by = 1): string {
  const [year = 0, number = 1] = quarter.split('-').map(Number)
  const count = year * 4 + (number - 1) + by
  return `${Math.floor(count / 4)}-${(count % 4) + 1}`
}

/** Its first day. */
export function firstDayOf(quarter: string, zone: string): DateTime {
  const [year = 0, number = 1] = quarter.split('-').map(Number)
  return DateTime.fromObject({ year, month: number * 3 - 2, day: 1 }, { zone })
}
