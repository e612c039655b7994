/** One group: what it is for, who is in it, where it meets, what runs; joining and leaving. */
import { Button } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { GroupView } from '../../../bot/groups/view'
import '../../looks/forms.css'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useGroup, useMe } from '../../reads'
import { Channels } from './channels'
import { EditGroup } from './edit-group'
import { GroupPolls } from './group-polls'
import { JoinOrLeave } from './join-or-leave'
import { Members } from './members'
import { Requests } from './requests'

export function GroupPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const group = useGroup(id)
  const view = group.data
  const before = (
    <div className="crumbs">
      <Link href="/groups">
        <ChevronLeftRegular aria-hidden /> {t('groups.title')}
      </Link>
    </div>
  )
  if (!view)
    return (
      <Page title={t('groups.one')} before={before}>
        {group.isPending && <Waiting rows={8} />}
        {group.isError && <TroubleBar trouble={group.error} onRetry={() => void group.refetch()} />}
      </Page>
    )
  return (
    <Page title={view.name} before={before} actions={<JoinOrLeave group={view} />}>
      <div className="two">
        <div className="stack">
          <Purpose group={view} />
          {view.requests && view.requests.length > 0 && <Requests requests={view.requests} />}
          <Members group={view} />
        </div>
        <div className="stack">
          {view.role !== null || view.mayAdminister ? <GroupPolls group={view.id} /> : null}
          <Channels group={view} />
        </div>
      </div>
    </Page>
  )
}

function Purpose({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const me = useMe()
  const [editing, setEditing] = useState(false)
  if (editing) return <EditGroup group={group} onEnd={() => setEditing(false)} />
  const polls = me.data?.groups.some(({ id, mayOpenPolls }) => id === group.id && mayOpenPolls)
  return (
    <Panel
      title={t('groups.purpose')}
      aside={group.mayAdminister && <Button onClick={() => setEditing(true)}>{t('network.change')}</Button>}
    >
      {group.topic && <p>{group.topic}</p>}
      {group.mandate ? (
        <p className="written">{group.mandate}</p>
      ) : (
        <p className="quiet">{t(group.mayAdminister ? 'groups.no-mandate-office' : 'groups.no-mandate')}</p>
      )}
      <p className="quiet">
        {t(
          group.kind === 'committee'
            ? 'groups.by-seat'
            : group.open
              ? 'groups.open-says'
              : 'groups.closed-says',
        )}
      </p>
      {polls && (
        <>
          <p>
            <Link href={`/polls/new?group=${encodeURIComponent(group.id)}`}>{t('polls.new')}</Link>
          </p>
          <p>
            <Link href={`/needs/rounds/new?scope=${encodeURIComponent(group.id)}`}>
              {t('needs.open-round')}
            </Link>
          </p>
        </>
      )}
    </Panel>
  )
}
