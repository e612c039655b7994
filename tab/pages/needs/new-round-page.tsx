/** Opens a round: whom it asks is shown by name before (P1), until when, whether it comes back every quarter. */
import { Button } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { RoundField, RoundFormView, RoundView } from '../../../bot/needs/view'
import { ChoiceField, TextField, YesField } from '../../frame/fields'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useRoundAct } from './act'
import { Crumb } from './crumb'
import { useRoundForm } from './reads'
import { Refused } from './refused'
import '../../looks/forms.css'
import '../../looks/needs.css'

export function NewRoundPage() {
  const { t } = useTranslation()
  const [scope, setScope] = useState(new URLSearchParams(useSearch()).get('scope'))
  const form = useRoundForm(scope)
  return (
    <Page title={t('needs.open-round')} before={<Crumb href="/needs" text={t('needs.title')} />}>
      <div className="panel narrow">
        {form.data ? (
          <Form
            view={form.data}
            renewing={form.isPlaceholderData}
            onScope={setScope}
            onRefused={() => void form.refetch()}
          />
        ) : form.isError ? (
          <TroubleBar trouble={form.error} onRetry={() => void form.refetch()} />
        ) : (
          <Waiting rows={6} />
        )}
      </div>
    </Page>
  )
}

/** Answer of `round.open`. */
interface Opened {
  readonly round: RoundView
}

interface Props {
  readonly view: RoundFormView
  /** Another scope has been chosen and its organisations are not there yet. */
  readonly renewing: boolean
  readonly onScope: (scope: string) => void
  readonly onRefused: () => void
}

function Form({ view, renewing, onScope, onRefused }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  // What was typed stays, whatever else is chosen; what was not typed is what the service proposes.
  const [typed, setTyped] = useState<Partial<Record<RoundField, string>>>({})
  const values = { ...view.values, ...typed }
  // Of the form as it was first shown: what is sent again after a break opens no second round.
  const [nonce] = useState(view.nonce)
  const field = (name: RoundField) => ({
    value: values[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  })
  const open = useRoundAct<Opened>('round.open', ({ round }) =>
    go(`/needs/rounds/${encodeURIComponent(round.id)}`, { replace: true }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { date, time } = values
    const { scope, electorate } = view
    const body = { scope, nonce, mark: electorate.mark, date, time, repeats: values.repeats === 'true' }
    // Whom it asks may have changed meanwhile: the names below should be the ones that the refusal speaks of.
    open.mutate(body, { onError: onRefused })
  }
  return (
    <form className="form" onSubmit={submit}>
      <Refused trouble={open.error} />
      <ChoiceField
        label={t('round-form.scope')}
        value={view.scope ?? ''}
        onChange={onScope}
        options={[
          ...(view.scope === null ? [['', t('manage.choose')] as const] : []),
          ...view.scopes.map(({ id, name }) => [id, name] as const),
        ]}
        required
      />
      {view.scope !== null && <Electorate view={view} renewing={renewing} />}
      <div className="form-pair">
        <TextField label={t('round-form.date')} type="date" {...field('date')} required />
        <TextField label={t('round-form.time')} type="time" {...field('time')} required />
      </div>
      <p className="quiet">{t('round-form.zone', { zone: view.zone.replaceAll('_', ' ') })}</p>
      <YesField
        label={t('round-form.repeats')}
        value={values.repeats === 'true'}
        onChange={(repeats) => setTyped({ ...typed, repeats: `${repeats}` })}
      />
      <p className="quiet">{t('needs.rules', { families: view.leastFamilies })}</p>
      <div className="form-actions">
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={open.isPending || renewing || view.scope === null}
        >
          {t(open.isPending ? 'manage.working' : 'needs.open-round')}
        </Button>
      </div>
    </form>
  )
}

// More names than these would push the button away; they open on demand.
const shownAtOnce = 6

function Electorate({ view: { electorate }, renewing }: Pick<Props, 'view' | 'renewing'>) {
  const { t } = useTranslation()
  const { names } = electorate
  const count = names.length
  const list = (
    <ul className="names-list">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  )
  return (
    <div className="electorate" aria-busy={renewing} data-testid="electorate">
      <p role="status">{t('round-form.asked', { count })}</p>
      {names.length > shownAtOnce ? (
        <details>
          <summary>{t('round-form.names')}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </div>
  )
}
