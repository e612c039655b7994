/** When the report of a quarter is due: on the first working day of the next one. Pure. */
import { DateTime } from 'luxon'
import type { Locality } from '../calendar/quiet-hours'
import { isWorkingDay } from '../calendar/working-days'
import { firstDayOf, nextQuarter } from '../needs/quarter'

/** @param quarter `2027-1` */
export function isDue(quarter: string, at: Date, { zone, state }: Locality): boolean {
  let day = firstDayOf(nextQuarter(quarter), zone)
  while (!isWorkingDay(day.toFormat('yyyy-MM-dd'), state)) day = day.plus({ days: 1 })
  return DateTime.fromJSDate(at) >= day
}
