/** Samples of the cards of rounds: in a channel, for one person, the form, the receipt, the result. */
import type { Card } from '../../bot/card/elements'
import type { Language } from '../../bot/groups/view'
import { roundFormCard } from '../../bot/needs/cards/form-card'
import { noResultCard, type ResultView, roundResultCard } from '../../bot/needs/cards/result-card'
import { roundCard, roundOpenedCard } from '../../bot/needs/cards/round-card'
import type { RoundFormView, RoundView } from '../../bot/needs/view'
import { mark } from './views'
import { contextIn, wordsIn } from './words'

const id = (n: number) => `5d0f6a3e-0000-4000-8000-${`${n}`.padStart(12, '0')}`
const long = '字'.repeat(160)
const nasty = `${mark} **fett** [Link](https://example.org) <b>x</b> {{DATE(2026-01-01T00:00:00Z)}}`

function roundView(wishes: Partial<RoundView> = {}): RoundView {
  return {
    ...{ id: id(1), quarter: '2026-4', group: { id: id(2), name: 'AK Digitale Kompetenzen' }, state: 'open' },
    ...{ openedAt: '2026-11-23T08:00:00.000Z', deadline: '2026-12-07T11:00:00.000Z', closedAt: null },
    ...{ over: false, zone: 'Europe/Berlin', participation: { moreThan: 20, of: 41 }, leastFamilies: 3 },
    ...{ leastDistance: 15, repeats: true, mine: null, mayRun: false, revision: 3 },
    ...wishes,
  }
}

const mine = { organisation: 'Softwarehaus, Braunschweig', answered: false, mayAnswer: true }

function formView(wishes: Partial<RoundFormView> = {}): RoundFormView {
  return {
    ...{
      nonce: 'nonce-00000001',
      scope: 'network',
      zone: 'Europe/Berlin',
      leastFamilies: 3,
      leastDistance: 15,
    },
    scopes: [
      { id: 'network', name: 'Verbund' },
      { id: id(2), name: 'AK Digitale Kompetenzen' },
    ],
    electorate: { mark: 'mark', names: ['IHK Braunschweig', 'TU Braunschweig'] },
    values: { date: '2026-12-07', time: '12:00', repeats: 'false' },
    ...wishes,
  }
}

function resultView(wishes: Partial<ResultView> = {}): ResultView {
  return {
    ...{
      id: id(1),
      quarter: '2026-4',
      group: null,
      closedAt: '2026-12-07T11:00:00.000Z',
      zone: 'Europe/Berlin',
    },
    ...{ participation: { moreThan: 20, of: 41 }, leastFamilies: 3 },
    topics: [
      { name: 'KI im Büro', heads: 128, asOf: null },
      { name: 'Datenschutz', heads: 46, asOf: { id: id(3), quarter: '2026-3', group: null } },
    ],
    ...wishes,
  }
}

const topics = (count: number, name: string) =>
  Array.from({ length: count }, (_, i) => ({ name, heads: 100_000 - i, asOf: null }))

export function rounds(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const words = wordsIn(language)
  const closed = { state: 'closed', over: true, closedAt: '2026-12-07T11:00:00.000Z' } as const
  const names = (count: number, name: string) => ({
    mark: 'mark',
    names: Array.from({ length: count }, () => name),
  })
  return {
    'a round in a channel': roundCard(roundView(), context),
    'a round of the network': roundCard(
      roundView({ group: null, repeats: false, participation: { moreThan: 0, of: 3 } }),
      context,
    ),
    'a round to answer': roundCard(roundView({ mine }), context, 'opened'),
    'a round to answer, reminded': roundCard(roundView({ mine }), context, 'reminded'),
    'a round answered': roundCard(roundView({ mine: { ...mine, answered: true } }), context),
    'a round for who observes': roundCard(roundView({ mine: { ...mine, mayAnswer: false } }), context),
    'a round reminding a channel': roundCard(roundView(), context, 'reminded-all'),
    'a round that is over': roundCard(roundView(closed), context),
    'a round of long names': roundCard(
      roundView({ group: { id: id(2), name: long }, mine: { ...mine, organisation: long } }),
      context,
    ),
    'a round of hostile names': roundCard(
      roundView({ group: { id: id(2), name: nasty }, mine: { ...mine, organisation: nasty } }),
      context,
    ),
    'a round opened': roundOpenedCard(roundView(), 2, context),
    'a round opened without a channel': roundOpenedCard(roundView({ group: null }), 0, context),
    'the form of a round': roundFormCard(formView(), words),
    'the form of a round, scope to be chosen': roundFormCard(
      formView({ scope: null, electorate: names(0, '') }),
      words,
    ),
    'the form of a round of many with long names': roundFormCard(
      formView({ electorate: names(2000, long), scopes: [{ id: 'network', name: long }] }),
      words,
    ),
    'the form of a round that asks nobody': roundFormCard(formView({ electorate: names(0, '') }), words),
    'a result of a round': roundResultCard(resultView(), context),
    'a result without a topic': roundResultCard(resultView({ topics: [] }), context),
    'a result of sixty long topics': roundResultCard(resultView({ topics: topics(60, long) }), context),
    'a result of hostile topics': roundResultCard(resultView({ topics: topics(3, nasty) }), context),
    'no result yet': noResultCard(context),
  }
}
