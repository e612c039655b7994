/** Rows of the matrix for files of demand and for gap reports: all members read them; what they hold differs (tests/gaps). */
import type { Matters, Role } from '../support/roles-scene'
import type { Row } from './roles-table'

const everyMember: readonly Role[] = [
  ...(['observer', 'member', 'coordinator', 'seat', 'deputy', 'chair', 'office'] as const),
]
const none = (_: Matters) => ({})

export const ofGaps: readonly Row[] = [
  { route: 'gap.list', typed: none, may: everyMember, namesNothing: true },
  { route: 'gap.show', typed: none, may: everyMember, namesNothing: true },
  // Of a quarter without a report: who may is told so, and nothing has to be drawn for every cell of the matrix.
  {
    route: 'gap.pdf',
    typed: () => ({ quarter: '2020-1' }),
    may: everyMember,
    namesNothing: true,
    past: 'gaps:no-report',
  },
  // No round has closed there.
  ...['demand.xlsx', 'demand.csv', 'demand.pdf'].map(
    (route): Row => ({
      ...{ route, typed: none, may: everyMember, namesNothing: true, past: 'needs:nothing-closed' },
    }),
  ),
]
