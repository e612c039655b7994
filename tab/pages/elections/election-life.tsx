/** What became of an election, in order: called, who stands, opened, closed, the lot, the seats. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ElectionPageView, ElectionTrace } from '../../../bot/elections/view'
import type { PollPageView } from '../../../bot/polls/view'
import { Panel } from '../../frame/panel'
import { saysWhen } from '../../when'

interface Props {
  readonly view: ElectionPageView
  readonly poll: PollPageView | undefined
}

/** Of the poll's own life: what the election's does not tell. */
const ofPoll: readonly string[] = ['voter-added', 'closed', 'drawn']

/** Candidates and seats stand in the plural or not, each by its own number. */
function figuresOf(data: ElectionTrace['data'], t: TFunction) {
  const { candidates, places } = data
  return {
    ...data,
    ...(candidates !== undefined && { count: Number(candidates) }),
    ...(places !== undefined && { seats: t('election.seat-count', { count: Number(places) }) }),
  }
}

export function ElectionLife({ view, poll }: Props) {
  const { t, i18n } = useTranslation()
  const own = view.trace.map((entry) => ({
    ...entry,
    says: t([`election.trace.${entry.what}`, 'trace.other'], figuresOf(entry.data, t)),
  }))
  const others = (poll?.trace ?? [])
    .filter(({ what }) => ofPoll.includes(what))
    .map((entry) => ({ ...entry, says: t([`trace.${entry.what}`, 'trace.other'], { ...entry.data }) }))
  const all = [...own, ...others].sort((one, other) => one.at.localeCompare(other.at))
  return (
    <Panel title={t('poll.life')}>
      <ol className="life" data-testid="life">
        {all.map((entry) => (
          <li key={`${entry.at} ${entry.what} ${entry.who}`}>
            <span className="life-what">{entry.says}</span>
            <span className="quiet">
              {saysWhen(entry.at, view.election.zone, i18n.language)}, {entry.who || t('trace.itself')}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
