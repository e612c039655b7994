/** Samples of the cards beside the poll's own: forms, notices, help, language, a problem. */
import { type Card, execute } from '../../bot/card/elements'
import { privateCard, problemBox, problemCard, withNotice, wordRefusal } from '../../bot/card/frame'
import { channelCard } from '../../bot/groups/cards/channel-card'
import { groupsCard, leaveCard } from '../../bot/groups/cards/groups-card'
import { helpCard, languageCard, networkCard } from '../../bot/groups/cards/help'
import { joinAnswerCard, joinRequestCard } from '../../bot/groups/cards/join-cards'
import type { GroupCard, JoinRequestView, Language, MeView } from '../../bot/groups/view'
import { openCard } from '../../bot/inbox/cards/open-card'
import { type FormView, formCard } from '../../bot/polls/cards/form-card'
import { openedCard, resultCard } from '../../bot/polls/cards/notices'
import { askingCard, channelReminderCard } from '../../bot/polls/cards/reminder'
import type { PollView } from '../../bot/polls/view'
import { refuse } from '../../bot/refusal'
import { hostile, longest, mark, options, pollView, waiting } from './views'
import { contextIn, wordsIn } from './words'

function form(values: Partial<FormView['values']> = {}): FormView {
  return {
    nonce: 'nonce-00000002',
    group: { id: '5d0f6a3e-0000-4000-8000-0000000000aa', name: 'AK Digitale Kompetenzen' },
    groups: [],
    electorate: {
      mark: 'abcdef',
      voters: 23,
      names: Array.from({ length: 23 }, (_, i) => `Person Beispiel-${i}`),
    },
    kinds: ['single', 'several', 'several-2', 'several-3', 'scale-5', 'scale-10'],
    secrecies: ['named-live', 'named-after-vote', 'named-after-close', 'anonymous'],
    zone: 'Europe/Berlin',
    mayElect: true,
    values: {
      question: '',
      answers: '',
      kind: 'single',
      date: '2026-11-30',
      time: '12:00',
      secrecy: 'named-live',
      ...values,
    },
  }
}

const manyGroups = Array.from({ length: 40 }, (_, i) => ({
  id: `5d0f6a3e-0000-4000-8000-${`${i}`.padStart(12, '0')}`,
  name: `AK ${i}`,
}))

export function forms(language: Language): Readonly<Record<string, Card>> {
  const words = wordsIn(language)
  const groups = manyGroups
  const again = formCard(form({ question: hostile.question ?? '', answers: '漢'.repeat(5000) }), words)
  const past = refuse('polls:deadline-past', {
    deadline: new Date('2026-11-20T11:00:00Z'),
    now: new Date('2026-11-23T08:00:00Z'),
  })
  return {
    'the form': formCard(form(), words),
    'the form for one voter': formCard(
      { ...form(), electorate: { mark: 'abc', voters: 1, names: ['Anke Beispiel'] } },
      words,
    ),
    'the form again': withNotice(again, problemBox(wordRefusal(words, past))),
    'the form that asks for the group': formCard({ ...form(), group: null, groups, electorate: null }, words),
  }
}

export function notices(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const closed = { state: 'closed', closedAt: '2026-11-30T11:00:00.000Z' } as const
  const none = options(
    3,
    (i) => `Antwort ${i}`,
    () => 0,
  )
  const list = (count: number, question = 'Welches Thema?') =>
    openCard(waiting(count, question), wordsIn(language), context.pageUrl)
  return {
    'opened with a channel': openedCard(pollView({}), 2, context),
    'opened without a channel': openedCard(pollView({ ...longest, voters: 1 }), 0, context),
    ...reminders(language),
    'an invitation': askingCard(
      pollView({ ...longest, mine: { mayVote: true, answered: false, choices: null } }),
      'invited',
      context,
      [],
    ),
    'a reminder in a channel': channelReminderCard(pollView({ ...longest }), context),
    'a reminder in a channel, closed': channelReminderCard(pollView({ ...longest, ...closed }), context),
    'a result': resultCard(pollView(closed), context),
    'a tie': resultCard(
      pollView({
        ...closed,
        ...options(
          3,
          (i) => `Antwort ${i}`,
          () => 4,
        ),
      }),
      context,
    ),
    'a tie of twenty long answers': resultCard(pollView({ ...closed, ...longest }), context),
    'a result of hostile texts': resultCard(pollView({ ...closed, ...hostile }), context),
    'a result without answers': resultCard(pollView({ ...closed, ...none, answered: 0 }), context),
    'a result that is hidden': resultCard(
      pollView({ ...closed, anonymous: true, answered: 2, result: null, hidden: 'too-few' }),
      context,
    ),
    'nothing waits': list(0),
    'one poll waits': list(1),
    'thirty polls wait': list(30, longest.question),
  }
}

/** Through the life of one: asking, answered, over; in a poll with names, and in one without. */
function reminders(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const closed = { state: 'closed', closedAt: '2026-11-30T11:00:00.000Z' } as const
  const reminder = (view: Partial<PollView>) => askingCard(pollView(view), 'reminded', context, ['29:user-1'])
  const anonymous = { anonymous: true, results: 'after-close', result: null, hidden: 'after-close' } as const
  return {
    'a reminder': reminder({ mine: { mayVote: true, answered: false, choices: null } }),
    'a reminder answered': reminder({ mine: { mayVote: true, answered: true, choices: ['o2'] } }),
    'a reminder answered, of an anonymous poll': reminder({
      ...anonymous,
      mine: { mayVote: true, answered: true, choices: null },
    }),
    'a reminder closed': reminder({
      ...closed,
      mine: { mayVote: false, answered: true, choices: ['o2'] },
    }),
  }
}

export function ofGroups(language: Language): Readonly<Record<string, Card>> {
  const words = wordsIn(language)
  const group = {
    id: '5d0f6a3e-0000-4000-8000-0000000000aa',
    name: 'AK Digitale Kompetenzen',
    topic: 'KI',
    kind: 'group',
    role: 'member',
  } as const
  const me = (mayOpenPolls: boolean): MeView => ({
    id: '5d0f6a3e-0000-4000-8000-0000000000bb',
    name: 'Anke Beispiel',
    organisation: 'Allianz für die Region',
    language,
    digest: 'daily',
    network: {
      id: '5d0f6a3e-0000-4000-8000-0000000000cc',
      name: 'Kooperative Weiterbildung Südostniedersachsen',
      zone: 'Europe/Berlin',
      language: 'de',
    },
    networks: [{ id: '5d0f6a3e-0000-4000-8000-0000000000cc', name: 'Kooperative Weiterbildung' }],
    roles: [],
    groups: [{ ...group, mayOpenPolls }],
  })
  const networks = ['Kooperative Weiterbildung Südostniedersachsen', '網'.repeat(200)].map((name, i) => ({
    id: `5d0f6a3e-0000-4000-8000-0000000000c${i}`,
    name,
  }))
  return {
    ...joining(language),
    'help for a coordinator': helpCard(words, me(true)),
    'help for a member': helpCard(words, me(false)),
    'help in a channel that is nobody’s': helpCard(words, me(true), true),
    'the greeting that asks': channelCard({ group: null, groups: manyGroups }, words),
    'the greeting of one group': channelCard({ group: manyGroups[0] ?? null, groups: [] }, words),
    'help for somebody of two networks': helpCard(words, { ...me(false), networks }),
    'the choice of a network': networkCard(words, networks),
    'the language': languageCard(words, { language, digest: 'weekly' }),
    'only for you': privateCard(words, execute(words.t('inbox:open.show'), 'inbox.show', {})),
    'a problem': problemCard(
      words,
      wordRefusal(words, refuse('house:did-you-mean', { word: 'umfrage', typed: 'umfrgae' })),
    ),
  }
}

function joining(language: Language): Readonly<Record<string, Card>> {
  const words = wordsIn(language)
  const url = 'http://localhost:3978/tab/groups'
  const group = (i: number, facts: Partial<GroupCard> = {}): GroupCard => ({
    ...{
      id: `5d0f6a3e-0000-4000-8000-${String(i).padStart(12, '0')}`,
      name: `AK Nummer ${i}`,
      topic: 'Daten',
    },
    ...{
      kind: 'group',
      open: false,
      people: 12,
      organisations: 9,
      coordinators: [],
      channels: 1,
      role: null,
    },
    ...{ asked: false, ...facts },
  })
  const all = [
    group(1, { role: 'coordinator' }),
    group(2, { role: 'observer', topic: '' }),
    group(3, { kind: 'committee', people: 1 }),
    group(4, { open: true }),
    group(5, { asked: true }),
  ]
  const request: JoinRequestView = {
    ...{ id: '5d0f6a3e-0000-4000-8000-0000000000cc', group: 'AK Digitale Kompetenzen' },
    ...{ name: 'Nuria Szenario', organisation: 'Softwarehaus, Braunschweig', accepted: null },
  }
  const many = Array.from({ length: 30 }, (_, i) => group(i, { name: longest.question ?? '', topic: mark }))
  return {
    'groups in every state': groupsCard(all, words, url),
    'groups after joining one': groupsCard(
      all,
      words,
      url,
      words.t('groups:said.joined', { group: 'AK Nummer 1' }),
    ),
    'no groups': groupsCard([], words, url),
    'thirty groups': groupsCard(many, words, url),
    'leaving a group': leaveCard(group(1), words),
    'somebody asks to join': joinRequestCard(request, words, url),
    'somebody was let in': joinRequestCard({ ...request, accepted: true }, words, url),
    'somebody was not let in': joinRequestCard({ ...request, accepted: false }, words, url),
    'told that one is in': joinAnswerCard({ ...request, accepted: true }, words, url),
    'told that one is not': joinAnswerCard({ ...request, accepted: false }, words, url),
  }
}
