/** Opens a poll with the same form as in Teams, and goes to the new poll. */
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { CardHost } from '../../card-host'
import { firstPlace } from '../../card-links'
import type { Shown } from '../../card-state'
import { Page } from '../../frame/page'
import { client } from '../../reads'

export function NewPage() {
  const { t } = useTranslation()
  const group = new URLSearchParams(useSearch()).get('group')
  const [, go] = useLocation()
  const [opened, setOpened] = useState(false)
  const source = useMemo(() => ({ verb: 'poll.form', data: { group } }), [group])
  const onAnswer = (verb: string, shown: Shown) => {
    if (verb !== 'poll.open' || shown.refused) return
    void client.invalidateQueries({ queryKey: ['poll.list'] })
    const place = firstPlace(shown.card, location.origin, isPoll)
    if (place === null) setOpened(true)
    else go(place, { replace: true })
  }
  return (
    <Page
      title={t('new.title')}
      unseen
      before={
        <div className="crumbs">
          <Link href="/polls">
            <ChevronLeftRegular aria-hidden /> {t('poll.back')}
          </Link>
        </div>
      }
    >
      <div className="panel card-panel narrow">
        <CardHost source={source} poll={null} name={t('new.card')} onAnswer={onAnswer} />
        {opened && (
          <p>
            {t('new.opened')} <Link href="/polls">{t('new.all')}</Link>
          </p>
        )}
      </div>
    </Page>
  )
}

function isPoll(path: string): boolean {
  return /^\/polls\/(?!new\b)[^/]+/.test(path)
}
