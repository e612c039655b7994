/** Candidacies that somebody is asked for, as open items. */
import type { FindOpen } from '../inbox/open'
import { askedCandidacies } from './candidacy-store'

export const openCandidacies: FindOpen = async (tx, { member, words }) => {
  const { t } = words
  return (await askedCandidacies(tx, member.id)).map(({ id, title, group, opensAt, zone }) => ({
    ...{ kind: 'election-asked', id, page: `elections/${id}`, until: opensAt },
    title: t('elections:asked.title', { title }),
    more: `${group} · ${t('polls:card.until', { at: words.instant(opensAt, zone) })}`,
    act: { title: t('polls:action.answer'), verb: 'election.card', data: { election: id } },
  }))
}
