/** Samples of the cards of elections: standing, asked, too few, the form's steps, the ballot, the result with its lot. */
import type { Card } from '../../bot/card/elements'
import { askedCard, electionCard, shortCard } from '../../bot/elections/cards/election-card'
import { type ElectionFormView, electionFormCard } from '../../bot/elections/cards/form-card'
import { proposeCard } from '../../bot/elections/cards/propose-card'
import type { ElectionPageView, ElectionView, PersonView } from '../../bot/elections/view'
import type { Language } from '../../bot/groups/view'
import { resultCard } from '../../bot/polls/cards/notices'
import { pollCard, sharedPollCard } from '../../bot/polls/cards/poll-card'
import { askingCard } from '../../bot/polls/cards/reminder'
import type { PollView } from '../../bot/polls/view'
import { hostile, longest, options, pollView } from './views'
import { contextIn, wordsIn } from './words'

const id = (n: number) => `5d0f6a3e-0000-4000-8000-${`${n}`.padStart(12, '0')}`

const people = (count: number, name = (i: number) => `Person ${i}`): readonly PersonView[] =>
  Array.from({ length: count }, (_, i) => ({ id: id(i), name: name(i), organisation: `Organisation ${i}` }))

function electionView(wishes: Partial<ElectionView> = {}): ElectionView {
  return {
    ...{ id: id(1), group: { id: id(2), name: 'Steuerkreis' }, title: 'Wahl zum Steuerkreis', places: 3 },
    ...{ from: '2027-01-01', to: '2028-12-31', electorate: 'network', voters: 60, zone: 'Europe/Berlin' },
    ...{ opensAt: '2026-11-26T11:00:00.000Z', deadline: '2026-11-30T11:00:00.000Z' },
    ...{ state: 'standing', over: false, candidates: people(4), asked: null, mine: null },
    ...{ mayPropose: false, mayRun: false, poll: null, filled: false, revision: 3 },
    ...wishes,
  }
}

const long = { title: longest.question ?? '', group: longest.group ?? { id: id(2), name: '' } }
const nasty = { title: hostile.question ?? '', group: hostile.group ?? { id: id(2), name: '' } }

export function elections(language: Language): Readonly<Record<string, Card>> {
  return { ...standing(language), ...forms(language), ...ballots(language) }
}

function standing(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const card = (view: Partial<ElectionView>, said?: Parameters<typeof electionCard>[2]) =>
    electionCard(electionView(view), context, said)
  const page = (proposable: readonly PersonView[]): ElectionPageView => ({
    ...{ election: electionView(), electorate: [], asked: [], proposable, trace: [] },
  })
  return {
    'an election in a channel': card({}),
    'an election in which nobody stands': card({ candidates: [], mine: 'none' }),
    'an election to propose in': card({ mine: 'none', mayPropose: true, asked: 2 }),
    'an election in which the reader stands': card({ mine: 'accepted' }, 'stands'),
    'an election in which the reader is asked': card({ mine: 'asked' }),
    'an election declined': card({ mine: 'declined', electorate: 'group' }, 'declined'),
    'an election with too few': card({ state: 'short', candidates: people(1), mine: 'none' }),
    'an election in which people vote': card({ state: 'voting', over: true, mine: 'accepted', poll: id(3) }),
    'an election withdrawn from': card({ state: 'voting', over: true, mine: 'withdrawn' }, 'withdrew'),
    'an election that is over': card({ state: 'closed', over: true }),
    'an election called off': card({ state: 'called-off', over: true, voters: 1 }),
    'an election of twenty with long names': card({
      ...long,
      candidates: people(20, () => '字'.repeat(116)),
    }),
    'an election of hostile texts': card({ ...nasty, candidates: people(3, () => nasty.title) }, 'proposed'),
    'asked to stand': askedCard(electionView({ mine: 'asked' }), context),
    'asked to stand, long': askedCard(electionView({ ...long, mine: 'asked' }), context),
    'too few stand': shortCard(electionView({ state: 'short', candidates: people(2) }), context),
    'one stands': shortCard(electionView({ state: 'short', candidates: people(1) }), context),
    'nobody stands': shortCard(electionView({ state: 'short', candidates: [] }), context),
    proposing: proposeCard(page(people(30)), context),
    'proposing of a thousand with long names': proposeCard(
      page(people(1000, () => '字'.repeat(116))),
      context,
    ),
    'proposing of nobody': proposeCard(page([]), context),
  }
}

function forms(language: Language): Readonly<Record<string, Card>> {
  const form = (
    step: ElectionFormView['step'],
    names: readonly string[],
    title = 'Wahl',
  ): ElectionFormView => ({
    ...{ nonce: 'nonce-00000003', step, group: id(2), groupName: 'Steuerkreis', mostPlaces: 20 },
    groups: Array.from({ length: 40 }, (_, i) => ({ id: id(i + 2), name: `AK ${i}` })),
    voters: { mark: 'abcdef', count: names.length, names },
    zone: 'Europe/Berlin',
    values: {
      ...{ title, places: '3', electorate: 'network', from: '2027-01-01', to: '2028-12-31' },
      ...{
        'opens-date': '2026-11-26',
        'opens-time': '12:00',
        'closes-date': '2026-11-30',
        'closes-time': '12:00',
      },
    },
  })
  const many = Array.from({ length: 60 }, (_, i) => `Person Beispiel-${i}`)
  const words = wordsIn(language)
  return {
    'the form of an election, step 1': electionFormCard(form(1, many, nasty.title), words),
    'the form of an election, step 2': electionFormCard(form(2, many), words),
    'the form of an election, step 3': electionFormCard(form(3, many), words),
    'the form of an election for one voter': electionFormCard(form(3, ['Anke Beispiel']), words),
  }
}

/** An election as its poll: four candidates, or as the wishes say. */
function election(wishes: Partial<PollView> = {}): PollView {
  return pollView({
    ...{
      kind: 'election',
      anonymous: true,
      results: 'after-close',
      question: 'Wahl zum Steuerkreis',
      places: 3,
    },
    ...options(4, (i) => `Person ${i} (Organisation ${i})`),
    ...{ most: 3, result: null, hidden: 'after-close' },
    ...wishes,
  })
}

function ballots(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const mine = { mayVote: true, answered: false, choices: null }
  const closed = { state: 'closed', closedAt: '2026-11-30T11:00:00.000Z', hidden: null } as const
  const count = (votes: (i: number) => number, of = 4) => ({
    ...options(of, (i) => `Person ${i} (Org ${i})`, votes),
    most: 3,
  })
  const at = '2026-11-30T11:00:02.000Z'
  const lot = { tied: ['o2', 'o3', 'o4'], places: 2, order: ['o4', 'o2', 'o3'], at }
  const tied: Partial<PollView> = {
    ...{ ...closed, ...count((i) => (i === 1 ? 5 : 3)) },
    outcome: { elected: ['o1', 'o4', 'o2'], vacant: 0, draw: lot },
  }
  const gone = count((i) => 5 - i)
  const withdrawn: Partial<PollView> = {
    ...{ ...closed, ...gone },
    options: gone.options.map((option) => (option.id === 'o1' ? { ...option, withdrawn: true } : option)),
    outcome: { elected: ['o2', 'o3', 'o4'], vacant: 0, draw: null },
  }
  const everybody = { ...lot, tied: [...ids(20)], order: [...ids(20)], places: 3 }
  const huge: Partial<PollView> = {
    ...{
      ...closed,
      ...longest,
      ...options(
        20,
        (i) => `${i} ${'字'.repeat(116)}`,
        () => 4,
      ),
    },
    outcome: { elected: ['o1', 'o2', 'o3'], vacant: 0, draw: everybody },
  }
  return {
    'a ballot': pollCard(election({ mine }), context),
    'a ballot for one seat': pollCard(election({ mine, places: 1, most: 1 }), context),
    'a ballot in a channel': sharedPollCard(election(), context, ['29:user-1']),
    'a ballot cast': pollCard(election({ mine: { ...mine, answered: true, choices: ['o2'] } }), context, {
      said: 'stored',
    }),
    'an invitation to vote': askingCard(election({ mine }), 'invited', context, []),
    'a reminder to vote': askingCard(election({ mine }), 'reminded', context, []),
    'an election result': resultCard(
      election({
        ...closed,
        ...count((i) => 5 - i),
        outcome: { elected: ['o1', 'o2', 'o3'], vacant: 0, draw: null },
      }),
      context,
    ),
    'an election decided by lot': resultCard(election(tied), context),
    'an election decided by lot, to its reader': pollCard(
      election({ ...tied, mine: { mayVote: false, answered: true, choices: null } }),
      context,
    ),
    'one seat decided by lot': resultCard(
      election({
        ...{ ...closed, ...count(() => 3, 2), places: 1 },
        outcome: {
          elected: ['o2'],
          vacant: 0,
          draw: { tied: ['o1', 'o2'], places: 1, order: ['o2', 'o1'], at },
        },
      }),
      context,
    ),
    'an election somebody withdrew from': resultCard(election(withdrawn), context),
    'an election with vacant seats': resultCard(
      election({
        ...closed,
        ...count((i) => (i === 1 ? 4 : 0)),
        outcome: { elected: ['o1'], vacant: 2, draw: null },
      }),
      context,
    ),
    'an election of nobody': resultCard(
      election({ ...closed, ...count(() => 0), outcome: { elected: [], vacant: 3, draw: null } }),
      context,
    ),
    'an election with too few ballots': resultCard(
      election({ ...closed, answered: 2, result: null, hidden: 'too-few' }),
      context,
    ),
    'a lot between twenty with long names': resultCard(election(huge), context),
    'an election of hostile names': resultCard(
      election({ ...closed, ...hostile, outcome: { elected: ['o1'], vacant: 2, draw: null } }),
      context,
    ),
  }
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => `o${i + 1}`)
