/** Rows of the matrix for the committee's seats and for elections: the chair's and the office's, seats the office's alone. */
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
const whoSees: readonly Role[] = ['observer', 'member', 'coordinator', 'chair', 'office']
const whoRuns: readonly Role[] = ['chair', 'office']
const office: readonly Role[] = ['office']

let count = 0
const nonce = () => {
  count += 1
  return `nonce-of-elections-${count}`
}
const none = () => ({})
const election = ({ election: id }: Matters) => ({ election: id })
const seat = ({ seat: id }: Matters) => ({ seat: id })
const times = {
  ...{
    'opens-date': '2026-11-27',
    'opens-time': '12:00',
    'closes-date': '2026-12-01',
    'closes-time': '12:00',
  },
}

export const ofElections: readonly Row[] = [
  { route: 'election.list', typed: none, may: everyMember, namesNothing: true },
  { route: 'election.show', typed: election, may: whoSees },
  { route: 'election.card', typed: election, may: whoSees },
  { route: 'election.propose-form', typed: election, may: whoSees },
  { route: 'election.recount', typed: election, may: whoSees, past: 'elections:not-over' },
  { route: 'election.form', typed: none, may: whoRuns, namesNothing: true },
  {
    route: 'election.call',
    typed: ({ group }) => ({
      ...{ group, nonce: nonce(), title: 'Wahl', places: '2', electorate: 'group' },
      ...{ from: '2027-01-01', to: '2028-12-31', ...times },
    }),
    may: whoRuns,
  },
  { route: 'election.stand', typed: election, may: ['member', 'coordinator'] },
  { route: 'election.decline', typed: election, may: whoSees, past: 'elections:no-candidate' },
  {
    route: 'election.propose',
    typed: ({ election: id, late }) => ({ election: id, member: late }),
    may: ['coordinator', 'chair', 'office'],
  },
  { route: 'election.extend', typed: ({ election: id }) => ({ election: id, ...times }), may: whoRuns },
  { route: 'election.go-on', typed: election, may: whoRuns, past: 'elections:still-standing' },
  { route: 'election.call-off', typed: election, may: whoRuns },
  { route: 'election.fill-seats', typed: election, may: whoRuns, past: 'elections:not-over' },
]

export const ofSeats: readonly Row[] = [
  { route: 'committee.show', typed: none, may: everyMember, namesNothing: true },
  {
    route: 'seat.add',
    typed: ({ organisation }) => ({ organisation, holder: '', from: '', to: '' }),
    may: office,
  },
  { route: 'seat.fill', typed: ({ seat: id, late }) => ({ seat: id, holder: late }), may: office },
  { route: 'seat.name-deputy', typed: ({ seat: id }) => ({ seat: id, deputy: '' }), may: office },
  { route: 'seat.set-term', typed: ({ seat: id }) => ({ seat: id, from: '', to: '' }), may: office },
  { route: 'seat.set-chair', typed: ({ seat: id }) => ({ seat: id, chair: false }), may: office },
  { route: 'seat.vacate', typed: seat, may: office },
  { route: 'seat.end', typed: seat, may: office },
]
