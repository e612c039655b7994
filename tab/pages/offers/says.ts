/** What is said of an offer in words: when it is, what it costs, how it stands. */
import type { TFunction } from 'i18next'
import type { BarView, OfferLine, OfferState, OwnBooking } from '../../../bot/offers/view'
import { saysDays, saysEuros } from '../../when'

/** "12.–14. Jan. 2027", or "1. Quartal 2027" where only that is known. */
export function saysTime(
  { from, to, quarter }: Pick<OfferLine, 'from' | 'to' | 'quarter'>,
  t: TFunction,
  language: string,
) {
  if (from !== null) return saysDays(from, to ?? from, language)
  return quarter === null ? '' : saysQuarter(quarter, t)
}

/** @param quarter as `2027-1` */
export function saysQuarter(quarter: string, t: TFunction): string {
  const [year = '', number = ''] = quarter.split('-')
  return t('offer.quarter', { number, year })
}

/** @param cents per person */
export function saysPrice(cents: number, t: TFunction, language: string): string {
  return cents === 0 ? t('offer.free') : t('offer.per-person', { price: saysEuros(cents, language) })
}

/** Towards which number people book: the minimum first, then what there is. */
export function saysBar({ booked, minimum, maximum }: BarView, t: TFunction): string {
  return t('offer.bar', { booked, of: booked < minimum ? minimum : maximum })
}

/** How many are missing, how many are free: what the bar means for whoever thinks of booking. */
export function saysStanding({ booked, minimum, maximum }: BarView, state: OfferState, t: TFunction): string {
  if (state === 'open') return t('offer.missing', { count: Math.max(0, minimum - booked), minimum, maximum })
  if (state !== 'confirmed') return t(`offer.state-why.${state}`, { minimum })
  return booked >= maximum ? t('offer.full') : t('offer.places-free', { count: maximum - booked })
}

/** "3 Plätze gebucht", "2 Plätze auf der Warteliste". */
export function saysBooking({ places, state }: Pick<OwnBooking, 'places' | 'state'>, t: TFunction): string {
  return t(`booking.state.${state}`, { count: places })
}
