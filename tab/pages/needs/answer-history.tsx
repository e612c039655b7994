/** N1: who of the organisation has changed what. Nobody else ever reads it. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AnswerChangeView, AnswerView } from '../../../bot/needs/view'
import { saysWhen } from '../../when'

export function AnswerHistory({ view: { history, round } }: { readonly view: AnswerView }) {
  const { t, i18n } = useTranslation()
  if (history.length === 0) return null
  return (
    <details className="answer-history">
      <summary>{t('answer.history', { count: history.length })}</summary>
      <ol className="life" data-testid="history">
        {[...history].reverse().map((entry, at) => (
          // Two people may do the same in one moment.
          <li key={`${entry.at} ${String(at)}`}>
            <span className="life-what">{saysWhat(entry, t)}</span>
            <span className="quiet">
              {saysWhen(entry.at, round.zone, i18n.language)}, {entry.who || t('answer.somebody')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function saysWhat({ what, topic, heads }: AnswerChangeView, t: TFunction): string {
  const of = heads === null ? topic : `${topic}, ${t('needs.heads', { count: heads })}`
  return t(`answer.did.${what}`, { need: of })
}
