/** Offers in a list: what it is, how it stands, how many have booked, until when one books. The row is the link. */
import { CalendarCancelRegular } from '@fluentui/react-icons/svg/calendar-cancel'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ListedOffer, OfferLine, OfferState } from '../../../bot/offers/view'
import { saysWhen } from '../../when'
import { Bar } from './bar'
import { saysBar, saysPrice, saysTime } from './says'
import '../../looks/offers.css'

export function OfferRows({ offers }: { readonly offers: readonly ListedOffer[] }) {
  return (
    <ul className="rows">
      {offers.map((offer) => (
        <li key={offer.id}>
          <OfferRow offer={offer} />
        </li>
      ))}
    </ul>
  )
}

function OfferRow({ offer }: { readonly offer: ListedOffer }) {
  const { t, i18n } = useTranslation()
  const { bar, mine, state } = offer
  const open = state === 'open' || state === 'confirmed'
  const holds = mine !== null && mine.booked + mine.waiting > 0
  const suits = offer.suits && open ? t('offer.suits') : ''
  const own = holds ? saysMine(mine) : suits
  const more = [
    t(`offer.state.${state}`),
    offer.topic.name,
    offer.provider,
    saysTime(offer, t, i18n.language),
    offer.place || offer.region || t(`offer.format.${offer.format}`),
    saysPrice(offer.price, t, i18n.language),
  ].filter((text) => text !== '')
  return (
    <Link href={`/offers/${encodeURIComponent(offer.id)}`} className="row offer-row" data-testid="offer-row">
      <Mark state={state} />
      <span className="row-what">
        <span className="row-title">{offer.title}</span>
        <span className="row-more">
          {more.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </span>
        {own !== '' && <span className="row-mine">{own}</span>}
      </span>
      <span className="row-when row-places">
        {(open || state === 'over') && (
          <>
            <span className="row-bar">
              {saysBar(offer, t)} {t('offer.booked')}
            </span>
            <Bar bar={bar} />
          </>
        )}
        {open && <span>{t('offer.until', { when: saysWhen(offer.bookBy, offer.zone, i18n.language) })}</span>}
      </span>
      <ChevronRightRegular className="row-go" aria-hidden />
    </Link>
  )

  function saysMine({ booked, waiting }: NonNullable<OfferLine['mine']>): string {
    return [
      booked > 0 && t('offer.mine-booked', { count: booked }),
      waiting > 0 && t('offer.mine-waiting', { count: waiting }),
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

/** The sign repeats in shape what the words beside it say. */
function Mark({ state }: { readonly state: OfferState }) {
  if (state === 'open') return <CircleRegular className="mark mark-open" aria-hidden />
  if (state === 'confirmed' || state === 'over')
    return <CheckmarkCircleRegular className="mark mark-done" aria-hidden />
  return <CalendarCancelRegular className="mark" aria-hidden />
}
