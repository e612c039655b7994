/** What the reader's organisation has booked, by whom; everybody of it may change it. */

import { Button, Input } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferView, OwnBooking } from '../../../bot/offers/view'
import { useAct } from '../../acting'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { saysWhen } from '../../when'
import { CancelBooking } from './cancel-booking'
import { NameBooking } from './name-booking'
import { saysBooking } from './says'

interface Props {
  readonly offer: OfferView
  readonly bookings: readonly OwnBooking[]
}

export function OwnBookings({ offer, bookings }: Props) {
  const { t } = useTranslation()
  const held = bookings.filter(({ state }) => state !== 'cancelled')
  const gone = bookings.filter(({ state }) => state === 'cancelled')
  return (
    <Panel title={t('booking.ours')}>
      <p className="quiet">{t('booking.ours-says')}</p>
      <ul className="bookings" data-testid="bookings">
        {held.map((booking) => (
          <Booking key={booking.id} offer={offer} booking={booking} />
        ))}
      </ul>
      {gone.length > 0 && (
        <details className="earlier">
          <summary>{t('booking.gone', { count: gone.length })}</summary>
          <ul className="bookings">
            {gone.map((booking) => (
              <Booking key={booking.id} offer={offer} booking={booking} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}

function Booking({ offer, booking }: { readonly offer: OfferView; readonly booking: OwnBooking }) {
  const { t, i18n } = useTranslation()
  const [changing, setChanging] = useState(false)
  const { state, ahead, named, at, who, changedBy } = booking
  const held = state !== 'cancelled' && offer.mayBook
  // Places are given back while it runs; a name may be shown or hidden afterwards, too.
  const open = held && (offer.state === 'open' || offer.state === 'confirmed')
  const when = saysWhen(at, offer.zone, i18n.language)
  return (
    <li>
      <strong>{saysBooking(booking, t)}</strong>
      {ahead !== null && <span>{t('booking.ahead', { count: ahead })}</span>}
      <span className="quiet">
        {t(who === '' ? 'booking.at' : 'booking.by', { who, when })}
        {changedBy !== '' && changedBy !== who && ` · ${t('booking.changed-by', { who: changedBy })}`}
      </span>
      {state !== 'cancelled' && (
        <span className="quiet">{t(named ? 'booking.is-named' : 'booking.is-unnamed')}</span>
      )}
      {open && changing && <ChangePlaces booking={booking} onEnd={() => setChanging(false)} />}
      {held && !changing && (
        <div className="booking-acts">
          {open && booking.places > 1 && (
            <Button size="small" onClick={() => setChanging(true)}>
              {t('booking.fewer')}
            </Button>
          )}
          <NameBooking offer={offer} booking={booking} />
          {open && <CancelBooking booking={booking} />}
        </div>
      )}
    </li>
  )
}

function ChangePlaces({ booking, onEnd }: { readonly booking: OwnBooking; readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const [places, setPlaces] = useState(String(booking.places))
  const id = useId()
  const change = useAct('booking.change', onEnd)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!change.isPending) change.mutate({ booking: booking.id, places: places.trim() })
  }
  return (
    <form className="line" noValidate onSubmit={submit}>
      <label htmlFor={id}>{t('booking.places')}</label>
      <Input
        id={id}
        className="places-input"
        inputMode="numeric"
        maxLength={12}
        value={places}
        onChange={(_, { value }) => setPlaces(value)}
      />
      <Button type="submit" disabledFocusable={change.isPending || places.trim() === ''}>
        {t(change.isPending ? 'manage.working' : 'manage.save')}
      </Button>
      <Button appearance="subtle" onClick={onEnd}>
        {t('manage.cancel')}
      </Button>
      <p className="quiet">{t('booking.fewer-hint')}</p>
      {change.isError && <TroubleBar trouble={change.error} />}
    </form>
  )
}
