/** What the office may do with a seat: fill it, name a deputy, set the term, give the chair, vacate it, end it. */
import { Button, Input, Select } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeatChoice, SeatView } from '../../../bot/committee/view'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { useSeatChange } from './change'

interface Props {
  readonly seat: SeatView
}

export function EditSeat({ seat, label }: Props & { readonly label: string }) {
  const { t } = useTranslation()
  return (
    <details className="seat-edit">
      <summary aria-label={t('committee.edit-one', { label })}>{t('committee.edit')}</summary>
      {seat.holder === null && <Fill seat={seat} />}
      {seat.holder !== null && <NameDeputy seat={seat} />}
      <SetTerm seat={seat} />
      <div className="seat-acts">
        {seat.holder !== null && <Chair seat={seat} />}
        {seat.holder !== null && <Asked seat={seat} what="vacate" />}
        <Asked seat={seat} what="end" />
      </div>
    </details>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly action: string
  readonly people: readonly SeatChoice[]
  readonly first: string
  readonly value: string
  readonly onSend: (value: string) => void
  readonly busy: boolean
}

function Choice({ label, action, people, first, value, onSend, busy }: ChoiceProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(value)
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen !== value) onSend(chosen)
  }
  return (
    <form className="line" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} value={chosen} onChange={(_, data) => setChosen(data.value)}>
        <option value="">{first}</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}, {person.organisation}
          </option>
        ))}
      </Select>
      <Button type="submit" disabledFocusable={busy || chosen === value}>
        {busy ? t('manage.working') : action}
      </Button>
    </form>
  )
}

function Fill({ seat }: Props) {
  const { t } = useTranslation()
  const fill = useSeatChange('seat.fill')
  if (seat.holders.length === 0) return <p className="quiet">{t('committee.nobody-to-fill')}</p>
  return (
    <>
      <Choice
        label={t('committee.holder')}
        action={t('committee.fill')}
        people={seat.holders}
        first={t('manage.choose')}
        value=""
        busy={fill.isPending}
        onSend={(holder) => holder !== '' && fill.mutate({ seat: seat.id, holder })}
      />
      {fill.isError && <TroubleBar trouble={fill.error} />}
    </>
  )
}

/** Of one's own seat, or as the office. */
export function NameDeputy({ seat }: Props) {
  const { t } = useTranslation()
  const name = useSeatChange('seat.name-deputy')
  if (seat.deputies.length === 0) return <p className="quiet">{t('committee.nobody-to-deputise')}</p>
  return (
    <>
      <Choice
        key={seat.deputy?.id ?? ''}
        label={t('committee.deputy')}
        action={t('manage.save')}
        people={seat.deputies}
        first={t('committee.no-deputy')}
        value={seat.deputy?.id ?? ''}
        busy={name.isPending}
        onSend={(deputy) => name.mutate({ seat: seat.id, deputy })}
      />
      {name.isError && <TroubleBar trouble={name.error} />}
    </>
  )
}

function SetTerm({ seat }: Props) {
  const { t } = useTranslation()
  const [from, setFrom] = useState(seat.from ?? '')
  const [to, setTo] = useState(seat.to ?? '')
  const set = useSeatChange('seat.set-term')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ seat: seat.id, from, to })
  }
  const same = from === (seat.from ?? '') && to === (seat.to ?? '')
  return (
    <form className="line days" onSubmit={submit}>
      <DayInput label={t('committee.from')} value={from} onChange={setFrom} />
      <DayInput label={t('committee.to')} value={to} onChange={setTo} />
      <Button type="submit" disabledFocusable={set.isPending || same}>
        {t(set.isPending ? 'manage.working' : 'committee.set-term')}
      </Button>
      {set.isError && <TroubleBar trouble={set.error} />}
    </form>
  )
}

interface DayProps {
  readonly label: string
  readonly value: string
  readonly onChange: (day: string) => void
}

export function DayInput({ label, value, onChange }: DayProps) {
  const id = useId()
  return (
    <span className="day">
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="date" value={value} onChange={(_, data) => onChange(data.value)} />
    </span>
  )
}

function Chair({ seat }: Props) {
  const { t } = useTranslation()
  const set = useSeatChange('seat.set-chair')
  return (
    <>
      <Button
        disabledFocusable={set.isPending}
        onClick={() => set.mutate({ seat: seat.id, chair: !seat.chair })}
      >
        {t(seat.chair ? 'committee.take-chair' : 'committee.give-chair')}
      </Button>
      {set.isError && <TroubleBar trouble={set.error} />}
    </>
  )
}

/** Asks once before what cannot be taken back by itself. */
function Asked({ seat, what }: Props & { readonly what: 'vacate' | 'end' }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const change = useSeatChange(`seat.${what}`, () => setAsking(false))
  const stop = () => {
    change.reset()
    setAsking(false)
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(`committee.${what}`)}</Button>
      {asking && (
        <Question
          title={t(`committee.${what}-title`)}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={change.isPending}
                onClick={() => change.mutate({ seat: seat.id })}
              >
                {t(change.isPending ? 'manage.working' : `committee.${what}`)}
              </Button>
              <Button onClick={stop}>{t('manage.cancel')}</Button>
            </>
          }
        >
          <p>{t(`committee.${what}-says`)}</p>
          {change.isError && <TroubleBar trouble={change.error} />}
        </Question>
      )}
    </>
  )
}
