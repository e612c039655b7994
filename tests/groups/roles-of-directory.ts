/** DOMAIN.md, Roles: who may compare the network with its tenant's directory, and act upon what was found. */
import type { Row } from './roles-table'

export const ofDirectory: readonly Row[] = [
  { route: 'directory.show', typed: () => ({}), may: ['office'], namesNothing: true },
  {
    route: 'directory.compare',
    typed: () => ({}),
    may: ['office'],
    namesNothing: true,
    // The tab's registration has no secret there.
    past: 'groups:directory-not-here',
  },
  {
    route: 'directory.confirm',
    typed: () => ({ run: '00000000-0000-4000-8000-00000000d1d1' }),
    may: ['office'],
    namesNothing: true,
    past: 'groups:directory-changed',
  },
]
