/** Protokoll: who did what, when, by which door; searched, proven to be whole, and taken along as a file. */
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useAudit, type useMe } from '../../reads'
import { ChainCheck } from './chain-check'
import { Entries } from './entries'
import { ExportLog } from './export-log'
import { SearchForm } from './search-form'
import { auditWishOf, placeOfAudit } from './wish'
import '../../looks/data.css'

export function AuditPage({ me }: { readonly me: ReturnType<typeof useMe> }) {
  const { t } = useTranslation()
  const wish = auditWishOf(useSearch())
  const [, go] = useLocation()
  const log = useAudit(wish)
  const problem = me.error ?? log.error
  const pages = log.data?.pages ?? []
  return (
    <Page title={t('audit.title')}>
      <p className="lead">
        {t('audit.says')} <Link href="/data/retention">{t('audit.retention')}</Link>
      </p>
      {problem && (
        <TroubleBar trouble={problem} onRetry={() => void Promise.all([me.refetch(), log.refetch()])} />
      )}
      <div className="two audit">
        <div className="stack side">
          <SearchForm
            key={JSON.stringify(wish)}
            wish={wish}
            deeds={pages[0]?.deeds ?? []}
            onSeek={(next) => go(placeOfAudit(next))}
          />
          <ChainCheck />
          <ExportLog wish={wish} />
        </div>
        {me.data && log.data ? (
          <Entries
            pages={pages}
            wish={wish}
            zone={me.data.network.zone}
            busy={log.isPlaceholderData}
            older={
              log.hasNextPage ? { busy: log.isFetchingNextPage, load: () => void log.fetchNextPage() } : null
            }
          />
        ) : (
          !problem && (
            <div className="panel">
              <Waiting rows={9} />
            </div>
          )
        )}
      </div>
    </Page>
  )
}
