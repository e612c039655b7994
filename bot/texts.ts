/** Texts in the reader's language, with numbers and dates as people say them there. */
import { createInstance, type i18n, type Resource } from 'i18next'
import type { Language } from './groups/view'

export interface Wording {
  readonly language: Language
  readonly t: (key: string | readonly string[], data?: Readonly<Record<string, unknown>>) => string
  /** `Fr., 27. Nov., 12:00`; with the year when it is not this one; with the zone's name (`MEZ`) when one is given. */
  readonly instant: (at: Date | string, zone?: string) => string
  /** `1. Jan. 2027`, of a day as `2027-01-01`: it has no zone. */
  readonly day: (day: string) => string
  /** Without decimals. */
  readonly number: (value: number) => string
  /** With at most two decimals. */
  readonly decimal: (value: number) => string
  readonly percent: (share: number) => string
}

export interface Texts {
  for(language: Language, zone: string): Wording
}

export type WordTexts = Readonly<Record<string, Readonly<Record<Language, Resource['de']['ns']>>>>

/** @param words namespace -> language -> texts; every word of the domain brings its own */
export function openTexts(words: WordTexts, now: () => Date): Texts {
  const i18next = createInstance()
  void i18next.init({
    lng: 'de',
    fallbackLng: 'de',
    supportedLngs: ['de', 'en'],
    initAsync: false,
    resources: {
      de: Object.fromEntries(Object.entries(words).map(([word, texts]) => [word, texts.de])),
      en: Object.fromEntries(Object.entries(words).map(([word, texts]) => [word, texts.en])),
    } as Resource,
    // Cards and JSON carry plain text; who puts it into HTML escapes it there.
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  })
  const wordings = new Map<string, Wording>()
  return {
    for: (language, zone) => {
      const name = `${language} ${zone}`
      const known = wordings.get(name) ?? wordingFor(i18next, language, zone, now)
      wordings.set(name, known)
      return known
    },
  }
}

function wordingFor(i18next: i18n, language: Language, zone: string, now: () => Date): Wording {
  // Not `getFixedT`: it copies all of i18next's options at every call, a third of what a vote leaves to the collector.
  const t = (key: string | readonly string[], data?: Readonly<Record<string, unknown>>) =>
    i18next.t(key as string, { ...data, lng: language })
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const worded = remembered((what: string) => {
    const [at, inZone, hour] = JSON.parse(what) as [number, string | null, number]
    return instant(locale, new Date(at), inZone ?? zone, inZone !== null, new Date(hour * 3_600_000))
  })
  const fixed = remembered((key: string) => t(key))
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const plainDay = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  return {
    language,
    t: (key, data) => (data === undefined && typeof key === 'string' ? fixed(key) : t(key, data)),
    instant: (at, inZone) => {
      // The year is left out while it is this one: what was worded in another hour may have become wrong.
      const hour = Math.floor(now().getTime() / 3_600_000)
      return worded(JSON.stringify([new Date(at).getTime(), inZone ?? null, hour]))
    },
    day: (day) => plainDay.format(new Date(`${day}T00:00:00Z`)),
    number: (value) => whole.format(value),
    decimal: (value) => fine.format(value),
    percent: (share) => percent.format(share),
  }
}

/** Texts without gaps and dates come again with every card; wording them anew took an eighth of a vote's time. */
function remembered(make: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= 1000) known.clear()
    const made = make(key)
    known.set(key, made)
    return made
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = locale + JSON.stringify(options)
  const known = formats.get(name) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(name, known)
  return known
}

function instant(locale: string, at: Date, zone: string, named: boolean, now: Date): string {
  const year = (date: Date) => format('en', { timeZone: zone, year: 'numeric' }).format(date)
  const day = format(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(year(at) !== year(now) && { year: 'numeric' }),
  }).format(at)
  const time = format(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(named && { timeZoneName: 'short' }),
  }).format(at)
  return `${day}, ${time}`
}
