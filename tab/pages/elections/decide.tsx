/** What whoever runs an election may decide before people vote: more time, vote with fewer, call it off. */
import { Button, Input } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElectionView } from '../../../bot/elections/view'
import { Panel } from '../../frame/panel'
import { Question } from '../../frame/question'
import { TroubleBar } from '../../frame/trouble-bar'
import { useElectionAct } from './act'

interface Props {
  readonly view: ElectionView
}

export function Decide({ view }: Props) {
  const { t } = useTranslation()
  if (view.state !== 'standing' && view.state !== 'short') return null
  return (
    <Panel title={t('election.decide')} className="manage">
      {view.state === 'short' && <GoOn view={view} />}
      <h3>{t('election.extend')}</h3>
      <Extend view={view} />
      <CallOff view={view} />
    </Panel>
  )
}

function GoOn({ view }: Props) {
  const { t } = useTranslation()
  const goOn = useElectionAct('election.go-on')
  return (
    <div className="go-on">
      <p>
        {t('election.short', {
          count: view.candidates.length,
          seats: t('election.seat-count', { count: view.places }),
        })}
      </p>
      {view.candidates.length > 0 && (
        <Button
          appearance="primary"
          disabledFocusable={goOn.isPending}
          onClick={() => goOn.mutate({ election: view.id })}
        >
          {t(goOn.isPending ? 'manage.working' : 'election.go-on')}
        </Button>
      )}
      {goOn.isError && <TroubleBar trouble={goOn.error} />}
    </div>
  )
}

const parts = ['opens-date', 'opens-time', 'closes-date', 'closes-time'] as const
type Part = (typeof parts)[number]

function Extend({ view }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Readonly<Record<Part, string>>>({
    ...{ 'opens-date': '', 'opens-time': '12:00', 'closes-date': '', 'closes-time': '12:00' },
  })
  const extend = useElectionAct('election.extend')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    extend.mutate({ election: view.id, ...typed })
  }
  const complete = parts.every((part) => typed[part] !== '')
  return (
    <form className="line days" onSubmit={submit}>
      {parts.map((part) => (
        <Field
          key={part}
          part={part}
          value={typed[part]}
          onChange={(value) => setTyped({ ...typed, [part]: value })}
        />
      ))}
      <Button type="submit" disabledFocusable={extend.isPending || !complete}>
        {t(extend.isPending ? 'manage.working' : 'election.extend-send')}
      </Button>
      {extend.isError && <TroubleBar trouble={extend.error} />}
    </form>
  )
}

interface FieldProps {
  readonly part: Part
  readonly value: string
  readonly onChange: (value: string) => void
}

function Field({ part, value, onChange }: FieldProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <span className="day">
      <label htmlFor={id}>{t(`election.${part}`)}</label>
      <Input
        id={id}
        type={part.endsWith('date') ? 'date' : 'time'}
        value={value}
        onChange={(_, data) => onChange(data.value)}
      />
    </span>
  )
}

function CallOff({ view }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const callOff = useElectionAct('election.call-off', () => setAsking(false))
  const stop = () => {
    callOff.reset()
    setAsking(false)
  }
  return (
    <div className="closing">
      <Button onClick={() => setAsking(true)}>{t('election.call-off')}</Button>
      {asking && (
        <Question
          title={t('election.call-off-title')}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={callOff.isPending}
                onClick={() => callOff.mutate({ election: view.id })}
              >
                {t(callOff.isPending ? 'manage.working' : 'election.call-off')}
              </Button>
              <Button onClick={stop}>{t('election.go-ahead')}</Button>
            </>
          }
        >
          <p>{t('election.call-off-says')}</p>
          {callOff.isError && <TroubleBar trouble={callOff.error} />}
        </Question>
      )}
    </div>
  )
}
