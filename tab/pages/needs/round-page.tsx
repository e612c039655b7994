/** One round: my organisation's answer at the left, how the round stands and what became of it at the right. */
import { useTranslation } from 'react-i18next'
import type { RoundPageView } from '../../../bot/needs/view'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { Crumb } from './crumb'
import { LatestDemand } from './latest-demand'
import { OwnAnswer } from './own-answer'
import { useRound } from './reads'
import { RoundLife } from './round-life'
import { RoundStanding } from './round-standing'
import { RunRound } from './run-round'
import { saysRound } from './says'
import '../../looks/forms.css'
import '../../looks/needs.css'

export function RoundPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const round = useRound(id)
  const view = round.data
  return (
    <Page
      title={view ? saysRound(view.round, t) : t('needs.one')}
      before={<Crumb href="/needs" text={t('needs.title')} prints={view?.round.state === 'closed'} />}
    >
      {view ? (
        <Whole view={view} />
      ) : round.isError ? (
        <TroubleBar trouble={round.error} onRetry={() => void round.refetch()} />
      ) : (
        <div className="panel">
          <Waiting rows={8} />
        </div>
      )}
    </Page>
  )
}

function Whole({ view }: { readonly view: RoundPageView }) {
  const { round } = view
  const closed = round.state === 'closed'
  return (
    <div className="two round">
      <div className="stack">
        {closed && <LatestDemand round={round.id} />}
        {round.mine ? <OwnAnswer round={round} mine={round.mine} /> : <NotAsked closed={closed} />}
        {round.mayRun && !round.over && <RunRound view={view} />}
      </div>
      <div className="stack">
        <RoundStanding view={view} />
        <RoundLife view={view} />
        <Asked view={view} />
      </div>
    </div>
  )
}

function NotAsked({ closed }: { readonly closed: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="panel">
      <p className="quiet">{t(closed ? 'needs.not-asked-closed' : 'needs.not-asked-says')}</p>
    </div>
  )
}

// More names than these would push the rest of the page away; they open on demand.
const shownAtOnce = 8

/** P1: who is asked, by name. Who has answered is not in it (P4). */
function Asked({ view: { asked } }: { readonly view: RoundPageView }) {
  const { t } = useTranslation()
  const list = (
    <ul className="people" data-testid="asked">
      {asked.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  )
  return (
    <Panel title={t('needs.asked')}>
      {asked.length > shownAtOnce ? (
        <details>
          <summary>{t('needs.organisations', { count: asked.length })}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </Panel>
  )
}
