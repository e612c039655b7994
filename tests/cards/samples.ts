/** A sample of every card in both languages: the usual states, and the longest texts that the doors let in. */
import type { Card } from '../../bot/card/elements'
import { problemBox, withNotice, wordRefusal } from '../../bot/card/frame'
import type { Language } from '../../bot/groups/view'
import { pollCard, sharedPollCard } from '../../bot/polls/cards/poll-card'
import { refuse } from '../../bot/refusal'
import { answers } from './answer-samples'
import { ofData } from './data-samples'
import { elections } from './election-samples'
import { forms, notices, ofGroups } from './more-samples'
import { offers } from './offer-samples'
import { rounds } from './round-samples'
import { hostile, longest, options, pollView } from './views'
import { contextIn, wordsIn } from './words'

export const languages: readonly Language[] = ['de', 'en']

/** All cards by what they show. */
export function samples(language: Language): Readonly<Record<string, Card>> {
  return {
    ...pollCards(language),
    ...forms(language),
    ...notices(language),
    ...ofGroups(language),
    ...ofData(language),
    ...elections(language),
    ...rounds(language),
    ...answers(language),
    ...offers(language),
  }
}

function pollCards(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const mine = { mayVote: true, answered: true, choices: ['o2'] }
  const closed = { state: 'closed', closedAt: '2026-11-30T11:00:00.000Z' } as const
  const several = pollView({ kind: 'several', most: 2 })
  const userIds = Array.from({ length: 200 }, (_, i) => `29:user-${i}`)
  return {
    'a poll to answer': pollCard(
      pollView({ mine: { mayVote: true, answered: false, choices: null } }),
      context,
    ),
    'a poll in a channel': sharedPollCard(pollView({}), context, userIds),
    'a poll nobody has answered': pollCard(
      pollView({ answered: 0, result: null, hidden: 'after-own-ballot' }),
      context,
    ),
    'a poll answered': pollCard(pollView({ mine }), context, { said: 'stored' }),
    'a poll with the answer taken back': pollCard(
      pollView({ mine: { ...mine, answered: false, choices: null } }),
      context,
      {
        said: 'withdrawn',
      },
    ),
    'a poll asking again': pollCard(pollView({ mine }), context, { asking: true }),
    'a poll for an observer': pollCard(
      pollView({ mine: { mayVote: false, answered: false, choices: null } }),
      context,
    ),
    'a poll closed': pollCard(pollView({ ...closed, mine: { ...mine, mayVote: false } }), context),
    'a poll with several answers': pollCard(several, context),
    'a poll with several answers, ticked': pollCard(
      { ...several, mine: { ...mine, choices: ['o1', 'o3'] } },
      context,
      {
        asking: true,
      },
    ),
    'an anonymous poll': pollCard(
      pollView({ anonymous: true, results: 'after-close', result: null, hidden: 'after-close', mine }),
      context,
    ),
    'an anonymous poll closed': pollCard(
      pollView({ ...closed, anonymous: true, mine: { mayVote: false, answered: true, choices: null } }),
      context,
    ),
    'an anonymous poll with too few': pollCard(
      pollView({ ...closed, anonymous: true, answered: 2, result: null, hidden: 'too-few' }),
      context,
    ),
    'a scale': pollCard(
      pollView({
        kind: 'scale',
        ...options(11, (i) => `${i}`),
        mean: 6.25,
        mine: { ...mine, choices: ['o7'] },
      }),
      context,
    ),
    'twenty options': pollCard(pollView(options(20)), context),
    'the longest texts': pollCard(
      pollView({ ...longest, mine: { ...mine, choices: ['o1', 'o20'] } }),
      context,
      { said: 'repeated' },
    ),
    'the longest texts to answer': sharedPollCard(pollView(longest), context, userIds),
    'hostile texts': pollCard(pollView({ ...hostile, mine }), context, { said: 'unchanged' }),
    'hostile texts to answer': sharedPollCard(pollView(hostile), context, userIds),
    'a refusal on top': withNotice(
      pollCard(pollView({ ...longest, mine }), context, { asking: true }),
      problemBox(refusalIn(language)),
    ),
  }
}

function refusalIn(language: Language) {
  const label = longest.options?.[0]?.label ?? ''
  return wordRefusal(wordsIn(language), refuse('polls:option-has-ballots', { label }))
}
