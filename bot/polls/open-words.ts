/** Polls that wait for somebody's answer, as open items. */
import type { FindOpen, OpenItem } from '../inbox/open'
import type { Wording } from '../texts'
import { type WaitingPoll, waitingPolls } from './list-store'

export const openPolls: FindOpen = async (tx, { member, words }) =>
  (await waitingPolls(tx, member.id)).map((poll) => openPollItem(poll, words))

export function openPollItem({ id, question, group, deadline }: WaitingPoll, words: Wording): OpenItem {
  const { t } = words
  return {
    ...{ kind: 'poll', id, title: question, page: `polls/${id}`, until: deadline },
    more: `${group} · ${t('polls:card.until', { at: words.instant(deadline) })}`,
    act: { title: t('polls:action.answer'), verb: 'poll.card', data: { poll: id } },
  }
}
