/** What one must know of an offer before anything else: of whom, when, where, for how much. */
import { useTranslation } from 'react-i18next'
import type { OfferView } from '../../../bot/offers/view'
import { saysWhen } from '../../when'
import { saysPrice, saysTime } from './says'

export function Facts({ offer }: { readonly offer: OfferView }) {
  const { t, i18n } = useTranslation()
  const { place, region } = offer
  const near = region !== null && !place.includes(region) ? region : ''
  const where = [t(`offer.format.${offer.format}`), place, near].filter((text) => text !== '').join(', ')
  const facts = [
    ['provider', offer.own ? t('offer.yours', { name: offer.provider }) : offer.provider],
    ['topic', offer.topic.name],
    ['when', saysTime(offer, t, i18n.language)],
    ['where', where],
    ['price', saysPrice(offer.price, t, i18n.language)],
    ['book-by', saysWhen(offer.bookBy, offer.zone, i18n.language, true)],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([name, says]) => (
        <div key={name}>
          <dt>{t(`offer.fact.${name}`)}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  )
}
