/** Gives places back: whoever waits gets them, so they are gone. */
import { useTranslation } from 'react-i18next'
import type { OwnBooking } from '../../../bot/offers/view'
import { AskedAct } from '../../frame/asked-act'

export function CancelBooking({ booking }: { readonly booking: OwnBooking }) {
  const { t } = useTranslation()
  return (
    <AskedAct
      route="booking.cancel"
      fields={{ booking: booking.id }}
      does={t('booking.cancel')}
      title={t('booking.cancel-title', { count: booking.places })}
      says={t(booking.state === 'waiting' ? 'booking.cancel-waiting' : 'booking.cancel-booked')}
      keeps={t('booking.keep')}
      small
    />
  )
}
