/** Umfragen: open and closed polls, of all groups or of one. The landing page of a channel's tab, so nothing personal leads. */
import { Button, Select } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import type { GroupLine } from '../../../bot/groups/view'
import type { PollLine, PollListView } from '../../../bot/polls/view'
import { ButtonLink } from '../../frame/button-link'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { type useMe, usePollList } from '../../reads'
import { PollRows } from './poll-row'

export function ListPage({ me }: { readonly me: ReturnType<typeof useMe> }) {
  const { t } = useTranslation()
  const group = new URLSearchParams(useSearch()).get('group')
  const [, go] = useLocation()
  const list = usePollList(group)
  const groups = me.data?.groups ?? []
  const mayOpen = groups.some((one) => one.mayOpenPolls && (group === null || one.id === group))
  const problem = me.error ?? list.error
  const first = list.data?.pages[0]
  // The empty page offers the first step itself.
  const empty = first ? first.waiting.length + first.open.length + first.closed.length === 0 : false
  return (
    <Page title={t('polls.title')} actions={mayOpen && !empty && <NewPoll group={group} />}>
      {groups.length > 1 && (
        <GroupFilter
          groups={groups}
          group={group}
          onChoose={(next) => go(next === '' ? '/polls' : `/polls?group=${encodeURIComponent(next)}`)}
        />
      )}
      {list.data && me.data ? (
        <Lists
          pages={list.data.pages}
          zone={me.data.network.zone}
          mayOpen={mayOpen}
          group={group}
          older={
            list.hasNextPage ? { busy: list.isFetchingNextPage, load: () => void list.fetchNextPage() } : null
          }
        />
      ) : (
        !problem && (
          <div className="panel">
            <Waiting rows={7} />
          </div>
        )
      )}
      {problem && (
        <TroubleBar trouble={problem} onRetry={() => void Promise.all([me.refetch(), list.refetch()])} />
      )}
    </Page>
  )
}

interface ListsProps {
  readonly pages: readonly PollListView[]
  readonly zone: string
  readonly mayOpen: boolean
  readonly group: string | null
  readonly older: { readonly busy: boolean; readonly load: () => void } | null
}

function Lists({ pages, zone, mayOpen, group, older }: ListsProps) {
  const { t } = useTranslation()
  const open = onlyOnce([...(pages[0]?.waiting ?? []), ...(pages[0]?.open ?? [])]).sort(byDeadline)
  const closed = onlyOnce(pages.flatMap((page) => page.closed))
  if (open.length + closed.length === 0) return <Empty mayOpen={mayOpen} group={group} />
  return (
    <div className="stack">
      <Panel title={t('polls.open')}>
        {open.length > 0 ? (
          <PollRows polls={open} zone={zone} />
        ) : (
          <p className="quiet">{t('polls.none-open')}</p>
        )}
      </Panel>
      <Panel title={t('polls.closed')}>
        {closed.length > 0 ? (
          <PollRows polls={closed} zone={zone} />
        ) : (
          <p className="quiet">{t('polls.none-closed')}</p>
        )}
        {older && (
          <Button className="older" onClick={older.load} disabledFocusable={older.busy}>
            {t(older.busy ? 'polls.loading-older' : 'polls.older')}
          </Button>
        )}
      </Panel>
    </div>
  )
}

function NewPoll({ group }: { readonly group: string | null }) {
  const { t } = useTranslation()
  const href = group === null ? '/polls/new' : `/polls/new?group=${encodeURIComponent(group)}`
  return (
    <ButtonLink href={href} icon={<AddRegular />}>
      {t('polls.new')}
    </ButtonLink>
  )
}

interface FilterProps {
  readonly groups: readonly GroupLine[]
  readonly group: string | null
  readonly onChoose: (group: string) => void
}

function GroupFilter({ groups, group, onChoose }: FilterProps) {
  const { t } = useTranslation()
  const id = useId()
  const chosen = groups.find((one) => one.id === group)
  return (
    <div className="filter">
      <label htmlFor={id}>{t('polls.group')}</label>
      <Select id={id} value={group ?? ''} onChange={(_, { value }) => onChoose(value)}>
        <option value="">{t('polls.every-group')}</option>
        {groups.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      {chosen?.mayOpenPolls && (
        <Link href={`/ledger?ledger=${encodeURIComponent(chosen.id)}`}>{t('ledger.title')}</Link>
      )}
    </div>
  )
}

function Empty({ mayOpen, group }: { readonly mayOpen: boolean; readonly group: string | null }) {
  const { t } = useTranslation()
  return (
    <div className="panel empty">
      <h2>{t('polls.empty')}</h2>
      <p>{t('polls.empty-why')}</p>
      {mayOpen ? <NewPoll group={group} /> : <p>{t('polls.empty-member')}</p>}
    </div>
  )
}

function onlyOnce(polls: readonly PollLine[]): PollLine[] {
  return [...new Map(polls.map((poll) => [poll.id, poll])).values()]
}

function byDeadline(one: PollLine, other: PollLine): number {
  return one.deadline.localeCompare(other.deadline)
}
