/** DOMAIN.md, Roles: who may administer the network: its settings, organisations, people, groups and files. */
import { randomUUID } from 'node:crypto'
import type { Row } from './roles-table'

const none = () => ({})
const fresh = (what: string) => `${what} ${randomUUID()}`

const table = 'Name;E-Mail;Organisation;Bank\nUwe;uwe@neu.example;Neuwerk;Arbeitgeber\n'

export const administration: readonly Row[] = [
  {
    route: 'network.change',
    // Of no network's own: what is sought in the other one's answers is the mark of this one.
    typed: () => ({
      name: 'Verbund der Matrix',
      state: 'DE-NI',
      language: 'de',
      zone: 'Europe/Berlin',
    }),
    may: ['office'],
    namesNothing: true,
  },
  {
    route: 'organisation.add',
    typed: () => ({ name: fresh('Neuwerk'), bench: 'employers' }),
    may: ['office'],
    namesNothing: true,
  },
  {
    route: 'organisation.change',
    typed: ({ organisation }) => ({ organisation, name: fresh('Anderswerk'), bench: 'training' }),
    may: ['office'],
  },
  { route: 'organisation.remove', typed: ({ organisation }) => ({ organisation }), may: ['office'] },
  { route: 'member.list', typed: none, may: ['office'], namesNothing: true },
  { route: 'member.add', typed: ({ organisation }) => ({ name: 'Neu', organisation }), may: ['office'] },
  {
    route: 'member.change',
    typed: ({ person, organisation }) => ({ member: person, name: 'Anders', organisation, office: true }),
    may: ['office'],
  },
  { route: 'member.unlink-account', typed: ({ person }) => ({ member: person }), may: ['office'] },
  { route: 'member.remove', typed: ({ person }) => ({ member: person }), may: ['office'] },
  { route: 'member.take-back', typed: ({ former }) => ({ member: former }), may: ['office'] },
  {
    route: 'group.take-in',
    typed: ({ group, organisation }) => ({
      ...{ group, organisation, name: 'Neu', mail: '', account: randomUUID() },
    }),
    may: ['office'],
  },
  {
    route: 'group.add',
    typed: ({ leader }) => ({ name: fresh('AK Neu'), coordinator: leader }),
    may: ['office'],
  },
  {
    route: 'group.roster',
    typed: ({ group }) => ({ group }),
    may: ['coordinator', 'office'],
    past: 'groups:no-channel',
  },
  { route: 'import.preview', typed: () => ({ file: table }), may: ['office'], namesNothing: true },
  {
    route: 'import.carry-out',
    typed: () => ({ file: table, mark: 'of-another-preview' }),
    may: ['office'],
    namesNothing: true,
    past: 'groups:import-changed',
  },
  { route: 'network.export', typed: () => ({ as: 'csv' }), may: ['office'], namesNothing: true },
]
