/** Demand to be kept as a file, in the tab alone. */
import { z } from 'zod'
import { id } from '../inputs'
import { type Route, route } from '../route'
import type { World } from '../world'
import { exportDemand } from './use-cases/export-demand'

const wish = z.object({ round: id.optional(), scope: id.or(z.literal('network')).optional() })

export function demandFileRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'demand.xlsx',
      kind: 'read',
      does: 'The demand of a closed round as a workbook: topics, what tells them apart, base and rule.',
      input: wish,
      run: (turn, input) => exportDemand(world, turn, input, 'xlsx'),
      file: (kept) => kept,
    }),
    route({
      name: 'demand.csv',
      kind: 'read',
      does: 'The demand of a closed round as one table of text.',
      input: wish,
      run: (turn, input) => exportDemand(world, turn, input, 'csv'),
      file: (kept) => kept,
    }),
    route({
      name: 'demand.pdf',
      kind: 'read',
      does: 'The demand of a closed round as a report to print: bars, tables, base, and why some figures are missing.',
      input: wish,
      run: (turn, input) => exportDemand(world, turn, input, 'pdf'),
      file: (kept) => kept,
    }),
  ]
}
