/** Verbund: its groups and organisations, and for the office what is still to be set up. */
import { Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import '../../looks/forms.css'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useMe, useNetwork } from '../../reads'
import { GroupRows } from '../groups/group-rows'
import { NeedRules } from '../topics/need-rules'
import { ExportButtons } from './export-buttons'
import { NextSteps } from './next-steps'
import { Organisations } from './organisations'
import { SeatsFound } from './seats-found'
import { Settings } from './settings'

export function NetworkPage() {
  const { t } = useTranslation()
  const network = useNetwork()
  const [search, setSearch] = useState('')
  const words = search.trim().toLowerCase()
  const fits = (...texts: readonly string[]) => texts.some((text) => text.toLowerCase().includes(words))
  const view = network.data
  return (
    <Page title={t('network.title')} actions={view?.mayAdminister && <ExportButtons />}>
      {network.isPending && <Waiting rows={8} />}
      {network.isError && <TroubleBar trouble={network.error} onRetry={() => void network.refetch()} />}
      {view && (
        <div className="stack">
          {view.mayAdminister && <NextSteps view={view} />}
          <Input
            className="search"
            type="search"
            aria-label={t('network.search')}
            placeholder={t('network.search')}
            value={search}
            onChange={(_, { value }) => setSearch(value)}
          />
          <Panel title={t('network.groups')}>
            <GroupRows
              groups={view.groups.filter((one) => fits(one.name, one.topic))}
              mayAdminister={view.mayAdminister}
            />
          </Panel>
          <SeatsFound fits={fits} />
          <Settings view={view} />
          <NeedRules />
          <ToLedger />
          <Organisations
            organisations={view.organisations}
            shown={view.organisations.filter((one) => fits(one.name, one.sector, one.parent?.name ?? ''))}
            mayAdminister={view.mayAdminister}
          />
        </div>
      )}
    </Page>
  )
}

/** Where a narrow screen has no room for it in its bar. */
function ToLedger() {
  const { t } = useTranslation()
  const roles = useMe().data?.roles ?? []
  if (!(['coordinator', 'chair', 'office'] as const).some((role) => roles.includes(role))) return null
  return (
    <Panel title={t('ledger.title')}>
      <p>{t('ledger.says')}</p>
      <p>
        <Link href="/ledger">{t('ledger.open-all')}</Link>
      </p>
    </Panel>
  )
}
