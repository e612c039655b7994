/** Elections, newest first: what is elected, how it stands, by when. The row is the link. */
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ElectionLine } from '../../../bot/elections/view'
import { ButtonLink } from '../../frame/button-link'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useElections, useMe } from '../../reads'
import { saysWhen } from '../../when'

export function Elections() {
  const { t } = useTranslation()
  const list = useElections()
  const zone = useMe().data?.network.zone ?? 'Europe/Berlin'
  return (
    <Panel
      title={t('election.list')}
      aside={list.data?.mayCall && <ButtonLink href="/elections/new">{t('election.call')}</ButtonLink>}
    >
      {list.data && list.data.elections.length === 0 && <p className="quiet">{t('election.none')}</p>}
      {list.data && (
        <ul className="rows" data-testid="elections">
          {list.data.elections.map((election) => (
            <li key={election.id}>
              <Row election={election} zone={zone} />
            </li>
          ))}
        </ul>
      )}
      {!list.data && !list.isError && <Waiting rows={3} />}
      {list.isError && <TroubleBar trouble={list.error} onRetry={() => void list.refetch()} />}
    </Panel>
  )
}

function Row({ election, zone }: { readonly election: ElectionLine; readonly zone: string }) {
  const { t, i18n } = useTranslation()
  return (
    <Link href={`/elections/${encodeURIComponent(election.id)}`} className="row election-row">
      <span className="row-what">
        <span className="row-title">{election.title}</span>
        <span className="row-more">
          <span>{election.group}</span>
          <span>{t(`election.state.${election.state}`)}</span>
        </span>
      </span>
      <span className="row-when">{saysBy(election, t, zone, i18n.language)}</span>
      <ChevronRightRegular className="row-go" aria-hidden />
    </Link>
  )
}

function saysBy({ state, opensAt, deadline }: ElectionLine, t: TFunction, zone: string, language: string) {
  if (state === 'called-off' || state === 'short') return ''
  const when = saysWhen(state === 'standing' ? opensAt : deadline, zone, language)
  return t(state === 'closed' ? 'state.since' : 'state.until', { when })
}
