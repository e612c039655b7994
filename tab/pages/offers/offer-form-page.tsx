/** Makes an offer, or changes one; then its own page is shown. */
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { OfferForm } from './offer-form'
import { useOfferForm } from './reads'
import '../../looks/forms.css'
import '../../looks/offers.css'

/** @param offer null: a new one */
export function OfferFormPage({ offer }: { readonly offer: string | null }) {
  const { t } = useTranslation()
  const form = useOfferForm(offer)
  const back = offer === null ? '/offers' : `/offers/${encodeURIComponent(offer)}`
  return (
    <Page
      title={t(offer === null ? 'offers.make' : 'offer.change-title')}
      before={
        <div className="crumbs">
          <Link href={back}>
            <ChevronLeftRegular aria-hidden /> {t(offer === null ? 'offers.title' : 'offer.one')}
          </Link>
        </div>
      }
    >
      {form.data ? (
        <OfferForm form={form.data} back={back} />
      ) : form.isError ? (
        <TroubleBar trouble={form.error} onRetry={() => void form.refetch()} />
      ) : (
        <div className="panel narrow">
          <Waiting rows={10} />
        </div>
      )}
    </Page>
  )
}
