/** N3: an organisation lets the provider read its name, or no longer. What has been read cannot be made unread. */
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { OfferView, OwnBooking } from '../../../bot/offers/view'
import { useAct } from '../../acting'
import { AskedAct } from '../../frame/asked-act'
import { TroubleBar } from '../../frame/trouble-bar'
import { useBookingForm } from './reads'

interface Props {
  readonly offer: OfferView
  readonly booking: OwnBooking
}

export function NameBooking({ offer, booking }: Props) {
  const { t } = useTranslation()
  const nonce = useBookingForm(offer.id).data?.nonce
  if (nonce === undefined) return null
  if (booking.named) return <Unname booking={booking} nonce={nonce} />
  return (
    <AskedAct
      route="booking.name"
      fields={{ booking: booking.id, named: true, nonce }}
      does={t('booking.name')}
      title={t('booking.name-title')}
      says={t('booking.name-says', { provider: offer.provider })}
      keeps={t('booking.stay-unnamed')}
      small
    />
  )
}

function Unname({ booking, nonce }: { readonly booking: OwnBooking; readonly nonce: string }) {
  const { t } = useTranslation()
  const unname = useAct('booking.name')
  return (
    <>
      <Button
        size="small"
        disabledFocusable={unname.isPending}
        onClick={() => unname.mutate({ booking: booking.id, named: false, nonce })}
      >
        {t(unname.isPending ? 'manage.working' : 'booking.unname')}
      </Button>
      {unname.isError && <TroubleBar trouble={unname.error} />}
    </>
  )
}
