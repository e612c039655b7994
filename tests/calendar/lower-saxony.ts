/** Lower Saxony's working days and open hours, found another way than the service finds them, to be compared with it. */
import type { Locality } from '../../bot/calendar/quiet-hours'

export const lowerSaxony: Locality = { zone: 'Europe/Berlin', state: 'DE-NI' }

export const hour = 3_600_000

/** By hand, after § 2 of the Niedersächsisches Feiertagsgesetz. */
export const holidays: readonly string[] = [
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25'],
  ...['2026-10-03', '2026-10-31', '2026-12-25', '2026-12-26'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-01', '2027-05-06', '2027-05-17'],
  ...['2027-10-03', '2027-10-31', '2027-12-25', '2027-12-26'],
]

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `2026-11-27`, `Fri`, `17:59` in Berlin. */
export function inBerlin(at: Date): {
  readonly date: string
  readonly weekday: string
  readonly time: string
} {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: String(parts.weekday),
    time: `${parts.hour}:${parts.minute}`,
  }
}

export function isWorking(at: Date): boolean {
  const { date, weekday } = inBerlin(at)
  return !['Sat', 'Sun'].includes(weekday) && !holidays.includes(date)
}

export function isInside(at: Date): boolean {
  const { time } = inBerlin(at)
  return time >= '08:00' && time < '18:00' && isWorking(at)
}

/** Hour by hour, both ends left out: no open day, which has ten hours, slips through. */
export function hoursBetween(from: Date, to: Date): readonly Date[] {
  const count = Math.max(0, Math.ceil((to.getTime() - from.getTime()) / hour) - 1)
  return Array.from({ length: count }, (_, i) => new Date(from.getTime() + (i + 1) * hour))
}

/** `Fri 2026-11-27 17:59` in Berlin; seconds only where there are any. */
export function said(at: Date): string {
  const { date, weekday, time } = inBerlin(at)
  const rest = at.getTime() % 60_000
  return `${weekday} ${date} ${time}${rest === 0 ? '' : `:${rest / 1000}`}`
}
