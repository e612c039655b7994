/** Puts theme, language and reader around the pages, and says what to do when there is no reader. */
import {
  FluentProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Router } from 'wouter'
import { Places } from './frame/places'
import { TroubleBar } from './frame/trouble-bar'
import { Waiting } from './frame/waiting'
import { client } from './reads'
import { type Look, onSession, type Session, sessionNow } from './session'
import { speak } from './texts'

const SetUpPage = lazy(() =>
  import('./pages/set-up/set-up-page').then((page) => ({ default: page.SetUpPage })),
)

const LinkPage = lazy(() => import('./pages/link/link-page').then((page) => ({ default: page.LinkPage })))

const themes = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }

export function App({ onReopen }: { readonly onReopen: () => void }) {
  const session = useSyncExternalStore(onSession, sessionNow)
  useLook(session.look)
  useEffect(() => speak(session.language), [session.language])
  return (
    <FluentProvider theme={themes[session.look]} className="app">
      <Content session={session} onReopen={onReopen} />
    </FluentProvider>
  )
}

function Content({ session, onReopen }: { readonly session: Session; readonly onReopen: () => void }) {
  const { t } = useTranslation()
  if (session.place === 'teams' || session.place === 'demo') {
    return (
      <QueryClientProvider client={client}>
        <Router base="/tab">
          <Places key={session.person} session={session} />
        </Router>
      </QueryClientProvider>
    )
  }
  if (session.place === 'link')
    return (
      <QueryClientProvider client={client}>
        <Router base="/tab">
          <main className="content bare link-page">
            <Suspense fallback={<Waiting rows={6} />}>
              <LinkPage />
            </Suspense>
          </main>
        </Router>
      </QueryClientProvider>
    )
  if (session.place === 'set-up')
    return (
      <QueryClientProvider client={client}>
        <main className="content">
          <Suspense fallback={<Waiting rows={6} />}>
            <SetUpPage onFounded={onReopen} />
          </Suspense>
        </main>
      </QueryClientProvider>
    )
  return (
    <main className="plain">
      <h1>{session.place === 'outside' ? t('outside.title') : t('app.name')}</h1>
      {session.place === 'opening' && <Waiting rows={4} />}
      {session.place === 'outside' && <p>{t('outside.says')}</p>}
      {session.place === 'unreachable' && <TroubleBar trouble={session.trouble} onRetry={onReopen} />}
    </main>
  )
}

/** Scroll bars and native controls follow, and the page behind the frame. */
function useLook(look: Look): void {
  useEffect(() => {
    document.documentElement.style.colorScheme = look === 'light' ? 'light' : 'dark'
    document.documentElement.style.background = themes[look].colorNeutralBackground3
    document.documentElement.dataset.look = look
  }, [look])
}
