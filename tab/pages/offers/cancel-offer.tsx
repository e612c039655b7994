/** Calls an offer off: everybody who booked is told. */
import { useTranslation } from 'react-i18next'
import type { OfferView } from '../../../bot/offers/view'
import { AskedAct } from '../../frame/asked-act'
import { Panel } from '../../frame/panel'

export function CancelOffer({ offer }: { readonly offer: OfferView }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('offer.cancel')} className="manage">
      <p className="quiet">{t('offer.cancel-why')}</p>
      <div className="closing-act">
        <AskedAct
          route="offer.cancel"
          fields={{ offer: offer.id }}
          does={t('offer.cancel')}
          title={t('offer.cancel-title')}
          says={t('offer.cancel-says', { count: offer.bar.booked })}
          keeps={t('offer.keep')}
        />
      </div>
    </Panel>
  )
}
