/** People who ask to be let into a group, as open items of who may answer. */
import type { FindOpen } from '../inbox/open'
import { waitingRequests } from './join-store'
import { reachOf } from './reach-store'
import { may } from './rights'

/** @param mail whether mail is set up: who is reached by nothing else waits for nothing but it */
export function openJoinRequests(mail: boolean): FindOpen {
  return async (tx, { member, words }) => {
    const kept = Object.keys(member.memberships).filter((group) => may(member, 'keep-members', group))
    const all = await waitingRequests(tx, may(member, 'keep-members') ? null : kept)
    const reached = await reachOf(tx, [...new Set(all.flatMap(({ coordinators }) => coordinators))], mail)
    const isReached = new Set(reached.map(({ memberId }) => memberId))
    // To the office it is an open item only where nobody else would ever hear of it.
    const own = all.filter(
      ({ coordinators }) => coordinators.includes(member.id) || !coordinators.some((id) => isReached.has(id)),
    )
    const { t } = words
    return own.map(({ id, groupId, group, name, organisation }) => ({
      ...{ kind: 'join-request', id, page: `groups/${groupId}`, until: null },
      title: t('groups:join.title', { name }),
      more: `${group} · ${organisation}`,
      act: { title: t('groups:join.answer'), verb: 'group.join-request', data: { request: id } },
    }))
  }
}
