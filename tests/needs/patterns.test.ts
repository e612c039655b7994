/** Differencing attacks on P7 where not the same cells are hidden, or possible, in two rounds. */
import { areChainsQuiet } from '../../bot/needs/chains'
import { areQuiet, toldBy } from '../../bot/needs/change'
import { attack, tellAttacks } from './attack'
import { answers, apart, rules } from './series'

tellAttacks('patterns that shift')

const each = (names: string, cells: Readonly<Record<string, number>>) =>
  Object.fromEntries([...names].map((name) => [name, cells]))

attack(
  'a quarter that was not there before has come with one family',
  {
    dimensions: ['quarter'],
    rounds: [
      apart('quarter', each('abcdefgh', { '2027-1': 5, '2027-2': 5 })),
      apart('quarter', {
        ...each('abcdefg', { '2027-2': 6, '2027-3': 5 }),
        h: { '2027-2': 6 },
        i: { '2027-4': 9 },
      }),
    ],
  },
  (last) => expect(last?.tables.quarter?.cells).not.toHaveProperty('2027-4'),
)
attack(
  'a quarter that has passed empties the cell of the one who was hidden in it',
  {
    dimensions: ['quarter'],
    rounds: [
      apart('quarter', {
        ...each('abcd', { '2027-2': 9, '2027-3': 9 }),
        e: { '2027-1': 9 },
        f: { '2027-1': 3, '2027-2': 3 },
      }),
      apart('quarter', {
        ...each('abcd', { '2027-2': 9, '2027-3': 11 }),
        e: { '2027-2': 9 },
        f: { '2027-2': 6 },
      }),
    ],
  },
  (last) => expect(last).toMatchObject({ asOf: null }),
)
attack(
  'a pattern that shifts: what hid a family last time is shown now, and what was shown hides it',
  {
    rounds: [
      apart('format', { ...each('abcd', { online: 9 }), ...each('efgh', { onsite: 8 }), b1: { mixed: 10 } }),
      apart('format', {
        ...each('abcd', { online: 9 }),
        ...each('efgh', { onsite: 8 }),
        ...each('xyz', { onsite: 5 }),
        b1: { mixed: 10 },
      }),
    ],
  },
  (last) => expect(last?.tables.format?.cells ?? {}).not.toMatchObject({ onsite: 47 }),
)
attack(
  'newcomers few and small beside a giant in a pattern that shifts',
  {
    rounds: [
      apart('format', {
        ...each('abcd', { online: 253 }),
        ...each('efgh', { onsite: 250 }),
        g1: { mixed: 800 },
        m1: { mixed: 1 },
      }),
      apart('format', {
        ...each('abcd', { online: 253 }),
        ...each('efgh', { onsite: 250 }),
        ...each('xyz', { onsite: 5 }),
        g1: { mixed: 800 },
        m1: { mixed: 1 },
      }),
    ],
  },
  (last) => expect(last?.asOf).toBeNull(),
)
attack(
  'a table that was not shown last time: the old total less what is shown now',
  {
    rounds: [
      apart('format', { ...each('abc', { online: 9 }), d: { mixed: 9 } }),
      apart('format', { ...each('abc', { online: 9 }), ...each('efgh', { mixed: 9 }), d: { mixed: 9 } }),
    ],
  },
  (last) => expect(last).toMatchObject({ heads: 72, asOf: null }),
)
attack(
  'a topic that nobody showed last time shows nothing of then',
  { rounds: [answers({ a: 5, b: 5 }), answers({ a: 5, b: 5, c: 5 })] },
  (last) => expect(last).toMatchObject({ heads: 15, asOf: null }),
)
attack(
  'a total without its table, less the cells that were shown last time',
  {
    rounds: [
      apart('format', {
        ...each('abcd', { online: 90 }),
        ...each('efgh', { onsite: 60 }),
        z: { onsite: 100 },
      }),
      apart('format', { ...each('abcd', { online: 90 }), z: { onsite: 100 } }),
    ],
  },
  (last) => expect(last).toMatchObject({ heads: 700, asOf: 'r1' }),
)
attack(
  'the same answers twice: nothing has changed, and nothing shifts',
  {
    rounds: [1, 2].map(() =>
      apart('format', {
        ...each('abcd', { online: 9, onsite: 8 }),
        ...each('ef', { mixed: 7 }),
        g: { mixed: 3, inhouse: 9 },
      }),
    ),
  },
  (last) => expect(last?.tables.format).toEqual({ asOf: null, cells: { online: 36, onsite: 32 } }),
)

it('P7 three rounds that each show another cell leave nobody alone, though any two of them would not', () => {
  const cells = new Map(['a', 'b', 'c'].map((name, i) => [name, Float64Array.from(crowd(i))] as const))
  cells.set(
    'd',
    Float64Array.from({ length: 10 }, (_, family) => (family === 9 ? 10 : 0)),
  )
  const [one, two, three] = ['a', 'b', 'c'].map((shown) => toldBy(cells, new Set([shown])))
  if (!one || !two || !three) throw new Error('three rounds were made')
  expect([areQuiet(two, one, rules), areQuiet(three, one, rules), areQuiet(three, two, rules)]).toEqual([
    true,
    true,
    true,
  ])
  expect(areChainsQuiet([one, two], rules)).toBe(true)
  expect(areChainsQuiet([one, two, three], rules)).toBe(false)
})

/** Three families of ten have four heads each. */
const crowd = (cell: number) =>
  Array.from({ length: 10 }, (_, family) => (Math.floor(family / 3) === cell ? 4 : 0))
