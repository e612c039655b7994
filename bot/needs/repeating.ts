/** When the round that repeats another opens: in the next quarter, on the same working day of it, as long as before. Pure. */
import { DateTime } from 'luxon'
import { type Locality, nextOpen } from '../calendar/quiet-hours'
import { isWorkingDay } from '../calendar/working-days'
import { firstDayOf, nextQuarter } from './quarter'
import type { Round } from './round'

type Repeated = Pick<Round, 'quarter' | 'openedAt' | 'deadline' | 'zone'>

/** At the time of day of the one before, in open hours: its card is a message that nobody has asked for (E4). */
export function repeatsAt({ quarter, openedAt, zone }: Repeated, { state }: Pick<Locality, 'state'>): Date {
  const local = DateTime.fromJSDate(openedAt, { zone })
  const offset = workingDaysOf(quarter, zone, state).filter((day) => day < local.startOf('day')).length
  const days = workingDaysOf(nextQuarter(quarter), zone, state)
  // The next quarter may have fewer working days.
  const day = days[Math.min(offset, days.length - 1)] ?? firstDayOf(nextQuarter(quarter), zone)
  const at = day.set({ hour: local.hour, minute: local.minute })
  return nextOpen(at.toJSDate(), { zone, state })
}

/** As many days later as before, at the same time of day; a day on which nobody works moves on to the next. */
export function repeatedDeadline(
  { openedAt, deadline, zone }: Repeated,
  opens: Date,
  { state }: Pick<Locality, 'state'>,
): Date {
  const [from, to] = [openedAt, deadline].map((at) => DateTime.fromJSDate(at, { zone })) as [
    DateTime,
    DateTime,
  ]
  const days = Math.round(to.startOf('day').diff(from.startOf('day'), 'days').days)
  let day = DateTime.fromJSDate(opens, { zone })
    .startOf('day')
    .plus({ days: Math.max(1, days) })
  while (!isWorkingDay(day.toFormat('yyyy-MM-dd'), state)) day = day.plus({ days: 1 })
  return day.set({ hour: to.hour, minute: to.minute }).toJSDate()
}

function workingDaysOf(quarter: string, zone: string, state: string): readonly DateTime[] {
  const first = firstDayOf(quarter, zone)
  const days = Math.round(first.plus({ months: 3 }).diff(first, 'days').days)
  return Array.from({ length: days }, (_, i) => first.plus({ days: i })).filter((day) =>
    isWorkingDay(day.toFormat('yyyy-MM-dd'), state),
  )
}
