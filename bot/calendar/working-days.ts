/** Working days by state: no weekend, no public holiday (M2). */
import { getHolidays } from 'feiertagejs'
import { DateTime } from 'luxon'

/**
 * The sixteen states, as ISO 3166-2 ends: `NI` of `DE-NI`. A list of our own, since the library also knows `ALL`, in
 * which every holiday of any state counts, and `AUGSBURG`.
 */
const states = [
  'BB',
  'BE',
  'BW',
  'BY',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SH',
  'SL',
  'SN',
  'ST',
  'TH',
] as const

type Region = (typeof states)[number] | 'BUND'

/**
 * 24 and 31 December are working days, as the law has them. A holiday of only a part of a state counts in all of it
 * (Mariä Himmelfahrt in Bavaria) or nowhere (Fronleichnam in Saxony), as feiertagejs decides.
 *
 * @param date a local date, `2026-10-30`
 * @param state ISO 3166-2 as the network keeps it, `DE-NI`; `NI` means the same. With any other text only nationwide
 *   holidays count: a reminder on a holiday is a smaller harm than a network in which nothing is sent any more.
 * @throws RangeError for anything but a day of the calendar
 */
export function isWorkingDay(date: string, state: string): boolean {
  const day = DateTime.fromISO(date, { zone: 'utc' })
  if (day.toISODate() !== date) throw new RangeError(`"${date}" is no day of the calendar (yyyy-mm-dd)`)
  return day.weekday <= 5 && !holidaysOf(day.year, regionOf(state)).includes(date)
}

/**
 * By `date`, which is noon in UTC: the library's `dateString` is a day late on a machine 12 hours and more east of
 * UTC, and its `isHoliday` makes a new formatter for every holiday: 1.2 ms a day asked, against 0.02.
 */
function holidaysOf(year: number, region: Region): readonly string[] {
  return getHolidays(year, region).map((holiday) => holiday.date.toISOString().slice(0, 10))
}

function regionOf(state: string): Region {
  const short = state.replace(/^DE-/, '')
  return states.find((known) => known === short) ?? 'BUND'
}
