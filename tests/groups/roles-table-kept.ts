/** DOMAIN.md, Roles: who may do what with what is kept about people, and with the audit log. */
import type { Row } from './roles-table'

export const keptRows = (everyMember: Row['may']): readonly Row[] => [
  { route: 'data.show', typed: () => ({}), may: everyMember, namesNothing: true },
  { route: 'data.export', about: 'of oneself', typed: () => ({}), may: everyMember, namesNothing: true },
  { route: 'data.export', about: 'of another', typed: ({ person }) => ({ member: person }), may: ['office'] },
  {
    route: 'data.erasure',
    about: 'of another',
    typed: ({ person }) => ({ member: person }),
    may: ['office'],
    personal: true,
  },
  {
    route: 'data.erase',
    about: 'of another',
    typed: ({ person }) => ({ member: person, sure: 'false' }),
    may: ['office'],
    past: 'data:not-sure',
    personal: true,
  },
  { route: 'data.people', typed: () => ({}), may: ['office'], namesNothing: true },
  { route: 'retention.show', typed: () => ({}), may: ['office'], namesNothing: true },
  {
    route: 'retention.set',
    typed: () => ({ kind: 'answers', days: '20' }),
    may: ['office'],
    namesNothing: true,
  },
  { route: 'audit.show', typed: () => ({}), may: ['office'], namesNothing: true },
  { route: 'audit.check', typed: () => ({}), may: ['office'], namesNothing: true },
  { route: 'audit.export', typed: () => ({}), may: ['office'], namesNothing: true },
]
