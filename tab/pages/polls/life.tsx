/** What became of a poll, in order: opened, edited, closed, each with who and when. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { PollPageView, TraceEntry } from '../../../bot/polls/view'
import { Panel } from '../../frame/panel'
import { saysWhen } from '../../when'

export function Life({ view }: { readonly view: PollPageView }) {
  const { t, i18n } = useTranslation()
  return (
    <Panel title={t('poll.life')}>
      <ol className="life" data-testid="life">
        {view.trace.map((entry) => (
          <li key={`${entry.at} ${entry.what} ${Object.values(entry.data).join(' ')}`}>
            <span className="life-what">{saysWhat(entry, t)}</span>
            <span className="quiet">
              {saysWhen(entry.at, view.poll.zone, i18n.language)}, {entry.who || t('trace.itself')}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** A happening that this tab does not know yet is still told. */
function saysWhat(entry: TraceEntry, t: TFunction): string {
  if (entry.what === 'voter-added' && !entry.data.name) return t('data.voter-added')
  return t([`trace.${entry.what}`, 'trace.other'], { ...entry.data })
}
