/** Where Teams asks what a new tab in a channel shows: one group's polls, the same for everyone there. */
import { Select } from '@fluentui/react-components'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../frame/page'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import type { useMe } from '../../reads'
import { offerTab } from '../../session'

interface Props {
  readonly me: ReturnType<typeof useMe>
  readonly inTeams: boolean
}

export function ConfigurePage({ me, inTeams }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('')
  const id = useId()
  const groups = me.data?.groups ?? []
  const group = groups.find((one) => one.id === chosen) ?? (groups.length === 1 ? groups[0] : undefined)
  useEffect(() => {
    offerTab(
      group
        ? {
            entityId: `group-${group.id}`,
            name: t('configure.name', { group: group.name }),
            path: `/polls?group=${encodeURIComponent(group.id)}`,
          }
        : null,
    )
  }, [group, t])
  return (
    <Page title={t('configure.title')}>
      <div className="panel narrow">
        <p>{t('configure.says')}</p>
        {me.isPending && <Waiting rows={2} />}
        {me.isError && <TroubleBar trouble={me.error} onRetry={() => void me.refetch()} />}
        {me.data && groups.length === 0 && <p>{t('configure.none')}</p>}
        {groups.length > 0 && (
          <div className="filter">
            <label htmlFor={id}>{t('configure.group')}</label>
            <Select id={id} value={group?.id ?? ''} onChange={(_, { value }) => setChosen(value)}>
              <option value="">{t('configure.choose')}</option>
              {groups.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          </div>
        )}
        {!inTeams && <p className="quiet">{t('configure.outside')}</p>}
        {inTeams && group && <p role="status">{t('configure.ready')}</p>}
      </div>
    </Page>
  )
}
