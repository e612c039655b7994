/** Rows of the matrix for topics, rounds and demand: lists and rules are the office's, a group's round its coordinator's. */
import type { Matters, Role } from '../support/roles-scene'
import type { Row } from './roles-table'

const everyMember: readonly Role[] = [
  'observer',
  'member',
  'coordinator',
  'seat',
  'deputy',
  'chair',
  'office',
]
const whoSees: readonly Role[] = ['observer', 'member', 'coordinator', 'office']
const whoRuns: readonly Role[] = ['coordinator', 'office']
/** The chair coordinates the committee. */
const whoRunsAny: readonly Role[] = ['coordinator', 'chair', 'office']
const office: readonly Role[] = ['office']

let count = 0
const next = () => {
  count += 1
  return `${count}`
}
const none = () => ({})
const topic = ({ topic: id }: Matters) => ({ topic: id })
const region = ({ region: id }: Matters) => ({ region: id })
const round = ({ round: id }: Matters) => ({ round: id })
const groupRound = ({ groupRound: id }: Matters) => ({ round: id })
const form = (scope: string) => ({
  scope,
  nonce: `round-of-matrix-${next()}`,
  date: '2020-01-06',
  time: '12:00',
})

const ofLists: readonly Row[] = [
  { route: 'topic.list', typed: none, may: everyMember, namesNothing: true },
  { route: 'topic.add', typed: () => ({ name: `Thema ${next()}` }), may: office, namesNothing: true },
  { route: 'topic.rename', typed: (of) => ({ ...topic(of), name: `Thema ${next()}` }), may: office },
  { route: 'topic.remove', typed: topic, may: office },
  { route: 'topic.accept', typed: topic, may: office },
  { route: 'topic.merge', typed: (of) => ({ ...topic(of), into: of.otherTopic }), may: office },
  { route: 'region.add', typed: () => ({ name: `Region ${next()}` }), may: office, namesNothing: true },
  { route: 'region.rename', typed: (of) => ({ ...region(of), name: `Region ${next()}` }), may: office },
  { route: 'region.remove', typed: region, may: office },
  { route: 'round.rules', typed: none, may: everyMember, namesNothing: true },
  {
    route: 'round.set-rules',
    typed: () => ({ leastFamilies: '3', leastDistance: '15', runsUntil: '' }),
    may: office,
    namesNothing: true,
  },
]

export const ofNeeds: readonly Row[] = [
  ...ofLists,
  { route: 'round.list', typed: none, may: everyMember, namesNothing: true },
  { route: 'round.show', about: 'of the network', typed: round, may: everyMember },
  { route: 'round.show', about: 'of the group', typed: groupRound, may: whoSees },
  { route: 'round.card', typed: groupRound, may: whoSees },
  { route: 'round.form', typed: none, may: whoRunsAny, namesNothing: true },
  { route: 'round.form', about: 'of the group', typed: ({ group }) => ({ scope: group }), may: whoRuns },
  {
    route: 'round.form',
    about: 'of the network',
    typed: () => ({ scope: 'network' }),
    may: office,
    namesNothing: true,
  },
  // All people of the matrix are of one organisation, and a round asks three at least: nothing of it could open.
  {
    route: 'round.open',
    about: 'in the group',
    typed: ({ group }) => form(group),
    may: whoRuns,
    past: 'polls:deadline-past',
  },
  {
    route: 'round.open',
    about: 'in the network',
    typed: () => form('network'),
    may: office,
    past: 'polls:deadline-past',
    namesNothing: true,
  },
  {
    route: 'round.add-organisation',
    typed: (of) => ({ ...groupRound(of), organisation: of.home }),
    may: whoRuns,
  },
  { route: 'round.set-repeats', typed: (of) => ({ ...groupRound(of), repeats: 'true' }), may: whoRuns },
  {
    route: 'round.set-repeats',
    about: 'of the network',
    typed: (of) => ({ ...round(of), repeats: 'true' }),
    may: office,
  },
  { route: 'demand.show', typed: none, may: everyMember, namesNothing: true },
  {
    route: 'demand.show',
    about: 'of a round',
    typed: ({ closedRound }) => ({ round: closedRound }),
    may: everyMember,
  },
]
