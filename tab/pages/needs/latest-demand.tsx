/** The topics that are needed most, of the round that has closed last; the rest is a page of its own. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { saysNumber } from '../../when'
import { Bar } from './bar'
import { useDemand } from './reads'
import { saysAsOf, saysParticipation, saysRound } from './says'
import '../../looks/demand.css'

const topicsShown = 5

/** @param round null: the latest */
export function LatestDemand({ round = null }: { readonly round?: string | null }) {
  const { t, i18n } = useTranslation()
  const demand = useDemand(round)
  const view = demand.data
  const closed = view?.round
  const href = closed ? `/needs/demand/${encodeURIComponent(closed.id)}` : '/needs/demand'
  const shown = view?.topics.filter(({ figure }) => figure !== null).slice(0, topicsShown) ?? []
  const most = Math.max(1, ...shown.map(({ figure }) => figure?.heads ?? 0))
  return (
    <Panel title={t('demand.title')} aside={closed && <Link href={href}>{t('demand.all')}</Link>}>
      {demand.isPending && <Waiting rows={4} />}
      {demand.isError && !view && <TroubleBar trouble={demand.error} onRetry={() => void demand.refetch()} />}
      {closed && (
        <p className="base quiet">
          {saysRound(closed, t)} ·{' '}
          {t('needs.answers', { participation: saysParticipation(closed.participation, t) })}
        </p>
      )}
      {closed && shown.length === 0 && <p>{t('demand.nothing-shown')}</p>}
      {shown.length > 0 && (
        <ul className="demand-bars" data-testid="latest-demand">
          {shown.map(({ topic, name, figure }) => (
            <li key={topic}>
              <div className="result-row">
                <span className="result-label">
                  {name} {figure?.asOf && <span className="quiet">{saysAsOf(figure, t)}</span>}
                </span>
                <span className="result-figure">{saysNumber(figure?.heads ?? 0, i18n.language)}</span>
              </div>
              <Bar share={(figure?.heads ?? 0) / most} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
