/** Themen und Regionen: what needs and offers choose from. Everybody sees the lists, the office keeps them. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { Proposals } from './proposals'
import { useTopics } from './reads'
import { Regions } from './regions'
import { Topics } from './topics'
import '../../looks/forms.css'
import '../../looks/topics.css'

export function TopicsPage() {
  const { t } = useTranslation()
  const topics = useTopics('')
  const view = topics.data
  return (
    <Page title={t('topics.title')}>
      <p className="lead">
        {t('topics.says')} <Link href="/network">{t('topics.to-rules')}</Link>
      </p>
      {topics.isError && <TroubleBar trouble={topics.error} onRetry={() => void topics.refetch()} />}
      {view ? (
        <div className="two">
          <div className="stack">
            {view.proposals.length > 0 && <Proposals view={view} />}
            <Topics view={view} />
          </div>
          <Regions view={view} />
        </div>
      ) : (
        !topics.isError && (
          <div className="panel">
            <Waiting rows={8} />
          </div>
        )
      )}
    </Page>
  )
}
