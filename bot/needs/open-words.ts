/** Rounds in which the reader's organisation has not answered, as open items. */
import type { FindOpen } from '../inbox/open'
import { roundName } from './cards/round-names'
import { mayAnswerIn } from './round'
import { openRoundsAsking } from './round-store'

export const openRounds: FindOpen = async (tx, { member, words }) => {
  const { t } = words
  const waiting = (await openRoundsAsking(tx, member.organisationId)).filter(
    ({ round, answered }) => !answered && mayAnswerIn(round, member),
  )
  return waiting.map(({ round, group }) => ({
    ...{ kind: 'round', id: round.id, page: `rounds/${round.id}`, until: round.deadline },
    title: t('needs:open.title', { organisation: member.organisation }),
    more: `${roundName({ quarter: round.quarter, group }, words)} · ${t('needs:card.until', { at: words.instant(round.deadline) })}`,
    act: { title: t('needs:action.answer'), verb: 'need.start', data: { round: round.id } },
  }))
}
