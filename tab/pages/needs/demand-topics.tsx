/** All topics with their heads, as length and as number; those without a figure look all the same. */
import { useTranslation } from 'react-i18next'
import type { DemandView, TopicDemandView } from '../../../bot/needs/view'
import { saysNumber } from '../../when'
import { Bar } from './bar'
import { saysAsOf } from './says'
import { Why } from './why'

interface Props {
  readonly view: DemandView
  readonly chosen: string | null
  readonly onChoose: (topic: string) => void
}

export function DemandTopics({ view, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const { topics, round } = view
  const most = Math.max(1, ...topics.map(({ figure }) => figure?.heads ?? 0))
  const some = topics.some(({ figure }) => figure !== null)
  return (
    <>
      {!some && <p>{t('demand.nothing-shown')}</p>}
      <table className="demand-table" data-testid="demand">
        <thead>
          <tr>
            <th scope="col">{t('demand.topic')}</th>
            <th scope="col" className="number">
              {t('demand.people')}
            </th>
          </tr>
        </thead>
        <tbody>
          {topics.map((one) => (
            <Row key={one.topic} {...{ one, most, onChoose, round }} isChosen={one.topic === chosen} />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface RowProps {
  readonly one: TopicDemandView
  readonly most: number
  readonly round: DemandView['round']
  readonly isChosen: boolean
  readonly onChoose: (topic: string) => void
}

function Row({ one, most, round, isChosen, onChoose }: RowProps) {
  const { t, i18n } = useTranslation()
  const { topic, name, figure } = one
  return (
    <tr className={isChosen ? 'chosen' : ''}>
      <th scope="row">
        {figure ? (
          <button
            type="button"
            className="topic-link"
            aria-pressed={isChosen}
            onClick={() => onChoose(topic)}
          >
            {name}
          </button>
        ) : (
          <span className="no-figure">{name}</span>
        )}
        {figure?.asOf && <span className="quiet as-of">{saysAsOf(figure, t)}</span>}
        {figure && <Bar share={figure.heads / most} />}
        {!figure && round && (
          <Why topic={name} families={round.leastFamilies} distance={round.leastDistance} />
        )}
      </th>
      <td className="number">
        {figure ? (
          saysNumber(figure.heads, i18n.language)
        ) : (
          <>
            <span aria-hidden>–</span>
            <span className="unseen">{t('demand.no-figure')}</span>
          </>
        )}
      </td>
    </tr>
  )
}
