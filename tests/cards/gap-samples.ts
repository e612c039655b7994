/** Samples of the card of a gap report: made, a preview, with nothing in it, and the longest that there can be. */
import type { Card } from '../../bot/card/elements'
import { gapCard } from '../../bot/gaps/cards/gap-card'
import type { GapLine, GapView } from '../../bot/gaps/view'
import type { Language } from '../../bot/groups/view'
import { hostile } from './views'
import { contextIn } from './words'

const id = (n: number) => `7a0f6a3e-0000-4000-8000-${`${n}`.padStart(12, '0')}`

const line = (i: number, wishes: Partial<GapLine> = {}): GapLine => ({
  ...{ topic: id(i), name: `Thema ${i}`, heads: 128 - i, places: 40 + i, gap: 88 - 2 * i },
  ...{ demandShare: 0.4, offerShare: 0.2, met: { yes: 12, partly: null, no: 4 } },
  ...wishes,
})

const view = (wishes: Partial<GapView> = {}): GapView => ({
  ...{ quarter: '2026-4', madeAt: '2027-01-04T07:00:00.000Z', zone: 'Europe/Berlin', showsMet: true },
  ...{ rounds: [{ id: id(1), quarter: '2026-4', group: null }], leastFamilies: 3, leastDistance: 15 },
  topics: [line(1), line(2, { heads: null, gap: null, demandShare: null, met: null })],
  ...wishes,
})

export function gaps(language: Language): Readonly<Record<string, Card>> {
  const context = contextIn(language)
  const many = (name: string) => Array.from({ length: 200 }, (_, i) => line(i, { name }))
  return {
    'a gap report': gapCard(view(), context),
    'a preview of the gaps': gapCard(view({ madeAt: null, showsMet: false, rounds: [] }), context),
    'a gap report of nothing': gapCard(view({ topics: [], rounds: [] }), context),
    'a gap report with one topic more': gapCard(
      view({ topics: Array.from({ length: 11 }, (_, i) => line(i)) }),
      context,
    ),
    'a gap report of two hundred long topics': gapCard(view({ topics: many('字'.repeat(120)) }), context),
    'a gap report of hostile topics': gapCard(view({ topics: many(hostile.question ?? '') }), context),
  }
}
