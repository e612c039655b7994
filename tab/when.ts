/** Instants as people say them, in the zone where they count ("Fr., 27. Nov., 12:00"). */

const localeOf: Readonly<Record<string, string>> = { de: 'de-DE', en: 'en-GB' }

/** With the year only when it isn't this one. `zoneName` adds "MEZ" or the like (P3). */
export function saysWhen(instant: string, zone: string, language: string, zoneName = false): string {
  const at = new Date(instant)
  return new Intl.DateTimeFormat(localeOf[language] ?? language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    ...(yearIn(at, zone) === yearIn(new Date(), zone) ? {} : { year: 'numeric' as const }),
    ...(zoneName ? { timeZoneName: 'short' as const } : {}),
  }).format(at)
}

/** "1. Jan. 2027", of a day as `2027-01-01`: it has no zone. */
export function saysDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf[language] ?? language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** "12.–14. Jan. 2027", of days as `2027-01-12`. */
export function saysDays(from: string, to: string, language: string): string {
  const format = new Intl.DateTimeFormat(localeOf[language] ?? language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
}

/** As short as it can be said: of today only the time ("09:12"). */
export function saysMoment(instant: string, zone: string, language: string): string {
  const at = new Date(instant)
  if (dayIn(at, zone) !== dayIn(new Date(), zone)) return saysWhen(instant, zone, language)
  return new Intl.DateTimeFormat(localeOf[language] ?? language, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at)
}

/** "2.000" in the reader's way of writing it. */
export function saysNumber(number: number, language: string): string {
  return new Intl.NumberFormat(localeOf[language] ?? language).format(number)
}

/** "120 €" or "120,50 €", as the reader writes it. */
export function saysEuros(cents: number, language: string): string {
  return new Intl.NumberFormat(localeOf[language] ?? language, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100)
}

/** "53 %" in the reader's way of writing it. */
export function saysShare(share: number, language: string): string {
  return new Intl.NumberFormat(localeOf[language] ?? language, {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share)
}

export function saysMean(mean: number, language: string): string {
  return new Intl.NumberFormat(localeOf[language] ?? language, { maximumFractionDigits: 2 }).format(mean)
}

function dayIn(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: zone }).format(at)
}

function yearIn(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone }).format(at)
}
