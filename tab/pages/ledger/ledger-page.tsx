/** Zustellprotokoll: what became of each post, and what can be done about those that did not arrive. */
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import type { MeView } from '../../../bot/groups/view'
import type { LedgerView } from '../../../bot/ledger/view'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { type LedgerWish, useLedger, type useMe } from '../../reads'
import { Deliveries, type DeliveriesProps } from './deliveries'
import { EmptyLedger } from './empty-ledger'
import { LedgerChoice } from './ledger-choice'
import { Runs } from './runs'
import { Sums } from './sums'
import { placeOfWish, wishOf } from './wish'
import '../../looks/ledger.css'

export function LedgerPage({ me }: { readonly me: ReturnType<typeof useMe> }) {
  const { t } = useTranslation()
  const wish = wishOf(useSearch())
  const [, go] = useLocation()
  const ledger = useLedger(wish)
  const first = ledger.data?.pages[0]
  const problem = me.error ?? ledger.error
  const choose = (part: Partial<LedgerWish>) => go(placeOfWish({ ...wish, ...part }))
  return (
    <Page title={t('ledger.title')}>
      <p className="lead">{t('ledger.says')}</p>
      {problem && (
        <TroubleBar trouble={problem} onRetry={() => void Promise.all([me.refetch(), ledger.refetch()])} />
      )}
      {problem && !first && wish.ledger !== null && <Link href="/ledger">{t('ledger.to-every')}</Link>}
      {first && (
        <LedgerChoice
          ledgers={first.ledgers}
          chosen={wish.ledger}
          onChoose={(id) => choose({ ledger: id })}
        />
      )}
      {me.data && ledger.data ? (
        <Ledger
          me={me.data}
          pages={ledger.data.pages}
          state={wish.state}
          busy={ledger.isPlaceholderData}
          onChoose={(state) => choose({ state })}
          older={
            ledger.hasNextPage
              ? { busy: ledger.isFetchingNextPage, load: () => void ledger.fetchNextPage() }
              : null
          }
        />
      ) : (
        !problem && <Shape />
      )}
    </Page>
  )
}

function Ledger({ me, ...list }: Omit<DeliveriesProps, 'zone'> & { readonly me: MeView }) {
  const [first] = list.pages
  if (!first) return null
  if (list.state === 'all' && !list.busy && first.deliveries.length === 0) return <EmptyLedger me={me} />
  const { zone } = me.network
  return (
    <>
      <Warning says={first.warning} />
      <Sums counts={first.counts} />
      <Unreachable names={first.unreachable} />
      <div className={first.runs.length > 0 ? 'ledger two' : 'ledger'}>
        <Runs runs={first.runs} zone={zone} />
        <Deliveries {...list} zone={zone} />
      </div>
    </>
  )
}

/** Whom neither way reaches: somebody has to tell them in person, or put in their address. */
function Unreachable({ names }: { readonly names: LedgerView['unreachable'] }) {
  const { t } = useTranslation()
  if (names.length === 0) return null
  return <p className="lead">{t('ledger.unreachable', { count: names.length, names: names.join(', ') })}</p>
}

/** The region is there before its words, so that they are told when they come. */
function Warning({ says }: { readonly says: LedgerView['warning'] }) {
  return (
    <div role="status">
      {says !== null && (
        <MessageBar intent="warning" layout="multiline" className="ledger-warning" data-testid="warning">
          <MessageBarBody>{says}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  )
}

function Shape() {
  return (
    <div className="stack">
      <div className="panel">
        <Waiting rows={2} />
      </div>
      <div className="panel">
        <Waiting rows={7} />
      </div>
    </div>
  )
}
