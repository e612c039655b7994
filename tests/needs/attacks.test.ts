/** Known differencing attacks on P7 with one round, and with one round against the next. */
import { attack, shownAt, tellAttacks } from './attack'
import { answers, apart } from './series'

tellAttacks('one and two rounds')

/** Ten companies of much the same size. */
const many = (heads = 10, names = 'abcdefghij') => Object.fromEntries([...names].map((name) => [name, heads]))
const each = (names: string, cells: Readonly<Record<string, number>>) =>
  Object.fromEntries([...names].map((name) => [name, cells]))
const asBefore = (last: ReturnType<typeof shownAt>) => expect(last).toMatchObject({ heads: 100, asOf: 'r1' })
const cellsOf = (shown: ReturnType<typeof shownAt>) => shown?.tables.format?.cells

attack(
  'the total less all shown cells leaves nobody alone',
  {
    rounds: [
      apart('format', { ...each('abc', { online: 9 }), ...each('def', { onsite: 7 }), g: { mixed: 5 } }),
    ],
  },
  (last) => expect(cellsOf(last)).toEqual({ online: 27 }),
)
attack(
  'one cell hidden alone takes another with it',
  { rounds: [apart('format', { ...each('abcd', { online: 9, onsite: 8, mixed: 4 }), e: { inhouse: 30 } })] },
  (last) => expect(cellsOf(last)).toEqual({ online: 36, onsite: 32 }),
)
attack(
  'two hidden cells of one family stay closed together',
  { rounds: [apart('format', { ...each('abcd', { online: 9, onsite: 8 }), e: { mixed: 6, inhouse: 7 } })] },
  (last) => expect(cellsOf(last)).toEqual({ online: 36 }),
)
attack(
  'a dominant family is hidden, and what hides it is large enough',
  { rounds: [apart('format', { ...each('abcd', { online: 90, onsite: 8 }), e: { onsite: 500 } })] },
  (last) => expect(last?.tables.format).toBeUndefined(),
)
attack(
  'three families alone: the second largest does not learn the largest',
  { rounds: [answers({ a: 100, b: 50, c: 14 }), answers({ a: 100, b: 50, c: 15 })] },
  (last, all) => expect([shownAt(all, 1), last?.heads]).toEqual([undefined, 165]),
)
attack(
  'the same topic in two tables: dimensions meet in the total alone',
  {
    dimensions: ['format', 'level'],
    rounds: [
      [
        ...answers({
          a: [9, { format: 'online', level: 'basic' }],
          b: [9, { format: 'online', level: 'basic' }],
        }),
        ...answers({
          c: [9, { format: 'online', level: 'expert' }],
          d: [8, { format: 'onsite', level: 'basic' }],
        }),
        ...answers({
          e: [8, { format: 'onsite', level: 'basic' }],
          f: [8, { format: 'onsite', level: 'expert' }],
        }),
        ...answers({ g: [7, { format: 'onsite', level: 'expert' }] }),
      ],
    ],
  },
  (last) => expect(last?.tables).toMatchObject({ format: { asOf: null }, level: { asOf: null } }),
)
attack(
  'a filter against its complement: open to others, and not',
  {
    dimensions: ['joint'],
    rounds: [apart('joint', { ...each('abcdef', { yes: 9 }), g: { no: 9 } })],
  },
  (last) => expect(last?.tables.joint).toBeUndefined(),
)
attack(
  'a newcomer is not the difference of two rounds',
  { rounds: [answers(many()), answers({ ...many(), n: 12 })] },
  asBefore,
)
attack(
  'somebody who leaves is not the difference of two rounds',
  { rounds: [answers(many()), answers(many(10, 'abcdefghi'))] },
  asBefore,
)
attack(
  'one that has changed is not the difference of two rounds',
  { rounds: [answers(many()), answers({ ...many(), a: 17 })] },
  asBefore,
)
attack(
  'two newcomers do not learn each other',
  { rounds: [answers(many()), answers({ ...many(), n: 12, m: 12 })] },
  asBefore,
)
attack(
  'three newcomers of a size are a crowd',
  { rounds: [answers(many()), answers({ ...many(), n: 12, m: 12, o: 12 })] },
  (last) => expect(last).toMatchObject({ heads: 136, asOf: null }),
)
attack(
  'a newcomer that dominates the change stays closed',
  { rounds: [answers(many()), answers({ ...many(), a: 11, b: 11, n: 30 })] },
  asBefore,
)
attack(
  'one comes and one leaves: their figures do not stand for each other',
  { rounds: [answers(many()), answers({ ...many(10, 'bcdefghij'), n: 25 })] },
  asBefore,
)
attack(
  'a newcomer among movers, whose moves cancel in the total',
  {
    rounds: [
      apart('format', { ...each('abcd', { online: 10 }), ...each('efgh', { onsite: 10 }) }),
      apart('format', {
        ...each('efgh', { online: 10 }),
        ...each('abcd', { onsite: 10 }),
        n: { online: 12 },
      }),
    ],
  },
  (last) => expect(last).toMatchObject({ heads: 80, asOf: 'r1' }),
)
attack(
  'a newcomer in one of two cells between which others have moved',
  {
    rounds: [
      apart('format', {
        ...each('abcdef', { online: 10 }),
        ...each('ghi', { onsite: 10 }),
        ...each('xyz', { mixed: 10 }),
      }),
      apart('format', {
        ...each('abc', { onsite: 10 }),
        ...each('def', { online: 10 }),
        ...each('ghi', { onsite: 10 }),
        ...each('xyzopq', { mixed: 10 }),
        n: { online: 15 },
      }),
    ],
  },
  (last) => {
    expect(last).toMatchObject({ heads: 165, asOf: null })
    const fresh = last?.tables.format?.asOf === null ? Object.keys(last.tables.format.cells) : []
    expect(fresh).not.toEqual(expect.arrayContaining(['online', 'onsite']))
  },
)
attack(
  'a family moves from what providers may know to what they may not',
  {
    rounds: [
      [...answers(many()), ...answers(many(5, 'klmn'), { visible: false })],
      [
        ...answers({ ...many(10, 'bcdefghij'), n: 3, o: 3, p: 3 }),
        ...answers({ ...many(5, 'klmn'), a: 10 }, { visible: false }),
      ],
    ],
  },
  (last) => expect(last?.hidden?.asOf).not.toBeNull(),
)
attack(
  'what is hidden from providers has one newcomer, the rest is as it was',
  {
    rounds: [
      [...answers(many()), ...answers(many(5, 'klmn'), { visible: false })],
      [...answers(many()), ...answers({ ...many(5, 'klmn'), o: 5 }, { visible: false })],
    ],
  },
  (last) => expect(last).toMatchObject({ heads: 100, asOf: null, hidden: { heads: 20, asOf: 'r1' } }),
)
