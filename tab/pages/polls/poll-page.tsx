/** One poll: the same card as in Teams at the left, how it stands and what became of it at the right. */
import { Button } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { PrintRegular } from '@fluentui/react-icons/svg/print'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PollPageView } from '../../../bot/polls/view'
import { CardHost } from '../../card-host'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { client, useElections, usePoll } from '../../reads'
import { Electorate } from './electorate'
import { Life } from './life'
import { Manage } from './manage'
import { Standing } from './standing'

export function PollPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const poll = usePoll(id)
  const source = useMemo(() => ({ verb: 'poll.card', data: { poll: id } }), [id])
  const title = poll.data?.poll.question ?? t('poll.card')
  return (
    <Page title={title} unseen={!poll.isError} before={<Crumbs view={poll.data} />}>
      {poll.isError && !poll.data ? (
        <TroubleBar trouble={poll.error} onRetry={() => void poll.refetch()} />
      ) : (
        <div className="two poll">
          <div className="panel card-panel">
            <CardHost source={source} poll={id} name={t('poll.card')} onAnswer={() => refresh(id)} />
          </div>
          <div className="stack side">{poll.data ? <Beside view={poll.data} /> : <BesideWaiting />}</div>
          {poll.data?.poll.mayManage && !poll.data.poll.over && <Manage view={poll.data} />}
        </div>
      )}
    </Page>
  )
}

function Beside({ view }: { readonly view: PollPageView }) {
  return (
    <>
      <Standing view={view} />
      {view.poll.places !== null && <ToElection poll={view.poll.id} />}
      <Life view={view} />
      <Electorate people={view.electorate} forgotten={view.namesForgotten} />
    </>
  )
}

/** Who stands, the recount and the seats are on the election's own page. */
function ToElection({ poll }: { readonly poll: string }) {
  const { t } = useTranslation()
  const election = useElections().data?.elections.find((one) => one.poll === poll)
  return election ? (
    <p>
      <Link href={`/elections/${encodeURIComponent(election.id)}`}>{t('election.open')}</Link>
    </p>
  ) : null
}

function BesideWaiting() {
  return (
    <div className="panel">
      <Waiting rows={6} />
    </div>
  )
}

function Crumbs({ view }: { readonly view: PollPageView | undefined }) {
  const { t } = useTranslation()
  return (
    <div className="crumbs">
      <Link href="/polls">
        <ChevronLeftRegular aria-hidden /> {t('poll.back')}
      </Link>
      {view && (
        <Button appearance="subtle" size="small" icon={<PrintRegular />} onClick={() => window.print()}>
          {t('poll.print')}
        </Button>
      )}
    </div>
  )
}

/** The stream will say so, too; who has just answered should not have to wait for it. */
function refresh(id: string): void {
  void client.invalidateQueries({ queryKey: ['poll.show', { poll: id }] })
  void client.invalidateQueries({ queryKey: ['poll.list'] })
}
