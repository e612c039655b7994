/** The frame around every page: who one is, where one is, where one can go. */
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Language, MeView } from '../../bot/groups/view'
import { act } from '../ask'
import { client } from '../reads'
import type { Session } from '../session'
import { speak } from '../texts'
import { DemoBar } from './demo-bar'
import { NetworkSwitch } from './network-choice'
import { Rail } from './rail'
import { TroubleBar } from './trouble-bar'

interface Props {
  readonly session: Session
  readonly me: MeView | undefined
  readonly live: boolean
  readonly children: ReactNode
}

export function Shell({ session, me, live, children }: Props) {
  const { t } = useTranslation()
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      {session.place === 'demo' && (
        <DemoBar demo={session.demo} people={session.people} person={session.person} />
      )}
      <header className="top">
        {me && me.networks.length > 1 && !session.inChannel ? (
          <NetworkSwitch me={me} />
        ) : (
          <div className="network">{me?.network.name ?? t('app.name')}</div>
        )}
        {me && (
          <div className="own">
            <Link href="/data">{t('data.link')}</Link>
            <LanguageSwitch />
          </div>
        )}
      </header>
      <Rail me={me} />
      <main className="content" id="content" tabIndex={-1}>
        <div role="status">
          {!live && (
            <MessageBar intent="warning" layout="multiline" className="offline">
              <MessageBarBody>{t('trouble.offline')}</MessageBarBody>
            </MessageBar>
          )}
        </div>
        {children}
      </main>
    </div>
  )
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const change = useMutation({
    mutationFn: (language: Language) => act<MeView>('member.set-language', { language }),
    onSuccess: (me) => {
      client.setQueryData(['member.show'], me)
      speak(me.language)
      // The service writes in the reader's language, too.
      void client.invalidateQueries()
    },
  })
  const other = i18n.language === 'de' ? 'en' : 'de'
  return (
    <div className="language">
      {change.isError && <TroubleBar trouble={change.error} />}
      <Button
        appearance="subtle"
        size="small"
        lang={other}
        aria-label={t('language.label')}
        disabledFocusable={change.isPending}
        onClick={() => change.mutate(other)}
        data-testid="language"
      >
        {t('language.switch')}
      </Button>
    </div>
  )
}
