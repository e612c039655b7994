/** Aufbewahrungszeiten: how long each kind of record is kept, set by the office within bounds. */
import { Button, Input } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RetentionLine, RetentionView } from '../../../bot/data/view'
import { act } from '../../ask'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { client, useRetention } from '../../reads'
import { saysNumber } from '../../when'
import '../../looks/data.css'

export function RetentionPage() {
  const { t } = useTranslation()
  const retention = useRetention()
  return (
    <Page title={t('retention.title')}>
      <p className="lead">
        {t('retention.says')} <Link href="/audit">{t('retention.audit')}</Link>
      </p>
      {retention.isError && <TroubleBar trouble={retention.error} onRetry={() => void retention.refetch()} />}
      {retention.data ? (
        <ul className="panel rows times">
          {retention.data.kinds.map((line) => (
            <li key={line.kind}>
              <Time line={line} />
            </li>
          ))}
        </ul>
      ) : (
        !retention.isError && (
          <div className="panel">
            <Waiting rows={8} />
          </div>
        )
      )}
    </Page>
  )
}

function Time({ line }: { readonly line: RetentionLine }) {
  const { t, i18n } = useTranslation()
  const [typed, setTyped] = useState(String(line.days))
  const [id, bounds] = [useId(), useId()]
  const save = useMutation({
    mutationFn: () => act<RetentionView>('retention.set', { kind: line.kind, days: Number(typed) }),
    onSuccess: (view) => client.setQueryData(['retention.show'], view),
  })
  const say = (number: number) => saysNumber(number, i18n.language)
  const { least, most, usual } = line
  return (
    <form
      className="time"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div>
        <h2>{line.title}</h2>
        <p className="quiet">{line.why}</p>
      </div>
      <div className="time-set">
        <label htmlFor={id}>
          {t('retention.days')} <span className="unseen">{line.title}</span>
        </label>
        <Input
          id={id}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          aria-describedby={bounds}
          value={typed}
          onChange={(_, { value }) => {
            setTyped(value)
            save.reset()
          }}
        />
        <Button
          type="submit"
          aria-label={t('retention.save-one', { kind: line.title })}
          disabledFocusable={save.isPending}
        >
          {t(save.isPending ? 'retention.saving' : 'retention.save')}
        </Button>
        <span role="status" className="quiet">
          {save.isSuccess ? t('retention.saved') : ''}
        </span>
        <p className="quiet" id={bounds}>
          {t('retention.bounds', { least: say(least), most: say(most), usual: say(usual) })}
        </p>
      </div>
      {save.isError && <TroubleBar trouble={save.error} />}
    </form>
  )
}
