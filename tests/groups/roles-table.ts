/**
 * DOMAIN.md, Roles: who may do what through every route there is, as the matrix walks it. A new route gets its rows here:
 * what is asked, and which roles it answers in the own network. In a foreign one it answers nobody.
 */
import type { Matters, Role } from '../support/roles-scene'
import { ofAnswers } from './roles-of-answers'
import { ofDirectory } from './roles-of-directory'
import { ofElections, ofSeats } from './roles-of-elections'
import { ofGaps } from './roles-of-gaps'
import { ofLinks } from './roles-of-links'
import { ofNeeds } from './roles-of-needs'
import { ofOffers } from './roles-of-offers'
import { keptRows } from './roles-table-kept'
import { administration } from './roles-table-office'

export interface Row {
  readonly route: string
  /** What it is asked about, where that makes a difference. */
  readonly about?: string
  readonly typed: (matters: Matters) => Readonly<Record<string, string | boolean>>
  readonly may: readonly Role[]
  /** It names nothing: whoever may, may in the own network, and sees that one alone. */
  readonly namesNothing?: true
  /** Code of a refusal that only who may hears. */
  readonly past?: string
  /** Asked in the personal chat; other rows in a channel. */
  readonly personal?: true
}

const everyMember: readonly Role[] = [
  ...(['observer', 'member', 'coordinator', 'seat', 'deputy', 'chair', 'office'] as const),
]
const whoSees: readonly Role[] = ['observer', 'member', 'coordinator', 'office']
/** Of the poll's electorate (P1). */
const voters: readonly Role[] = ['member', 'coordinator']
const whoRuns: readonly Role[] = ['coordinator', 'office']
/** The chair coordinates the committee. */
const whoRunsAny: readonly Role[] = ['coordinator', 'chair', 'office']
const whoRepairs = {
  group: ['coordinator', 'office'],
  committee: ['chair', 'office'],
  network: ['office'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

let count = 0
const nonce = () => {
  count += 1
  return `nonce-of-matrix-${count}`
}
const none = () => ({})
const poll = ({ poll: id }: Matters) => ({ poll: id })

const oneself: readonly Row[] = [
  { route: 'member.show', typed: none, may: everyMember, namesNothing: true },
  { route: 'help.show', typed: none, may: everyMember, namesNothing: true },
  { route: 'member.language-form', typed: none, may: everyMember, namesNothing: true },
  { route: 'member.set-language', typed: () => ({ language: 'de' }), may: everyMember, namesNothing: true },
  { route: 'member.set-digest', typed: () => ({ digest: 'daily' }), may: everyMember, namesNothing: true },
  // For who belongs to several (network-switch.test.ts); nobody here does.
  { route: 'member.networks', typed: none, may: [], personal: true },
  {
    route: 'member.choose-network',
    typed: ({ network }) => ({ network }),
    may: everyMember,
    personal: true,
  },
]

const polls: readonly Row[] = [
  { route: 'inbox.show', typed: none, may: everyMember, namesNothing: true },
  { route: 'poll.list', about: 'of the group', typed: ({ group }) => ({ group }), may: whoSees },
  { route: 'poll.list', about: 'of all', typed: none, may: everyMember, namesNothing: true },
  { route: 'poll.show', typed: poll, may: whoSees },
  { route: 'poll.card', typed: poll, may: whoSees },
  { route: 'poll.answer-form', typed: poll, may: whoSees },
  { route: 'poll.cast-ballot', typed: ({ poll }) => ({ poll, choice: 'o1', nonce: nonce() }), may: voters },
  { route: 'poll.withdraw-ballot', typed: ({ poll }) => ({ poll, nonce: nonce() }), may: voters },
  { route: 'poll.form', about: 'of the group', typed: ({ group }) => ({ group }), may: whoRuns },
  {
    route: 'poll.form',
    about: 'of the committee',
    typed: ({ committee }) => ({ group: committee }),
    may: ['chair', 'office'],
  },
  { route: 'poll.form', about: 'of any', typed: none, may: whoRunsAny, namesNothing: true },
  {
    route: 'poll.open',
    typed: ({ group }) => ({
      group,
      nonce: nonce(),
      question: 'F',
      answers: 'A\nB',
      kind: 'single',
      date: '2026-11-30',
      time: '12:00',
      secrecy: 'named-live',
    }),
    may: whoRuns,
  },
  { route: 'poll.add-option', typed: ({ poll }) => ({ poll, label: 'Neu' }), may: whoRuns },
  {
    route: 'poll.rename-option',
    typed: ({ poll }) => ({ poll, option: 'o1', label: 'Anders' }),
    may: whoRuns,
  },
  { route: 'poll.remove-option', typed: ({ poll }) => ({ poll, option: 'o3' }), may: whoRuns },
  { route: 'poll.add-voter', typed: ({ poll, late }) => ({ poll, member: late }), may: whoRuns },
  { route: 'poll.close', typed: poll, may: whoRuns },
]

const reaches = ['group', 'committee', 'network'] as const

const deliveries: readonly Row[] = [
  {
    route: 'ledger.show',
    about: 'of all',
    typed: none,
    may: ['coordinator', 'chair', 'office'],
    namesNothing: true,
  },
  {
    route: 'ledger.show',
    about: 'of the group',
    typed: ({ group }) => ({ ledger: group }),
    may: whoRepairs.group,
  },
  {
    route: 'ledger.show',
    about: 'of the committee',
    typed: ({ committee }) => ({ ledger: committee }),
    may: whoRepairs.committee,
  },
  {
    route: 'ledger.show',
    about: 'of the network',
    typed: () => ({ ledger: 'network' }),
    may: whoRepairs.network,
    namesNothing: true,
  },
  ...reaches.map(
    (reach): Row => ({
      route: 'ledger.send-again',
      about: `of the ${reach}`,
      typed: ({ failed }) => ({ delivery: failed[reach] }),
      may: whoRepairs[reach],
    }),
  ),
  ...reaches.map(
    (reach): Row => ({
      route: 'ledger.decide',
      about: `of the ${reach}`,
      typed: ({ unknown }) => ({ delivery: unknown[reach], verdict: 'stands' }),
      may: whoRepairs[reach],
    }),
  ),
  {
    route: 'ledger.send-run-again',
    typed: ({ poll }) => ({ run: `poll:${poll}` }),
    may: ['coordinator', 'chair', 'office'],
  },
]

const groups: readonly Row[] = [
  { route: 'network.show', typed: none, may: everyMember, namesNothing: true },
  { route: 'group.list', typed: none, may: everyMember, namesNothing: true },
  // Who is in it, only its own people and the office are told (joining.test.ts).
  { route: 'group.show', typed: ({ group }) => ({ group }), may: everyMember },
  { route: 'group.join', typed: ({ openGroup }) => ({ group: openGroup }), may: everyMember },
  { route: 'group.leave-form', typed: ({ group }) => ({ group }), may: everyMember },
  { route: 'group.leave', typed: ({ openGroup }) => ({ group: openGroup }), may: everyMember },
  { route: 'group.join-request', typed: ({ request }) => ({ request }), may: whoRuns },
  { route: 'group.answer-join', typed: ({ request }) => ({ request, accept: true }), may: whoRuns },
  {
    route: 'group.change',
    typed: ({ group, groupName }) => ({ group, name: groupName, topic: 'x', mandate: 'y', open: true }),
    may: ['office'],
  },
  {
    route: 'group.search-people',
    typed: ({ group }) => ({ group, search: 'e' }),
    may: whoRuns,
  },
  {
    route: 'group.set-role',
    about: 'to observe',
    typed: ({ group, late }) => ({ group, member: late, role: 'observer' }),
    may: whoRuns,
  },
  {
    route: 'group.set-role',
    about: 'to coordinate',
    typed: ({ group, late }) => ({ group, member: late, role: 'coordinator' }),
    may: ['office'],
  },
  { route: 'group.remove-member', typed: ({ group, late }) => ({ group, member: late }), may: whoRuns },
  {
    route: 'channel.set-language',
    about: 'of the group',
    typed: ({ groupChannel }) => ({ channel: groupChannel, language: 'en' }),
    may: whoRuns,
  },
  {
    route: 'channel.set-language',
    about: 'of nobody',
    typed: ({ channel }) => ({ channel, language: 'en' }),
    may: ['office'],
  },
  {
    route: 'channel.bind',
    about: 'to the group',
    typed: ({ channel, group }) => ({ channel, group }),
    may: ['office'],
  },
  {
    route: 'channel.bind',
    about: 'back from the group',
    typed: ({ groupChannel }) => ({ channel: groupChannel }),
    may: whoRuns,
  },
  {
    route: 'channel.bind-form',
    typed: none,
    may: whoRunsAny,
    namesNothing: true,
    // In the tab there is no channel in which one stands.
    past: 'groups:not-in-channel',
  },
  {
    route: 'channel.bind-here',
    typed: ({ group }) => ({ group }),
    may: whoRuns,
    past: 'groups:not-in-channel',
  },
]

export const rows: readonly Row[] = [
  ...[...oneself, ...polls, ...deliveries, ...groups, ...keptRows(everyMember), ...administration],
  ...[
    ...ofElections,
    ...ofSeats,
    ...ofDirectory,
    ...ofLinks,
    ...ofNeeds,
    ...ofAnswers,
    ...ofOffers,
    ...ofGaps,
  ],
]
