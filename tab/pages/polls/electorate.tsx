/** P1: who may vote, by name. Who has answered is not in it (P4). */
import { useTranslation } from 'react-i18next'
import type { PollPageView } from '../../../bot/polls/view'
import { Panel } from '../../frame/panel'

// More names than these would push the rest of the page away; they open on demand.
const shownAtOnce = 8

interface Props {
  readonly people: PollPageView['electorate']
  readonly forgotten: boolean
}

export function Electorate({ people, forgotten }: Props) {
  const { t } = useTranslation()
  const list = (
    <ul className="people" data-testid="electorate">
      {people.map((person) => (
        <li key={person.id}>
          <span>{person.name}</span>
          <span className="quiet">{person.organisation}</span>
        </li>
      ))}
    </ul>
  )
  const count = t('poll.people', { count: people.length })
  if (forgotten)
    return (
      <Panel title={t('poll.electorate')}>
        <p className="quiet">{t('data.names-forgotten')}</p>
      </Panel>
    )
  return (
    <Panel title={t('poll.electorate')}>
      {people.length > shownAtOnce ? (
        <details>
          <summary>{count}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </Panel>
  )
}
