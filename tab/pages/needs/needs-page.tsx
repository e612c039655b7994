/** Bedarfe: what my organisation is asked, and what the network needs; the ways to offers, gaps and topics. */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RoundLine } from '../../../bot/needs/view'
import { ButtonLink } from '../../frame/button-link'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useMe } from '../../reads'
import { LatestDemand } from './latest-demand'
import { useRounds } from './reads'
import { RoundRows } from './round-rows'
import '../../looks/needs.css'

export function NeedsPage() {
  const { t } = useTranslation()
  const me = useMe()
  const list = useRounds()
  const problem = me.error ?? list.error
  const pages = list.data?.pages
  const zone = me.data?.network.zone
  const mayOpen = pages?.[0]?.mayOpen ?? false
  const rounds = pages?.flatMap((page) => page.rounds) ?? []
  // The empty page offers the first step itself.
  const isEmpty = pages !== undefined && rounds.length === 0
  return (
    <Page title={t('needs.title')} actions={mayOpen && !isEmpty && <OpenRound />}>
      {problem && !(pages && zone) ? (
        <TroubleBar trouble={problem} onRetry={() => void Promise.all([me.refetch(), list.refetch()])} />
      ) : (
        <div className="two">
          {pages && zone ? (
            <div className="stack">
              {isEmpty ? <Empty mayOpen={mayOpen} /> : <Rounds rounds={rounds} zone={zone} />}
              {list.hasNextPage && (
                <Button
                  className="older"
                  onClick={() => void list.fetchNextPage()}
                  disabledFocusable={list.isFetchingNextPage}
                >
                  {t(list.isFetchingNextPage ? 'polls.loading-older' : 'polls.older')}
                </Button>
              )}
            </div>
          ) : (
            <div className="panel">
              <Waiting rows={6} />
            </div>
          )}
          <Ways mayOpen={mayOpen} />
        </div>
      )}
    </Page>
  )
}

function Rounds({ rounds, zone }: { readonly rounds: readonly RoundLine[]; readonly zone: string }) {
  const { t } = useTranslation()
  const open = rounds.filter(({ state }) => state === 'open').sort(byWaiting)
  const closed = rounds.filter(({ state }) => state === 'closed')
  return (
    <>
      <Panel title={t('needs.running')}>
        {open.length > 0 ? (
          <RoundRows rounds={open} zone={zone} />
        ) : (
          <p className="quiet">{t('needs.none-running')}</p>
        )}
      </Panel>
      {closed.length > 0 && (
        <>
          <LatestDemand />
          <Panel title={t('needs.closed')}>
            <RoundRows rounds={closed} zone={zone} />
          </Panel>
        </>
      )}
    </>
  )
}

/** What waits for the reader's organisation stands first. */
function byWaiting(one: RoundLine, other: RoundLine): number {
  const waits = (round: RoundLine) => (round.answeredByUs === false ? 0 : 1)
  return waits(one) - waits(other) || one.deadline.localeCompare(other.deadline)
}

function OpenRound() {
  const { t } = useTranslation()
  return (
    <ButtonLink href="/needs/rounds/new" icon={<AddRegular />}>
      {t('needs.open-round')}
    </ButtonLink>
  )
}

function Empty({ mayOpen }: { readonly mayOpen: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="panel empty">
      <h2>{t('needs.empty')}</h2>
      <p>{t('needs.empty-why')}</p>
      {mayOpen ? <OpenRound /> : <p>{t('needs.empty-member')}</p>}
    </div>
  )
}

function Ways({ mayOpen }: { readonly mayOpen: boolean }) {
  const { t } = useTranslation()
  const ways = ['offers', 'gaps', ...(mayOpen ? ['topics'] : [])]
  return (
    <Panel title={t('needs.ways')}>
      <ul className="groups">
        {ways.map((way) => (
          <li key={way}>
            <Link href={`/${way}`}>{t(`needs.way.${way}`)}</Link>
            <span className="quiet">{t(`needs.way-says.${way}`)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
