/** What the outside may ask of gap reports. */
import { z } from 'zod'
import { type Route, route } from '../route'
import type { World } from '../world'
import { gapCard } from './cards/gap-card'
import { printReport } from './use-cases/print-report'
import { listGapReports, showReport } from './use-cases/show-report'

export const pageOfGaps = (quarter: string): string => `gaps/${quarter}`

const wish = z.object({
  quarter: z
    .string()
    .regex(/^\d{4}-[1-4]$/, 'not-a-choice')
    .optional(),
})

export function gapRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'gap.list',
      kind: 'read',
      does: 'Lists the quarters of which there is a gap report, newest first.',
      input: z.object({}),
      run: ({ member }) => listGapReports(world, member),
    }),
    route({
      name: 'gap.show',
      kind: 'read',
      does: 'Shows demand against offer of a quarter by topic; for who steers also how far needs were met.',
      input: wish,
      run: (turn, { quarter }) => showReport(world, turn, quarter),
      card: (view, { words }) => gapCard(view, { words, pageUrl: world.pageUrl(pageOfGaps(view.quarter)) }),
    }),
    route({
      name: 'gap.pdf',
      kind: 'read',
      does: 'The gap report of a quarter to print, with the demand that it rests on.',
      input: wish,
      run: (turn, { quarter }) => printReport(world, turn, quarter),
      file: (kept) => kept,
    }),
  ]
}
