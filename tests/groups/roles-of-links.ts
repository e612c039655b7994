/** Rows of the matrix for personal links, which are the office's alone: whoever makes one could take part in another's name. */
import type { Row } from './roles-table'

export const ofLinks: readonly Row[] = [
  { route: 'link.list', typed: ({ unlinked }) => ({ member: unlinked }), may: ['office'] },
  {
    route: 'link.hand-over',
    typed: ({ unlinked, poll }) => ({ member: unlinked, purpose: 'poll', matter: poll }),
    may: ['office'],
    // The person has no vote in it.
    past: 'links:nothing-open',
  },
  { route: 'link.revoke', typed: ({ link }) => ({ link }), may: ['office'] },
]
