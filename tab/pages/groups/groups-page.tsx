/** Arbeitskreise: mine first, then those that I may join. */
import { useTranslation } from 'react-i18next'
import '../../looks/forms.css'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useNetwork } from '../../reads'
import { GroupRows } from './group-rows'

export function GroupsPage() {
  const { t } = useTranslation()
  const network = useNetwork()
  const groups = network.data?.groups ?? []
  return (
    <Page title={t('groups.title')}>
      {network.isPending && <Waiting rows={8} />}
      {network.isError && <TroubleBar trouble={network.error} onRetry={() => void network.refetch()} />}
      {network.data && (
        <div className="stack">
          <Panel title={t('groups.mine')}>
            <GroupRows groups={groups.filter(({ role }) => role !== null)} mayAdminister={false} />
          </Panel>
          <Panel title={t('groups.others')}>
            <GroupRows
              groups={groups.filter(({ role }) => role === null)}
              mayAdminister={network.data.mayAdminister}
            />
          </Panel>
        </div>
      )}
    </Page>
  )
}
