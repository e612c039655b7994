/** What of a round goes to people without Teams by mail. */
import type { Wording } from '../../texts'
import type { RoundView } from '../view'
import type { ResultView } from './result-card'
import type { RoundCardContext, RoundWhy } from './round-card'
import { participationWords, roundName } from './round-names'

/** In the parts of a letter. */
export function roundLetter(round: RoundView, why: RoundWhy, { words, pageUrl }: RoundCardContext) {
  const { t } = words
  const name = roundName(round, words)
  const at = words.instant(round.deadline, round.zone)
  return {
    language: words.language,
    subject: t(`needs:letter.subject-${why === 'opened' ? 'opened' : 'reminded'}`, { round: name }),
    title: name,
    paragraphs: [
      t(`needs:why.${why}`),
      t('needs:letter.until', { at }),
      t('needs:rules.pooled', { families: round.leastFamilies }),
    ],
    link: { label: t('house:open'), url: pageUrl },
    foot: [t('needs:letter.foot', { organisation: round.mine?.organisation ?? '' })],
  }
}

export function resultLetter(
  result: ResultView,
  { words, pageUrl }: { readonly words: Wording; readonly pageUrl: string },
) {
  const { t } = words
  return {
    language: words.language,
    subject: t('needs:letter.subject-closed', { round: roundName(result, words) }),
    title: t('needs:result.title', { round: roundName(result, words) }),
    paragraphs: [
      t('needs:result.rules', { families: result.leastFamilies }),
      ...lines(result, words),
      t('needs:result.base', { who: participationWords(result.participation, words) }),
    ],
    link: { label: t('house:open'), url: pageUrl },
    foot: [t('needs:letter.foot-result')],
  }
}

function lines({ topics }: ResultView, words: Wording): readonly string[] {
  const { t } = words
  if (topics.length === 0) return [t('needs:result.none')]
  return topics.map(({ name, heads }) => t('needs:letter.line', { name, heads: words.number(heads) }))
}
