/** Books places for the reader's organisation. What the provider will see of it stands before the button (N3). */

import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferView, OwnBooking } from '../../../bot/offers/view'
import { useAct } from '../../acting'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useBookingForm } from './reads'
import { saysBooking } from './says'

interface Props {
  readonly offer: OfferView
  readonly newest: OwnBooking | undefined
}

export function Book({ offer, newest }: Props) {
  const { t } = useTranslation()
  const form = useBookingForm(offer.id)
  const [places, setPlaces] = useState('1')
  const [named, setNamed] = useState(false)
  const book = useAct('booking.book', () => {
    setPlaces('1')
    setNamed(false)
  })
  if (form.isError && !form.data)
    return <TroubleBar trouble={form.error} onRetry={() => void form.refetch()} />
  if (!form.data) return <Waiting rows={3} />
  const { nonce, free } = form.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!book.isPending) book.mutate({ offer: offer.id, nonce, places: places.trim(), named })
  }
  return (
    <form className="form booking" noValidate onSubmit={submit} aria-label={t('booking.title')}>
      <p>{t('booking.rule', { provider: offer.provider })}</p>
      {book.isError && <TroubleBar trouble={book.error} />}
      <Field label={t('booking.places')} hint={t('booking.free', { count: free })}>
        <Input
          className="places-input"
          inputMode="numeric"
          value={places}
          maxLength={12}
          onChange={(_, { value }) => {
            setPlaces(value)
            book.reset()
          }}
        />
      </Field>
      <Checkbox
        label={t('booking.named', { provider: offer.provider })}
        checked={named}
        onChange={(_, { checked }) => setNamed(checked === true)}
      />
      <div className="form-actions">
        <Button type="submit" appearance="primary" disabledFocusable={book.isPending || places.trim() === ''}>
          {t(book.isPending ? 'manage.working' : free === 0 ? 'booking.wait' : 'booking.book')}
        </Button>
      </div>
      <p role="status" className="saved">
        {book.isSuccess && newest && t('booking.saved', { says: saysBooking(newest, t) })}
      </p>
    </form>
  )
}
