/** The answer of one organisation on its card: for its own people alone, never on a card that all in a channel read (N1). */
import { type Action, type Card, columns, type Element, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { AnswerView, NeedView, SaidOfAnswer } from '../view'
import { changeWords, needDetails, needName, people } from './need-words'
import { participationWords, roundName } from './round-names'

export interface AnswerCardContext {
  readonly words: Wording
  readonly pageUrl: string
}

/** FACE: lists end after ten rows and say how to go on. */
const mostRows = 10

export function answerCard(view: AnswerView, context: AnswerCardContext, said?: SaidOfAnswer): Card {
  const { words } = context
  const { t } = words
  const { round, organisation } = view
  return frame(words, {
    eyebrow: t('needs:answer.eyebrow', { round: roundName(round, words) }),
    aside: t(round.over ? 'needs:answer.ended' : 'needs:answer.until', {
      at: words.instant(round.deadline, round.zone),
    }),
    title: t('needs:answer.title'),
    rules: t('needs:answer.rules', { organisation, families: round.leastFamilies }),
    body: [
      ...(said ? [text(saidWords(said, words), { bold: true, spacing: 'Medium' })] : []),
      ...list(view, words),
      ...latest(view, words),
      ...sameAgain(view, words),
      ...observing(view, words),
    ],
    foot: text(foot(view, words), { subtle: true, small: true }),
    actions: actions(view, context),
  })
}

function saidWords({ effect, need, count }: SaidOfAnswer, words: Wording): string {
  const about = need ? { topic: need.topic, people: people(need.heads, words) } : {}
  return words.t(`needs:said.${effect}`, { ...about, count })
}

function list(view: AnswerView, words: Wording): readonly Element[] {
  const { t } = words
  const { needs, answered, round } = view
  if (needs.length === 0) {
    const empty = round.over ? 'needs:answer.empty-over' : 'needs:answer.empty'
    return [text(t(answered ? 'needs:answer.none' : empty), { spacing: 'Medium' })]
  }
  const more = needs.length - mostRows
  return [
    ...needs.slice(0, mostRows).map((need) => row(need, view, words)),
    ...(more > 0 ? [text(t('needs:answer.more', { count: more }), { subtle: true })] : []),
  ]
}

/** A line and, where it may still be changed, the way to do so at its right. */
function row(need: NeedView, { round }: AnswerView, words: Wording): Element {
  const details = needDetails(need, words)
  const items = [
    text(needName(need.topic.name, need.heads, words), { bold: true }),
    ...(details ? [text(details, { subtle: true, small: true, spacing: 'None' })] : []),
  ]
  const edit = execute(
    words.t('needs:action.edit'),
    'need.form',
    { round: round.id, need: need.id },
    { id: `need.form.${need.id}` },
  )
  const way = round.mine?.mayAnswer ? [{ width: 'auto', items: [actionSet(edit)] }] : []
  return { ...columns({ width: 'stretch', items }, ...way), separator: true, spacing: 'Medium' }
}

const actionSet = (action: Action): Element => ({ type: 'ActionSet', actions: [action] })

/** Who changed what last, and the way to all that was changed. */
function latest({ history, round }: AnswerView, words: Wording): readonly Element[] {
  const last = history.at(-1)
  if (!last) return []
  const { t } = words
  const what = t('needs:history.line', {
    what: changeWords(last, words),
    at: words.instant(last.at, round.zone),
  })
  const line = columns(
    {
      width: 'stretch',
      items: [text(t('needs:answer.last', { what }), { subtle: true, small: true })],
    },
    {
      width: 'auto',
      items: [actionSet(execute(t('needs:action.history'), 'need.history', { round: round.id }))],
    },
  )
  return [{ ...line, separator: true, spacing: 'Medium' }]
}

function sameAgain({ maySame, round, nonce }: AnswerView, { t }: Wording): readonly Element[] {
  if (!maySame) return []
  const same = execute(t('needs:action.same'), 'need.same', { round: round.id, nonce })
  return [text(t('needs:answer.same-offer'), { spacing: 'Medium' }), actionSet(same)]
}

function observing({ round }: AnswerView, { t }: Wording): readonly Element[] {
  const observes = !round.over && round.mine?.mayAnswer === false
  return observes ? [text(t('needs:answer.observes'), { subtle: true, spacing: 'Medium' })] : []
}

function foot({ answered, round }: AnswerView, words: Wording): string {
  const participation = participationWords(round.participation, words)
  return words.t(answered ? 'needs:answer.foot-answered' : 'needs:answer.foot-open', { participation })
}

function actions(view: AnswerView, { words, pageUrl }: AnswerCardContext): readonly Action[] {
  const { t } = words
  const { round, nonce, answered, needs } = view
  const page = open(t('house:open'), pageUrl)
  if (!round.mine?.mayAnswer) return [page]
  const data = { round: round.id }
  const first = t(needs.length > 0 ? 'needs:action.add' : 'needs:action.answer')
  return [
    execute(first, 'need.form', data, { primary: true }),
    answered
      ? execute(t('needs:action.withdraw'), 'need.withdraw', { ...data, nonce })
      : execute(t('needs:action.none'), 'need.none', { ...data, nonce }),
    page,
  ]
}
