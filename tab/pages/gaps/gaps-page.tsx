/** Bedarf und Angebot: what was needed in a quarter, what was offered, what is missing; for who steers also what was met. */
import { Button, Select } from '@fluentui/react-components'
import { PrintRegular } from '@fluentui/react-icons/svg/print'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { GapView } from '../../../bot/gaps/view'
import { keep } from '../../ask'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { saysWhen } from '../../when'
import { saysQuarter } from '../offers/says'
import { GapRules } from './gap-rules'
import { GapTable } from './gap-table'
import { useGapReports, useGaps } from './reads'
import '../../looks/forms.css'
import '../../looks/gaps.css'

/** @param quarter null: the latest of which there is a report */
export function GapsPage({ quarter }: { readonly quarter: string | null }) {
  const { t } = useTranslation()
  const gaps = useGaps(quarter)
  const view = gaps.data
  return (
    <Page
      title={view ? t('gaps.title-of', { quarter: saysQuarter(view.quarter, t) }) : t('gaps.title')}
      actions={view && view.topics.length > 0 && <Keep view={view} />}
    >
      {view && <Choice view={view} />}
      {gaps.isError && <TroubleBar trouble={gaps.error} onRetry={() => void gaps.refetch()} />}
      {view && !gaps.isError && <Report view={view} />}
      {!view && !gaps.isError && (
        <div className="panel">
          <Waiting rows={8} />
        </div>
      )}
      <p className="beside">
        <Link href="/needs">{t('offers.to-needs')}</Link>
        <Link href="/offers">{t('offers.title')}</Link>
      </p>
    </Page>
  )
}

function Report({ view }: { readonly view: GapView }) {
  const { t } = useTranslation()
  if (view.topics.length === 0)
    return (
      <div className="panel empty">
        <h2>{t('gaps.nothing')}</h2>
        <p>{t('gaps.nothing-why')}</p>
      </div>
    )
  return (
    <div className="stack">
      <Panel title={t('gaps.by-topic')} aside={<Made view={view} />}>
        <GapTable view={view} />
      </Panel>
      <GapRules view={view} />
    </div>
  )
}

function Made({ view }: { readonly view: GapView }) {
  const { t, i18n } = useTranslation()
  return (
    <span className="quiet">
      {view.madeAt === null
        ? t('gaps.preview')
        : t('gaps.made', { when: saysWhen(view.madeAt, view.zone, i18n.language) })}
    </span>
  )
}

function Choice({ view }: { readonly view: GapView }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const id = useId()
  const list = useGapReports().data
  const made = list?.reports.map(({ quarter }) => quarter) ?? []
  const all = list && !made.includes(list.running) ? [list.running, ...made] : made
  if (all.length < 2) return null
  return (
    <div className="filter">
      <label htmlFor={id}>{t('gaps.quarter')}</label>
      <Select
        id={id}
        value={view.quarter}
        onChange={(_, { value }) => go(`/gaps/${encodeURIComponent(value)}`, { replace: true })}
      >
        {all.map((quarter) => (
          <option key={quarter} value={quarter}>
            {made.includes(quarter)
              ? saysQuarter(quarter, t)
              : t('gaps.running', { quarter: saysQuarter(quarter, t) })}
          </option>
        ))}
      </Select>
    </div>
  )
}

function Keep({ view }: { readonly view: GapView }) {
  const { t } = useTranslation()
  const kept = useMutation({ mutationFn: () => keep('gap.pdf', { quarter: view.quarter }) })
  return (
    <div className="page-actions">
      {kept.isError && <TroubleBar trouble={kept.error} />}
      <Button icon={<PrintRegular />} onClick={() => window.print()}>
        {t('poll.print')}
      </Button>
      <Button appearance="primary" disabledFocusable={kept.isPending} onClick={() => kept.mutate()}>
        {t(kept.isPending ? 'gaps.printing' : 'gaps.pdf')}
      </Button>
    </div>
  )
}
