/** What became of a round, in order: opened, organisations added, closed, each with who and when. */
import { useTranslation } from 'react-i18next'
import type { RoundPageView } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'
import { saysWhen } from '../../when'

export function RoundLife({ view: { round, trace } }: { readonly view: RoundPageView }) {
  const { t, i18n } = useTranslation()
  return (
    <Panel title={t('poll.life')}>
      <ol className="life" data-testid="life">
        {trace.map((entry) => (
          <li key={`${entry.at} ${entry.what} ${Object.values(entry.data).join(' ')}`}>
            <span className="life-what">
              {t([`needs.trace.${entry.what}`, 'trace.other'], { ...entry.data })}
            </span>
            <span className="quiet">
              {saysWhen(entry.at, round.zone, i18n.language)}, {entry.who || t('trace.itself')}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
