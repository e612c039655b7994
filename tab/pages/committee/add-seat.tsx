/** Adds a seat for an organisation: vacant first, then filled where it stands. */
import { Button, Select } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommitteeView } from '../../../bot/committee/view'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { useSeatChange } from './change'
import { DayInput } from './edit-seat'

export function AddSeat({ organisations }: { readonly organisations: CommitteeView['organisations'] }) {
  const { t } = useTranslation()
  const [organisation, setOrganisation] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const id = useId()
  const add = useSeatChange('seat.add', () => setOrganisation(''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (organisation !== '') add.mutate({ organisation, holder: '', from, to })
  }
  return (
    <Panel title={t('committee.add')} className="manage">
      <p className="quiet">{t('committee.add-why')}</p>
      <form className="line days" onSubmit={submit}>
        <label htmlFor={id}>{t('committee.organisation')}</label>
        <Select id={id} value={organisation} onChange={(_, { value }) => setOrganisation(value)}>
          <option value="">{t('manage.choose')}</option>
          {organisations.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <DayInput label={t('committee.from')} value={from} onChange={setFrom} />
        <DayInput label={t('committee.to')} value={to} onChange={setTo} />
        <Button type="submit" disabledFocusable={add.isPending || organisation === ''}>
          {t(add.isPending ? 'manage.working' : 'committee.add')}
        </Button>
        {add.isError && <TroubleBar trouble={add.error} />}
      </form>
    </Panel>
  )
}
