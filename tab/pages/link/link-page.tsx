/** The page of a personal link: whose it is, "Öffnen", then the very card, outside Teams and without an account. */
import { Button } from '@fluentui/react-components'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkView } from '../../../bot/links/view'
import { act, askAs, read } from '../../ask'
import { CardHost } from '../../card-host'
import { Page } from '../../frame/page'
import { Waiting } from '../../frame/waiting'
import { announcePoll } from '../../live'
import { speak } from '../../texts'
import { worthRepeating } from '../../trouble'
import { saysWhen } from '../../when'
import { browserKey, tokenHere } from './link-key'
import { LinkRefused } from './link-refused'
import '../../looks/link.css'

export function LinkPage() {
  // Whoever opens the next mail in the same window changes the fragment alone.
  const token = useSyncExternalStore(onHash, tokenHere)
  return <OneLink key={token} token={token} />
}

function onHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

function OneLink({ token }: { readonly token: string }) {
  useState(() => askAs({ token: async () => token, renew: async () => false, browser: browserKey(token) }))
  const { t } = useTranslation()
  const link = useQuery({
    queryKey: ['link.show', token],
    queryFn: () => read<LinkView>('link.show'),
    retry: worthRepeating,
    gcTime: 0,
  })
  const opening = useMutation({ mutationFn: () => act<LinkView>('link.open', {}) })
  const view = opening.data ?? link.data
  const language = view?.language
  useEffect(() => {
    if (language) speak(language)
  }, [language])
  const trouble = opening.error ?? (view ? null : link.error)
  if (trouble) return <LinkRefused trouble={trouble} onRetry={() => void link.refetch()} />
  if (!view) return <Page title={t('app.name')}>{<Waiting rows={6} />}</Page>
  return (
    <Page title={view.title} unseen={view.opened} before={<p className="network">{view.network}</p>}>
      <div className="stack">
        {view.opened ? (
          <OpenLink view={view} />
        ) : (
          <NewLink view={view} opening={opening.isPending} onOpen={() => opening.mutate()} />
        )}
      </div>
    </Page>
  )
}

interface NewProps {
  readonly view: LinkView
  readonly opening: boolean
  readonly onOpen: () => void
}

/** A mere look binds nothing: programs that check mails look, too. */
function NewLink({ view, opening, onOpen }: NewProps) {
  const { t } = useTranslation()
  return (
    <section className="panel link-new" aria-label={t('link.title')}>
      <p className="link-for">{t('link.for', { name: view.name })}</p>
      <p>{t('link.binds')}</p>
      <Button appearance="primary" size="large" disabledFocusable={opening} onClick={onOpen}>
        {t('link.open')}
      </Button>
      <p className="quiet">{t('link.not-you')}</p>
      <Until view={view} />
    </section>
  )
}

function OpenLink({ view }: { readonly view: LinkView }) {
  const { t } = useTranslation()
  const { card, matter } = view
  const source = useMemo(() => card, [card])
  useLooksAgain(matter)
  return (
    <>
      <div className="panel card-panel">
        <CardHost source={source} poll={matter} name={view.title} />
      </div>
      <p className="quiet">
        {t('link.for', { name: view.name })} {t('link.not-you')}
      </p>
      <Until view={view} />
    </>
  )
}

function Until({ view }: { readonly view: LinkView }) {
  const { t, i18n } = useTranslation()
  return <p className="quiet">{t('link.until', { at: saysWhen(view.until, view.zone, i18n.language) })}</p>
}

/** No stream of changes comes here: the card is read again whenever somebody looks at the page again. */
function useLooksAgain(matter: string): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') announcePoll(matter)
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [matter])
}
