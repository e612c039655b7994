/** Samples of the cards on which an organisation answers: its list, its history, the form's steps, which round. */
import type { Card } from '../../bot/card/elements'
import type { Language } from '../../bot/groups/view'
import { answerCard } from '../../bot/needs/cards/answer-card'
import { historyCard } from '../../bot/needs/cards/history-card'
import { needFormCard } from '../../bot/needs/cards/need-form-card'
import { needStartCard } from '../../bot/needs/cards/start-card'
import { type Part, partChoices, parts } from '../../bot/needs/need'
import { fieldsOfStep, proposedValues } from '../../bot/needs/need-form'
import type {
  AnswerChangeView,
  AnswerView,
  NeedFormView,
  NeedStartView,
  NeedView,
  RoundView,
} from '../../bot/needs/view'
import { mark } from './views'
import { contextIn, wordsIn } from './words'

const id = (n: number) => `5d0f6a3e-0000-4000-8000-${`${n}`.padStart(12, '0')}`
const organisation = 'Maschinenbau, Gifhorn'
const group = { id: id(2), name: 'AK Digitale Kompetenzen' }

function roundView(wishes: Partial<RoundView> = {}): RoundView {
  return {
    ...{ id: id(1), quarter: '2026-4', group, state: 'open', openedAt: '2026-11-23T08:00:00.000Z' },
    ...{ deadline: '2026-11-30T11:00:00.000Z', closedAt: null, over: false, zone: 'Europe/Berlin' },
    ...{ participation: { moreThan: 20, of: 41 }, leastFamilies: 3, leastDistance: 15, repeats: true },
    mine: { organisation, answered: true, mayAnswer: true },
    ...{ mayRun: false, revision: 4, ...wishes },
  }
}

const need = (i: number, wishes: Partial<NeedView> = {}): NeedView => ({
  ...{ id: id(100 + i), topic: { id: id(i), name: `Thema ${i}`, state: 'listed' }, heads: i + 1, parts: {} },
  ...{ from: null, to: null, region: null, occupation: '', note: '', joint: true, visible: true, ...wishes },
})

const full: Partial<NeedView> = {
  topic: { id: id(7), name: 'KI im Büro', state: 'proposed' },
  heads: 1200,
  parts: Object.fromEntries(parts.map((part) => [part, partChoices[part].at(-1) ?? ''])),
  ...{ from: '2026-4', to: '2027-2', region: { id: id(8), name: 'Braunschweig' }, occupation: 'Verwaltung' },
  ...{ joint: false, visible: false, note: 'Vormittags' },
}

const change = (what: AnswerChangeView['what'], who = 'Frida Skizze'): AnswerChangeView => ({
  ...{ at: '2026-11-24T09:00:00.000Z', who, what, topic: 'KI im Büro', heads: 12 },
})

function answerView(wishes: Partial<AnswerView> = {}): AnswerView {
  return {
    ...{ round: roundView(), organisation, answered: true, needs: [need(1), need(0, full)] },
    ...{ nonce: 'nonce-00000001', maySame: false, history: [change('added')], revision: 3, ...wishes },
  }
}

const longName = '漢'.repeat(80)
const longNeed = (i: number) =>
  need(i, { ...full, topic: { id: id(i), name: longName, state: 'listed' }, occupation: '字'.repeat(120) })
const nastyRound = roundView({ group: { id: id(2), name: `${mark} Kreis` } })

export function answers(language: Language): Readonly<Record<string, Card>> {
  return { ...lists(language), ...forms(language), ...starts(language) }
}

function lists(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const card = (view: Partial<AnswerView>, said?: Parameters<typeof answerCard>[2]) =>
    answerCard(answerView(view), context, said)
  const empty = { answered: false, needs: [], history: [], revision: 0 } as const
  const over = roundView({ over: true, mine: { organisation, answered: true, mayAnswer: false } })
  const about = { need: { topic: 'KI im Büro', heads: 12 }, count: 2 }
  const effects = [
    'added',
    'changed',
    'removed',
    'none',
    'same',
    'withdrawn',
    'repeated',
    'unchanged',
  ] as const
  return {
    'an answer': card({}),
    'an answer not given yet': card(empty),
    'an answer that may be the same as last time': card({ ...empty, maySame: true }),
    'an answer that needs nothing': card({ needs: [], history: [change('none')] }),
    'an answer to its observer': card({
      round: roundView({ mine: { organisation, answered: true, mayAnswer: false } }),
    }),
    'an answer in a round that is over': card({ round: over }),
    'no answer in a round that is over': card({ ...empty, round: over }),
    'an answer of the network': card({
      round: roundView({ group: null, participation: { moreThan: 0, of: 20 } }),
    }),
    'an answer of sixty with long names': card({
      needs: Array.from({ length: 60 }, (_, i) => longNeed(i)),
      history: [change('changed', '字'.repeat(120))],
    }),
    'an answer of hostile names': card({
      round: nastyRound,
      organisation: mark,
      needs: [need(1, { topic: { id: id(1), name: mark, state: 'listed' }, occupation: mark })],
      history: [change('added', mark)],
    }),
    ...Object.fromEntries(
      effects.map((effect) => [`an answer after an act: ${effect}`, card({}, { effect, ...about })]),
    ),
    'the history of an answer': historyCard(
      answerView({
        history: (['added', 'changed', 'removed', 'none', 'same', 'withdrawn'] as const).map((what) =>
          change(what),
        ),
      }),
      context,
    ),
    'the history of nothing': historyCard(answerView({ history: [] }), context),
    'a long history': historyCard(
      answerView({ history: Array.from({ length: 200 }, () => change('changed', '字'.repeat(120))) }),
      context,
    ),
  }
}

function formView(wishes: Partial<NeedFormView>): NeedFormView {
  const choices = parts.map((part): [Part, NeedFormView['choices'][Part]] => [
    part,
    partChoices[part].map((value) => ({ value, label: value })),
  ])
  return {
    ...{ round: roundView(), organisation, nonce: 'nonce-00000001', step: 1, steps: 3, fields: fieldsOfStep },
    ...{ need: null, count: 0, unsaid: 'open', mostHeads: 100_000, values: proposedValues() },
    topics: [1, 2, 3].map((i) => ({ id: id(i), name: `Thema ${i}`, state: 'listed' })),
    regions: [{ id: id(8), name: 'Braunschweig' }],
    quarters: [{ value: '2026-4', label: '4/2026' }],
    choices: Object.fromEntries(choices) as NeedFormView['choices'],
    ...wishes,
  }
}

function forms(language: Language): Readonly<Record<string, Card>> {
  const words = wordsIn(language)
  const card = (view: Partial<NeedFormView>) => needFormCard(formView(view), words)
  const values = { ...proposedValues(), topic: id(2), heads: '12', format: 'online' }
  const huge = {
    ...values,
    ...{ topic: id(230), topicName: '字'.repeat(80), occupation: '字'.repeat(120), note: '字'.repeat(700) },
  }
  const topics = Array.from({ length: 240 }, (_, i) => ({
    id: id(i),
    name: longName,
    state: 'listed' as const,
  }))
  return {
    'a need to state': card({}),
    'a need to state without a list': card({ topics: [], regions: [], count: 1 }),
    'a need to change': card({ need: id(101), count: 3, values }),
    'a need typed wrong': card({ values: { ...values, heads: 'zwölf' } }),
    'a need, second step': card({ step: 2, values }),
    'a need, third step': card({ step: 3, values: { ...values, joint: 'false' } }),
    'a need, third step, without regions': card({ step: 3, values, regions: [] }),
    'a need of very many topics': card({ topics, values: huge }),
    'a need, second step, of very many topics': card({ step: 2, topics, values: huge }),
    'a need of hostile names': card({
      round: nastyRound,
      topics: [{ id: id(2), name: mark, state: 'proposed' }],
      values: { ...values, topicName: mark, occupation: mark, note: mark },
    }),
  }
}

function starts(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const { quarter, deadline, zone } = roundView()
  const line = (n: number, answered: boolean) => ({ id: id(n), quarter, group, deadline, zone, answered })
  const start = (wishes: Partial<NeedStartView>) =>
    needStartCard(
      { ...{ organisation, rounds: [], answer: null, last: null, next: null, mayOpen: false }, ...wishes },
      context,
    )
  const round = { id: id(9), quarter: '2026-3', group: null }
  return {
    'several rounds ask': start({ rounds: [line(1, true), { ...line(2, false), group: null }] }),
    'very many rounds ask': start({ rounds: Array.from({ length: 30 }, (_, i) => line(i, false)) }),
    'no round asks': start({}),
    'no round asks, one opens by itself': start({ next: '2027-1', last: { round, needs: [] } }),
    'no round asks, and what was said last': start({
      mayOpen: true,
      last: { round, needs: Array.from({ length: 60 }, (_, i) => longNeed(i)) },
    }),
  }
}
