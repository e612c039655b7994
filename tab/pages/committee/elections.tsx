/** Elections, newest first, and the way to call one. */
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../frame/button-link'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useElections, useMe } from '../../reads'
import { ElectionRows } from '../elections/election-rows'

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
      {list.data && <ElectionRows elections={list.data.elections} zone={zone} />}
      {!list.data && !list.isError && <Waiting rows={3} />}
      {list.isError && <TroubleBar trouble={list.error} onRetry={() => void list.refetch()} />}
    </Panel>
  )
}
