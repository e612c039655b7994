/** Where offers, the gap report and the list of topics stand: each page comes when it is opened. */
import { lazy } from 'react'
import { Route } from 'wouter'

const OffersPage = lazy(() =>
  import('../pages/offers/offers-page').then((page) => ({ default: page.OffersPage })),
)
const OfferPage = lazy(() =>
  import('../pages/offers/offer-page').then((page) => ({ default: page.OfferPage })),
)
const OfferFormPage = lazy(() =>
  import('../pages/offers/offer-form-page').then((page) => ({ default: page.OfferFormPage })),
)
const TopicsPage = lazy(() =>
  import('../pages/topics/topics-page').then((page) => ({ default: page.TopicsPage })),
)

/** A fragment, which the switch around it looks into. */
export const offerPlaces = (
  <>
    <Route path="/offers">
      <OffersPage />
    </Route>
    <Route path="/offers/new">
      <OfferFormPage key="new" offer={null} />
    </Route>
    <Route path="/offers/:id/edit">{({ id }) => <OfferFormPage key={id} offer={id} />}</Route>
    <Route path="/offers/:id">{({ id }) => <OfferPage key={id} id={id} />}</Route>
    <Route path="/topics">
      <TopicsPage />
    </Route>
  </>
)
