/** Several choice: any number of answers, or up to a maximum. */
import type { Kind } from './kind'
import { chooseFrom, mostOptions, prepareList } from './options'

/** Without a maximum of its own a ballot may hold every option, those added later included. */
const maxima: Readonly<Record<string, number>> = { several: mostOptions, 'several-2': 2, 'several-3': 3 }

export const several: Kind = {
  offers: Object.keys(maxima),
  editable: true,
  right: 'run-polls',
  prepare: (offer, lines) => prepareList(lines, () => maxima[offer] ?? mostOptions),
  readBallot: chooseFrom,
  count: (marks) => marks,
}
