/** What is open in a group, polls and elections, and what was decided last. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useElections, useMe, usePollList } from '../../reads'
import { ElectionRows } from '../elections/election-rows'
import { PollRows } from '../polls/poll-row'

const closedShown = 5

export function GroupPolls({ group }: { readonly group: string }) {
  const { t } = useTranslation()
  const list = usePollList(group)
  const zone = useMe().data?.network.zone
  const elections = useElections()
  const first = list.data?.pages[0]
  if (list.isError && !first) return <TroubleBar trouble={list.error} onRetry={() => void list.refetch()} />
  if (elections.isError && !elections.data)
    return <TroubleBar trouble={elections.error} onRetry={() => void elections.refetch()} />
  if (!first || !elections.data || !zone) return <Waiting rows={3} />
  const running = [...first.waiting, ...first.open]
  // Once people may vote, it is a poll.
  const standing = elections.data.elections.filter(
    ({ group: { id }, state }) => id === group && (state === 'standing' || state === 'short'),
  )
  return (
    <Panel title={t('groups.running')}>
      {running.length + standing.length === 0 && <p className="quiet">{t('groups.nothing-runs')}</p>}
      {standing.length > 0 && <ElectionRows elections={standing} zone={zone} ofGroup />}
      {running.length > 0 && <PollRows polls={running} zone={zone} />}
      {first.closed.length > 0 && <h3>{t('groups.over')}</h3>}
      <PollRows polls={first.closed.slice(0, closedShown)} zone={zone} />
      <p>
        <Link href={`/polls?group=${encodeURIComponent(group)}`}>{t('groups.all-polls')}</Link>
      </p>
    </Panel>
  )
}
