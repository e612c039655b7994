/** Calls an election with the same form as in Teams, and goes to it. */
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { CardHost } from '../../card-host'
import { firstPlace } from '../../card-links'
import type { Shown } from '../../card-state'
import { Page } from '../../frame/page'
import { client } from '../../reads'

export function NewElectionPage() {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [called, setCalled] = useState(false)
  const source = useMemo(() => ({ verb: 'election.form', data: {} }), [])
  const onAnswer = (verb: string, shown: Shown) => {
    if (verb !== 'election.call' || shown.refused) return
    void client.invalidateQueries({ queryKey: ['election.list'] })
    const place = firstPlace(shown.card, location.origin, isElection)
    if (place === null) setCalled(true)
    else go(place, { replace: true })
  }
  return (
    <Page
      title={t('election.call')}
      unseen
      before={
        <div className="crumbs">
          <Link href="/committee">
            <ChevronLeftRegular aria-hidden /> {t('committee.title')}
          </Link>
        </div>
      }
    >
      <div className="panel card-panel narrow">
        <CardHost source={source} poll={null} name={t('election.form')} onAnswer={onAnswer} />
        {called && (
          <p>
            {t('election.called')} <Link href="/committee">{t('committee.title')}</Link>
          </p>
        )}
      </div>
    </Page>
  )
}

function isElection(path: string): boolean {
  return /^\/elections\/(?!new\b)[^/]+/.test(path)
}
