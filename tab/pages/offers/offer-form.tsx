/** The form of an offer, in four parts. A refusal stands above them, and what was typed stays. */

import { Button } from '@fluentui/react-components'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OfferFormView, OfferView } from '../../../bot/offers/view'
import { useAct } from '../../acting'
import { ButtonLink } from '../../frame/button-link'
import { TroubleBar } from '../../frame/trouble-bar'
import { PartBooking, PartPlaces, type PartProps, PartTime, PartWhat, type Values } from './offer-form-parts'

interface Props {
  readonly form: OfferFormView
  readonly back: string
}

export function OfferForm({ form, back }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [values, setValues] = useState<Values>(form.values)
  const [byQuarter, setByQuarter] = useState(form.values.quarter !== '')
  const refusal = useRef<HTMLDivElement>(null)
  const isNew = form.offer === null
  const send = useAct<OfferView>(isNew ? 'offer.make' : 'offer.change', ({ id }) =>
    go(`/offers/${encodeURIComponent(id)}`, { replace: true }),
  )
  useEffect(() => {
    if (send.isError) refusal.current?.focus()
  }, [send.isError])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (send.isPending) return
    // Only what is seen is sent: days, or a quarter.
    const time = byQuarter ? { from: '', to: '' } : { quarter: '' }
    const { nonce, offer, edition } = form
    send.mutate({ ...values, ...time, ...(offer === null ? { nonce } : { offer, edition }) })
  }
  const part: PartProps = {
    form,
    values,
    onChange: (field, value) => setValues({ ...values, [field]: value }),
  }
  return (
    <form className="panel form narrow offer-form" noValidate onSubmit={submit}>
      {send.isError && (
        <div ref={refusal} tabIndex={-1} className="refusal">
          <TroubleBar trouble={send.error} />
        </div>
      )}
      <p className="quiet">{t(isNew ? 'offer.form-says' : 'offer.form-changes')}</p>
      <PartWhat {...part} />
      <PartTime {...part} byQuarter={byQuarter} onByQuarter={setByQuarter} />
      <PartPlaces {...part} />
      <PartBooking {...part} />
      <div className="form-actions">
        <Button type="submit" appearance="primary" disabledFocusable={send.isPending}>
          {t(send.isPending ? 'manage.working' : isNew ? 'offer.send' : 'offer.save')}
        </Button>
        <ButtonLink href={back} appearance="secondary">
          {t('manage.cancel')}
        </ButtonLink>
      </div>
    </form>
  )
}
