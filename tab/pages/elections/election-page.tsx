/** One election: the same card as in Teams at the left, who stands, how it ended and what became of it at the right. */
import { Badge, Button } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { PrintRegular } from '@fluentui/react-icons/svg/print'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ElectionPageView } from '../../../bot/elections/view'
import type { PollPageView } from '../../../bot/polls/view'
import { CardHost } from '../../card-host'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { client, useElection, usePoll } from '../../reads'
import { saysDay, saysWhen } from '../../when'
import { Electorate } from '../polls/electorate'
import { refreshElection } from './act'
import { After } from './after'
import { Decide } from './decide'
import { ElectionLife } from './election-life'
import { Proposals } from './proposals'
import { StepBack } from './step-back'
import '../../looks/committee.css'

export function ElectionPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const election = useElection(id)
  const view = election.data
  return (
    <Page title={view?.election.title ?? t('election.card')} unseen={!election.isError} before={<Crumbs />}>
      {election.isError && !view ? (
        <TroubleBar trouble={election.error} onRetry={() => void election.refetch()} />
      ) : view ? (
        <Whole view={view} />
      ) : (
        <div className="panel">
          <Waiting rows={6} />
        </div>
      )}
    </Page>
  )
}

/** Before people vote the election's own card, then its ballot. */
function Whole({ view }: { readonly view: ElectionPageView }) {
  const { t } = useTranslation()
  const { id, poll } = view.election
  const source = useMemo(
    () =>
      poll === null
        ? { verb: 'election.card', data: { election: id } }
        : { verb: 'poll.card', data: { poll } },
    [id, poll],
  )
  const refresh = () => {
    void refreshElection(id)
    if (poll !== null) void client.invalidateQueries({ queryKey: ['poll.show', { poll }] })
  }
  return (
    <div className="two poll">
      <div className="panel card-panel">
        <CardHost
          {...{ source, poll: poll ?? id, name: t('election.card') }}
          {...(poll !== null && { also: `/polls/${poll}` })}
          onAnswer={refresh}
        />
      </div>
      {poll === null ? <Beside view={view} poll={undefined} /> : <BesideBallot view={view} poll={poll} />}
      {view.election.mayRun && <Decide view={view.election} />}
    </div>
  )
}

function BesideBallot({ view, poll }: { readonly view: ElectionPageView; readonly poll: string }) {
  return <Beside view={view} poll={usePoll(poll).data} />
}

interface BesideProps {
  readonly view: ElectionPageView
  readonly poll: PollPageView | undefined
}

function Beside({ view, poll }: BesideProps) {
  return (
    <div className="stack side">
      <Standing view={view} />
      {view.election.state === 'closed' && <After view={view.election} />}
      {view.election.mayPropose && !view.election.over && <Proposals view={view} />}
      <ElectionLife view={view} poll={poll} />
      <Electorate people={view.electorate} forgotten={false} />
    </div>
  )
}

function Standing({ view }: { readonly view: ElectionPageView }) {
  const { t, i18n } = useTranslation()
  const { election } = view
  const { candidates, state, zone, places } = election
  const when = (instant: string) => saysWhen(instant, zone, i18n.language, true)
  return (
    <Panel
      title={t('election.who-stands')}
      aside={<Badge appearance="tint">{t(`election.state.${state}`)}</Badge>}
    >
      <p>{t('election.seats', { count: places })}</p>
      <p className="quiet">
        {t('committee.term', {
          from: saysDay(election.from, i18n.language),
          to: saysDay(election.to, i18n.language),
        })}
      </p>
      {candidates.length === 0 ? (
        <p className="quiet">{t('election.nobody')}</p>
      ) : (
        <ul className="people" data-testid="candidates">
          {candidates.map((person) => (
            <li key={person.id}>
              <span>{person.name}</span>
              <span className="quiet">{person.organisation}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">
        {t('election.times', { opens: when(election.opensAt), closes: when(election.deadline) })}
      </p>
      <StepBack election={election} />
    </Panel>
  )
}

function Crumbs() {
  const { t } = useTranslation()
  return (
    <div className="crumbs">
      <Link href="/committee">
        <ChevronLeftRegular aria-hidden /> {t('committee.title')}
      </Link>
      <Button appearance="subtle" size="small" icon={<PrintRegular />} onClick={() => window.print()}>
        {t('poll.print')}
      </Button>
    </div>
  )
}
