/** Single choice: one of several answers. */
import type { Kind } from './kind'
import { chooseFrom, prepareList } from './options'

export const single: Kind = {
  offers: ['single'],
  editable: true,
  right: 'run-polls',
  prepare: (_offer, lines) => prepareList(lines, () => 1),
  readBallot: chooseFrom,
  count: (marks) => marks,
}
