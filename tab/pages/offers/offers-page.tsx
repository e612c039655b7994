/** Angebote: what can be booked now, what concerns the reader's own organisation, what is over. */
import { Select } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import type { OfferListView, OfferListWhich } from '../../../bot/offers/view'
import { ButtonLink } from '../../frame/button-link'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { OfferRows } from './offer-rows'
import { useOffers } from './reads'

const choices: readonly OfferListWhich[] = ['now', 'mine', 'past']

export function OffersPage() {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch())
  const which = choices.find((one) => one === asked.get('which')) ?? 'now'
  const topic = asked.get('topic')
  const list = useOffers(which, topic)
  const view = list.data
  const show = (next: OfferListWhich, of: string | null) => go(addressOf(next, of), { replace: true })
  // The empty page offers the first step itself.
  const empty = view !== undefined && view.offers.length === 0 && topic === null
  return (
    <Page title={t('offers.title')} actions={view?.mayMake && !empty && <MakeOffer />}>
      <div className="offer-filter">
        <Which which={which} onChoose={(next) => show(next, null)} />
        {view && which === 'now' && (view.topics.length > 1 || topic !== null) && (
          <TopicFilter view={view} topic={topic} onChoose={(of) => show(which, of === '' ? null : of)} />
        )}
      </div>
      {list.isError && <TroubleBar trouble={list.error} onRetry={() => void list.refetch()} />}
      {view ? (
        <List view={view} />
      ) : (
        !list.isError && (
          <div className="panel">
            <Waiting rows={7} />
          </div>
        )
      )}
      <p className="beside">
        <Link href="/needs">{t('offers.to-needs')}</Link>
        <Link href="/gaps">{t('offers.to-gaps')}</Link>
      </p>
    </Page>
  )
}

function addressOf(which: OfferListWhich, topic: string | null): string {
  const asked = new URLSearchParams({ ...(which !== 'now' && { which }), ...(topic !== null && { topic }) })
  return asked.size === 0 ? '/offers' : `/offers?${asked}`
}

function List({ view }: { readonly view: OfferListView }) {
  const { t } = useTranslation()
  if (view.offers.length === 0) return <Empty view={view} />
  return (
    <section className="panel" aria-label={t(`offers.which.${view.which}`)}>
      <OfferRows offers={view.offers} />
      {view.more > 0 && <p className="quiet older">{t('offers.more', { count: view.more })}</p>}
    </section>
  )
}

function Empty({ view }: { readonly view: OfferListView }) {
  const { t } = useTranslation()
  if (view.topic !== null) return <p className="panel quiet">{t('offers.none-topic')}</p>
  return (
    <div className="panel empty">
      <h2>{t(`offers.none.${view.which}`)}</h2>
      <p>{t(`offers.none-why.${view.which}`)}</p>
      {view.which === 'now' && view.mayMake && <MakeOffer />}
      {view.which === 'mine' && <Link href="/offers">{t('offers.to-now')}</Link>}
    </div>
  )
}

function MakeOffer() {
  const { t } = useTranslation()
  return (
    <ButtonLink href="/offers/new" icon={<AddRegular />}>
      {t('offers.make')}
    </ButtonLink>
  )
}

interface WhichProps {
  readonly which: OfferListWhich
  readonly onChoose: (which: OfferListWhich) => void
}

function Which({ which, onChoose }: WhichProps) {
  const { t } = useTranslation()
  const name = useId()
  return (
    <fieldset className="choices">
      <legend className="unseen">{t('offers.which-offers')}</legend>
      {choices.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === which} onChange={() => onChoose(one)} />
          <span>{t(`offers.which.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface TopicProps {
  readonly view: OfferListView
  readonly topic: string | null
  readonly onChoose: (topic: string) => void
}

function TopicFilter({ view, topic, onChoose }: TopicProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="filter">
      <label htmlFor={id}>{t('offer.topic')}</label>
      <Select id={id} value={topic ?? ''} onChange={(_, { value }) => onChoose(value)}>
        <option value="">{t('offers.every-topic')}</option>
        {view.topics.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
    </div>
  )
}
