/** Shares, gaps, and needs met, under P7 by families (N5). */
import fc from 'fast-check'
import { isDue } from '../../bot/gaps/due'
import { type Answer, type Feedback, gapOf, gapsOf, shareOf } from '../../bot/gaps/gap'
import { isSafe } from '../../bot/needs/protection'

const rules = { leastFamilies: 3, leastDistance: 15 }
const none = new Map<string, number>()

const said = (met: Answer | null, ...places: readonly number[]): readonly Feedback[] =>
  places.map((count, i) => ({ topic: 't', family: `${met} ${i}`, places: count, met }))

const metOf = (...feedback: readonly Feedback[]) =>
  gapsOf({ demand: none, places: none, feedback, rules })[0]?.met

it('the largest demand first, then the largest offer; what is hidden is no nought', () => {
  const demand = new Map([
    ['a', 10],
    ['b', 128],
  ])
  const places = new Map([
    ['b', 40],
    ['c', 9],
    ['d', 48],
  ])
  const gaps = gapsOf({ demand, places, feedback: [], rules })
  expect(gaps.map(({ topic, heads, places: offered }) => [topic, heads, offered])).toEqual([
    ['b', 128, 40],
    ['a', 10, 0],
    ['d', null, 48],
    ['c', null, 9],
  ])
  expect(gaps.map(gapOf)).toEqual([88, 10, null, null])
})

it('more places than people is no gap, and no negative one', () => {
  expect(gapOf({ heads: 46, places: 48 })).toBe(0)
})

it('shares are of what is shown', () => {
  expect(shareOf(30, [30, null, 10])).toBe(0.75)
  expect([shareOf(null, [30]), shareOf(0, [0, 0])]).toEqual([null, null])
})

it('P7: an answer of fewer than three families is not shown, nor what would tell it', () => {
  expect(metOf(...said('yes', 4, 3, 3, 2), ...said('no', 5))).toBeNull()
  expect(metOf(...said('yes', 4, 3, 3, 2), ...said('no', 5, 4, 3))).toEqual({ yes: 12, no: 12 })
})

it('P7: families, not organisations', () => {
  const one = said('yes', 4, 3, 3).map((each) => ({ ...each, family: 'one' }))
  expect(metOf(...one)).toBeNull()
})

it('P7: what has not been said is told by what all have booked, so it counts as a cell', () => {
  expect(metOf(...said('yes', 4, 3, 3, 2), ...said(null, 2))).toBeNull()
  expect(metOf(...said('yes', 4, 3, 3, 2), ...said(null, 2, 2, 1))).toEqual({ yes: 12 })
})

const cells = fc.record({
  ...{ yes: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }) },
  ...{ partly: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }) },
  ...{ no: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }) },
  unsaid: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
})

it('P7: whatever was said, each figure is safe, and so is all that is left beside them', () => {
  fc.assert(
    fc.property(cells, ({ yes, partly, no, unsaid }) => {
      const all = { yes, partly, no }
      const met = metOf(
        ...[
          ...said('yes', ...yes),
          ...said('partly', ...partly),
          ...said('no', ...no),
          ...said(null, ...unsaid),
        ],
      )
      const shown = Object.keys(met ?? {}) as Answer[]
      for (const answer of shown) expect(isSafe(all[answer], rules)).toBe(true)
      const rest = [
        ...unsaid,
        ...(['yes', 'partly', 'no'] as const).flatMap((one) => (shown.includes(one) ? [] : all[one])),
      ]
      // A safe cell of what was not said is no figure of the report, but the same can be told of it.
      if (shown.length > 0 && rest.length > 0 && !isSafe(unsaid, rules))
        expect(isSafe(rest, rules)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

it.each([
  ['2026-4', '2027-01-03T23:59:59+01:00', false, 'New Year on a Friday, then the weekend'],
  ['2026-4', '2027-01-04T00:00:00+01:00', true, 'the Monday after'],
  ['2027-1', '2027-03-31T23:59:59+02:00', false, 'the last day of the quarter'],
  ['2027-1', '2027-04-01T00:00:00+02:00', true, 'a Thursday'],
  ['2026-4', '2027-02-10T12:00:00+01:00', true, 'long after, where nobody was there on the day'],
])('of %s at %s: %s, %s', (quarter, at, due) => {
  expect(isDue(quarter, new Date(at), { zone: 'Europe/Berlin', state: 'DE-NI' })).toBe(due)
})
