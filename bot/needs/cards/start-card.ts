/** `bedarf` where several rounds ask, or none: which one, or what was said last and when the next one opens. */
import { type Action, type Card, columns, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { AskingLine, NeedStartView } from '../view'
import type { AnswerCardContext } from './answer-card'
import { needName } from './need-words'
import { roundName, shortQuarter } from './round-names'

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

export function needStartCard(view: NeedStartView, { words, pageUrl }: AnswerCardContext): Card {
  const { t } = words
  const asks = view.rounds.length > 0
  return frame(words, {
    eyebrow: t('needs:start.eyebrow'),
    title: t(asks ? 'needs:start.title-choose' : 'needs:start.title-none'),
    rules: t('needs:start.rules'),
    body: asks ? rows(view.rounds, words) : [...lastTime(view, words), ...next(view, words)],
    actions: [...(asks ? [] : opening(view, words)), open(t('house:open'), pageUrl)],
  })
}

function rows(rounds: readonly AskingLine[], words: Wording): readonly Element[] {
  const more = rounds.length - mostRows
  return [
    ...rounds.slice(0, mostRows).map((round) => row(round, words)),
    ...(more > 0 ? [text(words.t('needs:start.more', { count: more }), { subtle: true })] : []),
  ]
}

function row(round: AskingLine, words: Wording): Element {
  const { t } = words
  const at = words.instant(round.deadline, round.zone)
  const state = t(round.answered ? 'needs:start.row-answered' : 'needs:start.row-open', { at })
  const title = t(round.answered ? 'needs:action.show' : 'needs:action.answer')
  const way = execute(title, 'need.card', { round: round.id }, { id: `need.card.${round.id}` })
  return {
    ...columns(
      {
        width: 'stretch',
        items: [
          text(roundName(round, words), { bold: true }),
          text(state, { subtle: true, small: true, spacing: 'None' }),
        ],
      },
      { width: 'auto', items: [{ type: 'ActionSet', actions: [way] }] },
    ),
    separator: true,
    spacing: 'Medium',
  }
}

function lastTime({ last, organisation }: NeedStartView, words: Wording): readonly Element[] {
  const { t } = words
  if (!last) return [text(t('needs:start.never', { organisation }), { spacing: 'Medium' })]
  const round = roundName(last.round, words)
  if (last.needs.length === 0)
    return [text(t('needs:start.last-none', { organisation, round }), { spacing: 'Medium' })]
  const more = last.needs.length - mostRows
  return [
    text(t('needs:start.last', { organisation, round }), { spacing: 'Medium' }),
    ...last.needs
      .slice(0, mostRows)
      .map(({ topic, heads }) => text(needName(topic.name, heads, words), { bold: true, spacing: 'Small' })),
    ...(more > 0 ? [text(t('needs:answer.more', { count: more }), { subtle: true })] : []),
  ]
}

function next({ next: quarter }: NeedStartView, { t }: Wording): readonly Element[] {
  return quarter === null
    ? []
    : [text(t('needs:start.next', { quarter: shortQuarter(quarter) }), { spacing: 'Medium' })]
}

function opening({ mayOpen }: NeedStartView, { t }: Wording): readonly Action[] {
  return mayOpen ? [execute(t('needs:action.open-round'), 'round.form', {}, { primary: true })] : []
}
