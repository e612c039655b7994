/** N4: how many have booked, how many it takes, and one's own booking: with what is said of names before it (N3). */
import { useTranslation } from 'react-i18next'
import type { OfferPageView } from '../../../bot/offers/view'
import { Panel } from '../../frame/panel'
import { Bar } from './bar'
import { Book } from './book'
import { saysBar, saysStanding } from './says'

export function Places({ view }: { readonly view: OfferPageView }) {
  const { t } = useTranslation()
  const { offer } = view
  const { bar, state } = offer
  return (
    <Panel title={t('offer.places')}>
      <div className="turnout" data-testid="places">
        <p aria-live="polite">
          <span className="figure" key={bar.booked}>
            {saysBar(bar, t)}
          </span>{' '}
          {t('offer.booked')}
        </p>
        <Bar bar={bar} />
        <p>{saysStanding(bar, state, t)}</p>
        <p className="quiet">{t('offer.bounds', { minimum: bar.minimum, maximum: bar.maximum })}</p>
        {offer.waiting !== null && offer.waiting > 0 && (
          <p className="quiet">{t('offer.waiting', { count: offer.waiting })}</p>
        )}
      </div>
      {offer.bookable && offer.mayBook && <Book offer={offer} newest={view.bookings[0]} />}
      {offer.bookable && !offer.mayBook && (
        <p className="quiet">{t(offer.own ? 'booking.own-offer' : 'booking.only-looking')}</p>
      )}
    </Panel>
  )
}
