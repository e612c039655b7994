/** A result as text and bars; or the sentence that says when there will be one. */
import { bar, columns, type Element, text } from '../../card/elements'
import type { Wording } from '../../texts'
import type { OptionView, PollView, ResultRow } from '../view'
import { electionBars } from './election-result'

export function resultBars(poll: PollView, words: Wording): readonly Element[] {
  const { result } = poll
  if (!result) return [text(words.t(`polls:hidden.${poll.hidden}`), { spacing: 'Medium' })]
  if (poll.places !== null) return electionBars(poll, words)
  const mine = new Set(poll.mine?.choices ?? [])
  const rows = new Map(result.rows.map((row) => [row.id, row]))
  return [
    ...poll.options.flatMap((option) => resultRow(option, rows.get(option.id), mine.has(option.id), words)),
    ...(result.mean === undefined
      ? []
      : [text(words.t('polls:card.mean', { mean: words.decimal(result.mean) }), { spacing: 'Medium' })]),
  ]
}

/** Label left, number and per cent right, the bar below; the own answer bold and ticked, never by colour alone. */
function resultRow(
  option: OptionView,
  row: ResultRow | undefined,
  own: boolean,
  words: Wording,
): readonly Element[] {
  const { votes = 0, share = 0 } = row ?? {}
  const label = own ? `${option.label} ✓` : option.label
  return [
    {
      ...columns(
        { width: 'stretch', items: [text(label, { bold: own })] },
        { width: 'auto', items: [text(words.number(votes), { bold: true, right: true })] },
        // As wide as "100 %", so that the figures of all rows stand below each other.
        { width: '52px', items: [text(words.percent(share), { subtle: true, right: true })] },
      ),
      spacing: 'Medium',
    },
    bar(share),
  ]
}
