/** Which page stands under which address. Heavy pages come when they are opened. */
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { useLive } from '../live'
import { HomePage } from '../pages/home/home-page'
import { ListPage } from '../pages/polls/list-page'
import { client, useMe } from '../reads'
import type { Session } from '../session'
import { speak } from '../texts'
import { Trouble } from '../trouble'
import { MissingPage } from './missing-page'
import { needPlaces } from './need-places'
import { ChooseNetworkPage } from './network-choice'
import { offerPlaces } from './offer-places'
import { Page } from './page'
import { Safety } from './safety'
import { Shell } from './shell'
import { Waiting } from './waiting'

const PollPage = lazy(() => import('../pages/polls/poll-page').then((page) => ({ default: page.PollPage })))
const NewPage = lazy(() => import('../pages/polls/new-page').then((page) => ({ default: page.NewPage })))
const LedgerPage = lazy(() =>
  import('../pages/ledger/ledger-page').then((page) => ({ default: page.LedgerPage })),
)
const GroupsPage = lazy(() =>
  import('../pages/groups/groups-page').then((page) => ({ default: page.GroupsPage })),
)
const GroupPage = lazy(() =>
  import('../pages/groups/group-page').then((page) => ({ default: page.GroupPage })),
)
const NetworkPage = lazy(() =>
  import('../pages/network/network-page').then((page) => ({ default: page.NetworkPage })),
)
const ImportPage = lazy(() =>
  import('../pages/network/import-page').then((page) => ({ default: page.ImportPage })),
)
const PeoplePage = lazy(() =>
  import('../pages/network/people-page').then((page) => ({ default: page.PeoplePage })),
)
const NewGroupPage = lazy(() =>
  import('../pages/network/new-group-page').then((page) => ({ default: page.NewGroupPage })),
)
const SetUpPage = lazy(() =>
  import('../pages/set-up/set-up-page').then((page) => ({ default: page.SetUpPage })),
)
const DataPage = lazy(() => import('../pages/data/data-page').then((page) => ({ default: page.DataPage })))
const RetentionPage = lazy(() =>
  import('../pages/data/retention-page').then((page) => ({ default: page.RetentionPage })),
)
const AuditPage = lazy(() =>
  import('../pages/audit/audit-page').then((page) => ({ default: page.AuditPage })),
)
const ConfigurePage = lazy(() =>
  import('../pages/groups/configure-page').then((page) => ({ default: page.ConfigurePage })),
)

const CommitteePage = lazy(() =>
  import('../pages/committee/committee-page').then((page) => ({ default: page.CommitteePage })),
)
const ElectionPage = lazy(() =>
  import('../pages/elections/election-page').then((page) => ({ default: page.ElectionPage })),
)
const NewElectionPage = lazy(() =>
  import('../pages/elections/new-election-page').then((page) => ({ default: page.NewElectionPage })),
)

export function Places({ session }: { readonly session: Session }) {
  const me = useMe()
  // Another network is another member: what was told to the one is nothing for the other.
  const live = useLive(client, me.data?.id ?? null)
  const [path] = useLocation()
  const { t } = useTranslation()
  const language = me.data?.language
  useEffect(() => {
    if (language) speak(language)
  }, [language])

  const pages = (
    <Safety key={path}>
      <Suspense
        fallback={
          <Page title={t('app.name')} quiet>
            <Waiting rows={6} />
          </Page>
        }
      >
        <Switch>
          <Route path="/">
            <HomePage me={me} />
          </Route>
          <Route path="/polls">
            <ListPage me={me} />
          </Route>
          <Route path="/polls/new">
            <NewPage />
          </Route>
          <Route path="/polls/:id">{({ id }) => <PollPage key={id} id={id} />}</Route>
          <Route path="/committee">
            <CommitteePage />
          </Route>
          <Route path="/elections/new">
            <NewElectionPage />
          </Route>
          <Route path="/elections/:id">{({ id }) => <ElectionPage key={id} id={id} />}</Route>
          {needPlaces}
          {offerPlaces}
          <Route path="/ledger">
            <LedgerPage me={me} />
          </Route>
          <Route path="/groups">
            <GroupsPage />
          </Route>
          <Route path="/groups/:id">{({ id }) => <GroupPage key={id} id={id} />}</Route>
          <Route path="/network">
            <NetworkPage />
          </Route>
          <Route path="/network/import">
            <ImportPage />
          </Route>
          <Route path="/network/people">
            <PeoplePage />
          </Route>
          <Route path="/network/groups/new">
            <NewGroupPage />
          </Route>
          <Route path="/data">
            <DataPage me={me} />
          </Route>
          <Route path="/data/retention">
            <RetentionPage />
          </Route>
          <Route path="/audit">
            <AuditPage me={me} />
          </Route>
          <Route path="/configure">
            <ConfigurePage me={me} inTeams={session.place === 'teams'} />
          </Route>
          <Route>
            <MissingPage />
          </Route>
        </Switch>
      </Suspense>
    </Safety>
  )
  // Inside Teams, in a tenant whose network is still to be set up.
  if (me.error instanceof Trouble && me.error.words?.code === 'groups:no-network')
    return (
      <main className="content">
        <Suspense fallback={<Waiting rows={6} />}>
          <SetUpPage onFounded={() => void client.invalidateQueries()} />
        </Suspense>
      </main>
    )
  const networks = me.error instanceof Trouble ? me.error.networks : []
  if (networks.length > 0)
    return (
      <main className="content bare">
        <ChooseNetworkPage networks={networks} />
      </main>
    )
  // Teams shows the configuration page in a small dialog, where nothing leads anywhere else.
  const bare = path === '/configure' && session.place === 'teams'
  return bare ? (
    <main className="content bare">{pages}</main>
  ) : (
    <Shell session={session} me={me.data} live={live}>
      {pages}
    </Shell>
  )
}
