/** What of an election goes to people without Teams by mail. */
import type { ElectionView } from '../view'
import { type ElectionCardContext, seats, times } from './election-card'

/** called: an election begins. asked: somebody has proposed the reader. short: too few stand. */
export type LetterKind = 'called' | 'asked' | 'short'

/** In the parts of a letter. */
export function electionLetter(
  election: ElectionView,
  kind: LetterKind,
  { words, pageUrl }: ElectionCardContext,
) {
  const { t } = words
  const { title, candidates } = election
  const when = times(election, words)
  return {
    language: words.language,
    subject: t(`elections:letter.subject-${kind}`, { title }),
    title,
    paragraphs: [
      t(`elections:letter.${kind}`, { ...when, seats: seats(election, words), count: candidates.length }),
      ...candidates.map(({ name, organisation }) => `${name}, ${organisation}`),
    ],
    link: { label: t('house:open'), url: pageUrl },
    foot: [t('elections:letter.foot')],
  }
}
