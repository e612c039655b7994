/** One offer: what it is at the left, its places and its life at the right. */
import { Badge, Button } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import { PrintRegular } from '@fluentui/react-icons/svg/print'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OfferPageView, OfferState, OfferView } from '../../../bot/offers/view'
import { ButtonLink } from '../../frame/button-link'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { CancelOffer } from './cancel-offer'
import { Facts } from './facts'
import { Feedback } from './feedback'
import { OfferLife } from './offer-life'
import { OwnBookings } from './own-bookings'
import { Places } from './places'
import { useOffer } from './reads'
import { Taken } from './taken'
import '../../looks/forms.css'
import '../../looks/offers.css'

export function OfferPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const offer = useOffer(id)
  const view = offer.data
  return (
    <Page
      title={view?.offer.title ?? t('offer.one')}
      before={<Crumbs />}
      actions={
        view?.offer.mayRun &&
        isOn(view.offer.state) && (
          <ButtonLink href={`/offers/${id}/edit`} appearance="secondary" icon={<EditRegular />}>
            {t('offer.change')}
          </ButtonLink>
        )
      }
    >
      {view ? (
        <Whole view={view} />
      ) : offer.isError ? (
        <TroubleBar trouble={offer.error} onRetry={() => void offer.refetch()} />
      ) : (
        <div className="two">
          <div className="panel">
            <Waiting rows={7} />
          </div>
          <div className="panel">
            <Waiting rows={4} />
          </div>
        </div>
      )}
    </Page>
  )
}

/** Neither over nor called off. */
const isOn = (state: OfferState) => state === 'open' || state === 'confirmed'

function Whole({ view }: { readonly view: OfferPageView }) {
  const { offer, bookings, taken, trace } = view
  return (
    <div className="two offer">
      <div className="stack">
        {offer.maySay && <Feedback offer={offer} />}
        <About offer={offer} />
        {taken && <Taken taken={taken} />}
      </div>
      <div className="stack">
        <Places view={view} />
        {bookings.length > 0 && <OwnBookings offer={offer} bookings={bookings} />}
        <OfferLife trace={trace} zone={offer.zone} />
        {offer.mayRun && isOn(offer.state) && <CancelOffer offer={offer} />}
      </div>
    </div>
  )
}

function About({ offer }: { readonly offer: OfferView }) {
  const { t } = useTranslation()
  return (
    <Panel
      title={t(`offer.kind.${offer.kind}`)}
      aside={
        <Badge
          appearance="tint"
          color={isOn(offer.state) ? 'brand' : 'informative'}
          data-testid="offer-state"
        >
          {t(`offer.state.${offer.state}`)}
        </Badge>
      }
    >
      <Facts offer={offer} />
      <p className="written">{offer.content}</p>
    </Panel>
  )
}

function Crumbs() {
  const { t } = useTranslation()
  return (
    <div className="crumbs">
      <Link href="/offers">
        <ChevronLeftRegular aria-hidden /> {t('offers.title')}
      </Link>
      <Button appearance="subtle" size="small" icon={<PrintRegular />} onClick={() => window.print()}>
        {t('poll.print')}
      </Button>
    </div>
  )
}
