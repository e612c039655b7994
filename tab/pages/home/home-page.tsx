/** Heute: what waits for the reader, what runs, what has ended. */
import { Badge } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PollListView } from '../../../bot/polls/view'
import { ButtonLink } from '../../frame/button-link'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useInbox, type useMe, usePollList } from '../../reads'
import { PollRows } from '../polls/poll-row'
import { Groups } from './groups'
import { News } from './news'
import { OpenRows } from './open-rows'
import { Training } from './training'

const closedShown = 5

export function HomePage({ me }: { readonly me: ReturnType<typeof useMe> }) {
  const { t } = useTranslation()
  const list = usePollList(null)
  const first = list.data?.pages[0]
  const problem = me.error ?? list.error
  const mayOpen = me.data?.groups.some((group) => group.mayOpenPolls) ?? false
  return (
    <Page
      title={t('home.title')}
      actions={
        mayOpen && (
          <ButtonLink href="/polls/new" icon={<AddRegular />}>
            {t('polls.new')}
          </ButtonLink>
        )
      }
    >
      {problem && !(me.data && first) ? (
        <TroubleBar trouble={problem} onRetry={() => void Promise.all([me.refetch(), list.refetch()])} />
      ) : (
        <div className="two">
          {me.data && first ? (
            <Polls list={first} zone={me.data.network.zone} />
          ) : (
            <div className="panel">
              <Waiting rows={6} />
            </div>
          )}
          <div className="stack">
            <Panel title={t('home.groups')}>
              {me.data ? <Groups groups={me.data.groups} /> : <Waiting rows={4} />}
            </Panel>
            <Panel title={t('training.title')}>
              <Training />
            </Panel>
            {me.data && (
              <Panel title={t('news.title')}>
                <News digest={me.data.digest} />
              </Panel>
            )}
          </div>
        </div>
      )}
    </Page>
  )
}

function Polls({ list, zone }: { readonly list: PollListView; readonly zone: string }) {
  const { t } = useTranslation()
  const inbox = useInbox()
  // The list of polls says more of these.
  const others = (inbox.data?.open ?? []).filter(({ kind }) => kind !== 'poll')
  const waiting = new Set(list.waiting.map((poll) => poll.id))
  const running = list.open.filter((poll) => !waiting.has(poll.id))
  const closed = list.closed.slice(0, closedShown)
  return (
    <div className="stack">
      <Panel
        title={t('home.waiting')}
        aside={<Count of={list.waiting.length + others.length} />}
        className="first"
      >
        {others.length > 0 && <OpenRows lines={others} />}
        {list.waiting.length > 0 && <PollRows polls={list.waiting} zone={zone} />}
        {list.waiting.length + others.length === 0 && <Nothing />}
        {inbox.isError && <TroubleBar trouble={inbox.error} onRetry={() => void inbox.refetch()} />}
      </Panel>
      {running.length > 0 && (
        <Panel title={t('home.running')}>
          <PollRows polls={running} zone={zone} />
        </Panel>
      )}
      {closed.length > 0 && (
        <Panel title={t('home.closed')} aside={<Link href="/polls">{t('home.all')}</Link>}>
          <PollRows polls={closed} zone={zone} />
        </Panel>
      )}
    </div>
  )
}

function Count({ of }: { readonly of: number }) {
  return of > 0 ? (
    <Badge appearance="filled" color="brand" data-testid="waiting-count">
      {of}
    </Badge>
  ) : null
}

function Nothing() {
  const { t } = useTranslation()
  return (
    <div className="nothing">
      <CheckmarkCircleRegular aria-hidden />
      <div>
        <p className="nothing-title">{t('home.nothing')}</p>
        <p>{t('home.nothing-why')}</p>
      </div>
    </div>
  )
}
