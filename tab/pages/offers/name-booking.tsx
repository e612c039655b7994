/** N3: an organisation says that the provider may know it. What has been read once cannot be made unread. */
import { useTranslation } from 'react-i18next'
import type { OwnBooking } from '../../../bot/offers/view'
import { AskedAct } from '../../frame/asked-act'

interface Props {
  readonly booking: OwnBooking
  readonly provider: string
}

export function NameBooking({ booking, provider }: Props) {
  const { t } = useTranslation()
  return (
    <AskedAct
      route="booking.name"
      fields={{ booking: booking.id }}
      does={t('booking.name')}
      title={t('booking.name-title')}
      says={t('booking.name-says', { provider })}
      keeps={t('booking.stay-unnamed')}
      small
    />
  )
}
