/** Who of the organisation has changed what of its answer: for its own people alone (N1). */
import { type Card, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { AnswerView } from '../view'
import type { AnswerCardContext } from './answer-card'
import { changeWords } from './need-words'
import { roundName } from './round-names'

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

export function historyCard(view: AnswerView, { words, pageUrl }: AnswerCardContext): Card {
  const { t } = words
  const { round, history, organisation } = view
  const shown = [...history].reverse().slice(0, mostRows)
  const more = history.length - shown.length
  return frame(words, {
    eyebrow: t('needs:answer.eyebrow', { round: roundName(round, words) }),
    title: t('needs:history.title'),
    rules: t('needs:history.rules', { organisation }),
    body: [
      ...shown.map((change) =>
        text(
          t('needs:history.line', {
            what: changeWords(change, words),
            at: words.instant(change.at, round.zone),
          }),
          { spacing: 'Small' },
        ),
      ),
      ...(shown.length === 0 ? [text(t('needs:history.empty'))] : []),
      ...(more > 0 ? [text(t('needs:history.more', { count: more }), { subtle: true })] : []),
    ],
    actions: [
      execute(t('needs:action.back-to-answer'), 'need.card', { round: round.id }, { primary: true }),
      open(t('house:open'), pageUrl),
    ],
  })
}
