/** What goes to several conversations, and how far it has come. */
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunLine } from '../../../bot/ledger/view'
import { Panel } from '../../frame/panel'
import { saysMoment, saysNumber } from '../../when'
import { type OnDone, SendRunAgain } from './send-run-again'

interface Props {
  readonly runs: readonly RunLine[]
  readonly zone: string
}

export function Runs({ runs, zone }: Props) {
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  if (runs.length === 0) return null
  return (
    <Panel title={t('ledger.runs')} className="side">
      <p className="unseen" role="status">
        {said}
      </p>
      <ul className="runs">
        {runs.map((run) => (
          <li key={run.key} data-testid="run">
            <Run run={run} zone={zone} onDone={setSaid} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Run({
  run,
  zone,
  onDone,
}: {
  readonly run: RunLine
  readonly zone: string
  readonly onDone: OnDone
}) {
  const { t, i18n } = useTranslation()
  const troubled = run.unknown + run.failed
  const [arrived, rest] = progressOf(run, t, i18n.language)
  return (
    <>
      <p className="row-title">
        <bdi>{run.title ?? run.what}</bdi>
      </p>
      <p className="row-more">
        {run.title !== null && <span>{run.what}</span>}
        <span>{t('ledger.begun', { when: saysMoment(run.requestedAt, zone, i18n.language) })}</span>
      </p>
      <div
        className="meter run-meter"
        role="progressbar"
        aria-label={run.title ?? run.what}
        aria-valuemin={0}
        aria-valuemax={run.total}
        aria-valuenow={run.sent}
        aria-valuetext={[arrived, ...rest].join(', ')}
      >
        <div className="meter-fill" style={{ width: shareOf(run.sent, run.total) }} />
        {troubled > 0 && <div className="meter-trouble" style={{ width: shareOf(troubled, run.total) }} />}
      </div>
      <p className="run-figure">{arrived}</p>
      {rest.length > 0 && (
        <p className="row-more run-rest">
          {rest.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </p>
      )}
      <SendRunAgain run={run} onDone={onDone} />
    </>
  )
}

/** What has arrived, and in words of their own all that has not. */
function progressOf(run: RunLine, t: TFunction, language: string): readonly [string, readonly string[]] {
  const number = (of: number) => saysNumber(of, language)
  const rest = (['waiting', 'unknown', 'failed'] as const)
    .filter((kind) => run[kind] > 0)
    .map((kind) => t(`ledger.run.${kind}`, { count: run[kind], number: number(run[kind]) }))
  return [t('ledger.run.sent', { sent: number(run.sent), total: number(run.total) }), rest]
}

function shareOf(part: number, total: number): string {
  return `${String(total === 0 ? 0 : Math.round((part / total) * 1000) / 10)}%`
}
