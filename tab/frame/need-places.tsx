/** Where rounds, answers and demand stand: each page comes when it is opened. */
import { lazy } from 'react'
import { Route } from 'wouter'

const NeedsPage = lazy(() =>
  import('../pages/needs/needs-page').then((page) => ({ default: page.NeedsPage })),
)
const NewRoundPage = lazy(() =>
  import('../pages/needs/new-round-page').then((page) => ({ default: page.NewRoundPage })),
)
const RoundPage = lazy(() =>
  import('../pages/needs/round-page').then((page) => ({ default: page.RoundPage })),
)
const NeedFormPage = lazy(() =>
  import('../pages/needs/need-form-page').then((page) => ({ default: page.NeedFormPage })),
)
const DemandPage = lazy(() =>
  import('../pages/needs/demand-page').then((page) => ({ default: page.DemandPage })),
)

/** A fragment, which the switch around it looks into. */
export const needPlaces = (
  <>
    <Route path="/needs">
      <NeedsPage />
    </Route>
    <Route path="/needs/rounds/new">
      <NewRoundPage />
    </Route>
    <Route path="/needs/rounds/:id">{({ id }) => <RoundPage key={id} id={id} />}</Route>
    <Route path="/needs/rounds/:id/new">{({ id }) => <NeedFormPage key={id} round={id} need={null} />}</Route>
    <Route path="/needs/rounds/:id/needs/:need">
      {({ id, need }) => <NeedFormPage key={need} round={id} need={need} />}
    </Route>
    <Route path="/needs/demand">
      <DemandPage round={null} />
    </Route>
    <Route path="/needs/demand/:round">{({ round }) => <DemandPage round={round} />}</Route>
  </>
)
