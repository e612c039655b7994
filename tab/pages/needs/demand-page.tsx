/** Demand: what was pooled when a round closed, as chart and table; a topic's own tables, earlier rounds, files. */
import { Select } from '@fluentui/react-components'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { ClosedRoundView, DemandView } from '../../../bot/needs/view'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { saysWhen } from '../../when'
import { Crumb } from './crumb'
import { DemandTopics } from './demand-topics'
import { Downloads } from './downloads'
import { FreeTexts } from './free-texts'
import { useDemand } from './reads'
import { saysParticipation, saysRound } from './says'
import { TopicDemand } from './topic-demand'
import '../../looks/forms.css'
import '../../looks/demand.css'
import '../../looks/needs.css'

/** @param round null: the latest that has closed */
export function DemandPage({ round }: { readonly round: string | null }) {
  const { t } = useTranslation()
  const demand = useDemand(round)
  const view = demand.data
  return (
    <Page
      title={t('demand.title')}
      before={<Crumb href="/needs" text={t('needs.title')} prints />}
      actions={view?.round && <Downloads round={view.round.id} />}
    >
      {view ? (
        view.round ? (
          <Whole view={view} closed={view.round} />
        ) : (
          <div className="panel empty">
            <h2>{t('demand.empty')}</h2>
            <p>{t('demand.empty-why')}</p>
          </div>
        )
      ) : demand.isError ? (
        <TroubleBar trouble={demand.error} onRetry={() => void demand.refetch()} />
      ) : (
        <div className="panel">
          <Waiting rows={8} />
        </div>
      )}
    </Page>
  )
}

interface Props {
  readonly view: DemandView
  readonly closed: ClosedRoundView
}

function Whole({ view, closed }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const wanted = new URLSearchParams(useSearch()).get('topic')
  const place = `/needs/demand/${encodeURIComponent(closed.id)}`
  const chosen =
    view.topics.find(({ topic }) => topic === wanted) ?? view.topics.find(({ figure }) => figure !== null)
  const detail = useRef<HTMLDivElement>(null)
  const choose = (topic: string) => {
    go(`${place}?topic=${encodeURIComponent(topic)}`, { replace: true })
    // One below the other: what has been asked for would be out of sight.
    if (window.matchMedia('(max-width: 900px)').matches) detail.current?.scrollIntoView()
  }
  return (
    <>
      <Base view={view} closed={closed} />
      <div className="two demand">
        <Panel title={t('demand.by-topic')} className="by-topic">
          <DemandTopics view={view} chosen={chosen?.topic ?? null} onChoose={choose} />
        </Panel>
        <div className="stack side" ref={detail}>
          <p role="status" className="unseen">
            {wanted !== null && chosen ? t('demand.shown', { topic: chosen.name }) : ''}
          </p>
          {chosen && <TopicDemand key={chosen.topic} view={view} closed={closed} one={chosen} />}
          {view.texts.length > 0 && <FreeTexts texts={view.texts} />}
        </div>
      </div>
    </>
  )
}

/** Of which round, how many have answered, and by which rule something is missing. */
function Base({ view, closed }: Props) {
  const { t, i18n } = useTranslation()
  const [, go] = useLocation()
  const id = useId()
  return (
    <div className="base-lines">
      {view.rounds.length > 1 ? (
        <div className="filter">
          <label htmlFor={id}>{t('demand.round')}</label>
          <Select
            id={id}
            value={closed.id}
            onChange={(_, { value }) => go(`/needs/demand/${encodeURIComponent(value)}`, { replace: true })}
          >
            {view.rounds.map((one) => (
              <option key={one.id} value={one.id}>
                {saysRound(one, t)}
              </option>
            ))}
          </Select>
        </div>
      ) : (
        <p className="round-name">{saysRound(closed, t)}</p>
      )}
      <p data-testid="base">
        {t('demand.base', {
          participation: saysParticipation(closed.participation, t),
          when: saysWhen(closed.closedAt, closed.zone, i18n.language),
        })}
      </p>
      <p className="quiet">
        {t('demand.rule', { families: closed.leastFamilies, distance: closed.leastDistance })}
      </p>
    </div>
  )
}
