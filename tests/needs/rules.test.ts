/** P7 within one round: what may be shown of it alone. */

import { poolDemand } from '../../bot/needs/demand'
import type { Contribution } from '../../bot/needs/pooling'
import { isBlurred, isSafe } from '../../bot/needs/protection'
import { whole } from '../support/whole'
import { holesIn } from './holes'
import { answers, apart, closeAll, lastOf, rules } from './series'

const isShown = (heads: readonly number[], by = rules) => isSafe(heads, by)

const demandOf = (contributions: readonly Contribution[]) =>
  whole(poolDemand({ contributions, earlier: { rounds: [], mergedInto: new Map() }, rules }))

it('P7 shows a figure of three families, and none of two', () => {
  expect(isShown([5, 5, 5])).toBe(true)
  expect(isShown([5, 5])).toBe(false)
  expect(isShown([5])).toBe(false)
  expect(isShown([])).toBe(false)
  expect(isShown([5, 5, 0])).toBe(false)
})

it('P7 a network that wants more families behind each figure gets them', () => {
  const by = { leastFamilies: 5, leastDistance: 15 }
  expect(isShown([5, 5, 5, 5], by)).toBe(false)
  expect(isShown([5, 5, 5, 5, 5], by)).toBe(true)
})

it('P7 total less largest less second is p % of the largest: exactly that is enough, one head less is not', () => {
  expect(isShown([100, 50, 15])).toBe(true)
  expect(isShown([100, 50, 14])).toBe(false)
  expect(isShown([100, 100, 15])).toBe(true)
  expect(isShown([101, 50, 15])).toBe(false)
  expect(isShown([100, 50, 8, 7])).toBe(true)
  expect(isShown([20, 9, 3])).toBe(true)
  expect(isShown([100, 50, 30], { leastFamilies: 3, leastDistance: 30 })).toBe(true)
  expect(isShown([100, 50, 29], { leastFamilies: 3, leastDistance: 30 })).toBe(false)
})

it('P7 a change is judged by how much, whether more or less', () => {
  expect(isShown([10, -10, 3])).toBe(true)
  expect(isShown([-10, 1, 0.4])).toBe(false)
})

it('P7 what is left of a sum may be of two, if what has changed beside it blurs them', () => {
  const blurred = (rest: number[], change: number[]) =>
    isBlurred(Float64Array.from(rest), Float64Array.from(change), rules)
  expect(blurred([10, 0, 0], [0, 0, 0])).toBe(false)
  expect(blurred([10, 0, 0], [0, 5, 0])).toBe(false)
  expect(blurred([10, 0, 0], [0, 5, 2])).toBe(true)
  expect(blurred([10, 0, 0], [2, 0, 0])).toBe(true)
  expect(blurred([10, 0, 0], [-10, 0, 0])).toBe(true)
})

it('P7 a family counts once, however many of its organisations answer', () => {
  const families = { a1: 'a', a2: 'a' }
  expect(lastOf([answers({ a1: 5, a2: 5, b: 5 }, { families })])).toBeUndefined()
  expect(lastOf([answers({ a1: 5, a2: 5, b: 5, c: 5 }, { families })])?.heads).toBe(20)
  // Together they outweigh the others, though none does by itself.
  expect(lastOf([answers({ a1: 40, a2: 40, b: 5, c: 5 }, { families })])).toBeUndefined()
})

it('P7 what is hidden and what is empty look the same', () => {
  const base = {
    a: { online: 9, onsite: 5 },
    b: { online: 9, onsite: 5 },
    c: { online: 9, onsite: 5 },
    d: { online: 9 },
  }
  const hidden = lastOf([apart('format', { ...base, d: { online: 9, mixed: 2 } })])
  expect(Object.keys(hidden?.tables.format?.cells ?? {})).not.toContain('mixed')
  expect(JSON.stringify(hidden)).not.toContain('mixed')
  expect(JSON.stringify(hidden)).not.toContain('inhouse')
})

it('P7 total less what is shown is safe itself: the smallest shown cell goes with a cell that is hidden alone', () => {
  const said = {
    a: { online: 9, onsite: 5 },
    b: { online: 9, onsite: 5 },
    c: { online: 9, onsite: 5, mixed: 2 },
  }
  const [round] = closeAll([apart('format', said)])
  expect(round?.demand.topics[0]?.tables.format?.cells).toEqual({ online: 27 })
  expect(round && holesIn([round])).toEqual([])
})

it('P7 a table with nothing else to hide behind is not shown at all', () => {
  const said = { a: { online: 9 }, b: { online: 9 }, c: { online: 9, mixed: 2 } }
  expect(lastOf([apart('format', said)])?.tables.format).toBeUndefined()
})

it('P7 what was not said is a category of its own', () => {
  const shown = lastOf([
    [
      ...answers({ a: 4, b: 4, c: 4 }),
      ...apart('format', { d: { online: 3 }, e: { online: 3 }, f: { online: 3 } }),
    ],
  ])
  expect(shown?.tables.format?.cells).toEqual({ open: 12, online: 9 })
  expect(shown?.tables.level?.cells).toEqual({ open: 21 })
})

it('P7 what providers are not to know is in no total and no table, and shown beside them only if it is safe', () => {
  const visible = answers({ a: 4, b: 4, c: 4 })
  const secret = { visible: false }
  expect(lastOf([[...visible, ...answers({ d: 5, e: 5 }, secret)]])).toMatchObject({
    heads: 12,
    hidden: null,
  })
  const shown = lastOf([[...visible, ...answers({ d: 5, e: 5, f: 5 }, secret)]])
  expect(shown).toMatchObject({ heads: 12, hidden: { heads: 15, asOf: null } })
  expect(shown?.tables.format?.cells).toEqual({ open: 12 })
  // Nobody is told of a topic of which providers may know nothing.
  expect(lastOf([answers({ d: 5, e: 5, f: 5 }, secret)])).toBeUndefined()
})

it('P7 topics come by heads, then by name', () => {
  const one = (topic: string, heads: number) => answers({ a: heads, b: heads, c: heads }, { topic })
  const topics = demandOf([
    ...one('b', 2),
    ...one('a', 2),
    ...one('c', 9),
    ...answers({ a: 99 }, { topic: 'few' }),
  ])
  expect(topics.topics.map(({ topic, heads }) => [topic, heads])).toEqual([
    ['c', 27],
    ['a', 6],
    ['b', 6],
  ])
})

it('P7 needs without anybody, or of nobody, show nothing', () => {
  expect(demandOf([])).toEqual({ topics: [] })
})

it('P7 the order in which needs were entered says nothing', () => {
  const needs: readonly Contribution[] = apart('format', {
    a: { online: 9, onsite: 5 },
    b: { onsite: 5, online: 9 },
    c: { online: 9, onsite: 5 },
  })
  expect(demandOf([...needs].reverse())).toEqual(demandOf(needs))
})
