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
  { route: 'gap.pdf', typed: none, may: everyMember, namesNothing: true },
]
