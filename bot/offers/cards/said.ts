/** Facts of an offer in words, as every card and letter says them. */
import { bar, type Element, text } from '../../card/elements'
import type { Wording } from '../../texts'
import type { BarView, OfferChange, OfferLine } from '../view'

export function sayWhen(
  { from, to, quarter }: Pick<OfferLine, 'from' | 'to' | 'quarter'>,
  words: Wording,
): string {
  if (from && to) {
    if (from === to) return words.day(from)
    return words.t('offers:card.days', { from: words.day(from), to: words.day(to) })
  }
  return sayQuarter(quarter ?? '', words)
}

export function sayQuarter(quarter: string, { t }: Wording): string {
  const [year = '', nth = ''] = quarter.split('-')
  return t('offers:card.quarter', { nth, year })
}

/** Cents with two digits where there are any. */
export function sayPrice(price: number, words: Wording): string {
  if (price === 0) return words.t('offers:card.free')
  const rest = price % 100
  const whole = words.number((price - rest) / 100)
  const mark = words.language === 'de' ? ',' : '.'
  const amount = rest === 0 ? whole : `${whole}${mark}${`${rest}`.padStart(2, '0')}`
  return words.t('offers:card.price', { amount })
}

export function sayWhere(
  { format, region, place }: Pick<OfferLine, 'format' | 'region' | 'place'>,
  { t }: Wording,
) {
  return [t(`offers:format.${format}`), place, region ?? ''].filter(Boolean).join(', ')
}

/** "5 von 8": up to the minimum until it is reached, then up to the maximum. */
export function sayBar({ booked, minimum, maximum }: BarView, { t }: Wording): string {
  return booked < minimum
    ? t('offers:card.to-minimum', { booked, of: minimum })
    : t('offers:card.to-maximum', { booked, of: maximum })
}

export function barOf(line: Pick<OfferLine, 'bar'>, words: Wording): readonly Element[] {
  const { booked, minimum, maximum } = line.bar
  return [
    text(sayBar(line.bar, words), { bold: true, spacing: 'Medium' }),
    bar(booked / (booked < minimum ? minimum : maximum)),
  ]
}

export function sayRange({ minimum, maximum }: BarView, { t }: Wording): string {
  return t('offers:card.range', { minimum, maximum })
}

const inWords: Readonly<
  Partial<Record<OfferChange['field'], (value: string, words: Wording, zone: string) => string>>
> = {
  kind: (value, { t }) => t(`offers:kind.${value}`),
  format: (value, { t }) => t(`offers:format.${value}`),
  price: (value, words) => sayPrice(Number(value), words),
  bookBy: (value, words, zone) => words.instant(value, zone),
  when: (value, words) => {
    const [from = '', to] = value.split(' ')
    return to ? sayWhen({ from, to, quarter: null }, words) : sayQuarter(from, words)
  },
}

/** Long texts are read in the offer. */
const mostSaid = 120

/** Old and new. */
export function sayChange({ field, before, after }: OfferChange, words: Wording, zone: string): string {
  const { t } = words
  const name = t(`offers:field.${field}`)
  if (field === 'content') return t('offers:changed.text', { field: name })
  const value = (raw: string) => {
    const said = raw === '' ? t('offers:changed.none') : (inWords[field]?.(raw, words, zone) ?? raw)
    return said.length > mostSaid ? `${said.slice(0, mostSaid).toWellFormed()}…` : said
  }
  return t('offers:changed.line', { field: name, before: value(before), after: value(after) })
}
