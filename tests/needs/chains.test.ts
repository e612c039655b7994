/** Differencing attacks on P7 over three rounds and more, over scopes, and over families that change. */
import { attack, shownAt, tellAttacks } from './attack'
import { answers, apart } from './series'

tellAttacks('more rounds, scopes, families')

const many = (heads = 10, names = 'abcdefghij') => Object.fromEntries([...names].map((name) => [name, heads]))
const each = (names: string, cells: Readonly<Record<string, number>>) =>
  Object.fromEntries([...names].map((name) => [name, cells]))

attack(
  'each step is safe, and the third round against the first is not',
  { rounds: [answers(many()), answers({ ...many(), a: 14, b: 14, c: 14 }), answers({ ...many(), d: 13 })] },
  (last, all) => {
    expect(shownAt(all, 2)).toMatchObject({ heads: 112, asOf: null })
    expect(last).toMatchObject({ heads: 100, asOf: 'r1' })
  },
)
attack(
  'a round that showed nothing new in between hides nobody',
  { rounds: [answers(many()), answers({ ...many(), n: 9 }), answers({ ...many(), n: 9 })] },
  (last, all) => expect([shownAt(all, 2)?.asOf, last?.asOf]).toEqual(['r1', 'r1']),
)
attack(
  'a round in which the topic was of too few in between',
  { rounds: [answers(many()), answers({ a: 10 }), answers({ ...many(), n: 9 })] },
  (last, all) => expect([shownAt(all, 2), last?.asOf]).toEqual([undefined, 'r1']),
)
attack(
  'flip-flop: a crowd goes and comes back, one of them with more',
  {
    rounds: [
      answers(many()),
      answers(many(10, 'fghij')),
      answers({ ...many(), a: 15 }),
      answers(many(10, 'fghij')),
    ],
  },
  (last, all) => expect([shownAt(all, 2)?.heads, shownAt(all, 3)?.asOf, last?.heads]).toEqual([50, 'r1', 50]),
)
attack(
  'drop by drop: families join one by one until they are a crowd',
  { rounds: ['', 'k', 'kl', 'klm', 'klmn'].map((more) => answers(many(10, `abcdefghij${more}`))) },
  (last, all) => {
    expect([2, 3, 4].map((round) => shownAt(all, round)?.heads)).toEqual([100, 100, 130])
    expect(last).toMatchObject({ heads: 130, asOf: 'r4' })
  },
)
attack(
  'a fresh total beside a table as it was, then a fresh table',
  {
    rounds: [
      apart('format', { ...each('abcde', { online: 10 }), ...each('fghij', { onsite: 10 }) }),
      apart('format', {
        ...each('abcd', { online: 12 }),
        ...each('fghij', { onsite: 10 }),
        e: { onsite: 10 },
      }),
      apart('format', {
        ...each('abc', { online: 12 }),
        ...each('dfghij', { onsite: 12 }),
        e: { onsite: 10 },
      }),
    ],
  },
  (_last, all) => expect(shownAt(all, 2)).toMatchObject({ heads: 108, asOf: null }),
)
attack(
  'cells that each of three rounds shows alone leave nobody in the fourth',
  {
    rounds: [
      apart('format', {
        ...each('abc', { online: 9, onsite: 10 }),
        ...each('def', { mixed: 11 }),
        g: { inhouse: 8 },
      }),
      apart('format', {
        ...each('abc', { online: 12, onsite: 10 }),
        ...each('def', { mixed: 11 }),
        g: { inhouse: 8 },
      }),
      apart('format', {
        ...each('abc', { online: 12, onsite: 14 }),
        ...each('def', { mixed: 11 }),
        g: { inhouse: 8 },
      }),
      apart('format', {
        ...each('abc', { online: 12, onsite: 14 }),
        ...each('def', { mixed: 16 }),
        g: { inhouse: 8 },
      }),
    ],
  },
  (last) => expect(last).toMatchObject({ asOf: null }),
)
const network = (names: string, more = {}) => ({ contributions: answers({ ...many(10, names), ...more }) })
const group = (scope: string, names: string, more = {}) => ({ ...network(names, more), scope })

attack(
  'the network less a group that is nearly all of it',
  { rounds: [group('g', 'abcdefgh'), network('abcdefghij')] },
  (last) => expect(last).toBeUndefined(),
)
attack(
  'a group that is nearly the network, after the network',
  { rounds: [network('abcdefghij'), group('g', 'abcdefgh')] },
  (last) => expect(last).toBeUndefined(),
)
attack(
  'the network less a group leaves a crowd',
  { rounds: [group('g', 'abcde'), network('abcdefghij')] },
  (last) => expect(last?.heads).toBe(100),
)
attack(
  'the network less two groups, each of which is far from it',
  { rounds: [group('g', 'abcde'), group('h', 'fghij'), network('abcdefghijz')] },
  (last, all) => expect([shownAt(all, 2)?.heads, last]).toEqual([50, undefined]),
)
attack(
  'the second of two groups, after the network',
  { rounds: [network('abcdefghijz'), group('g', 'abcde'), group('h', 'fghij')] },
  (last, all) => expect([shownAt(all, 2)?.heads, last]).toEqual([50, undefined]),
)
attack(
  'the network less three groups',
  { rounds: [group('g', 'abcd'), group('h', 'efgh'), network('abcdefghijklyz'), group('i', 'ijkl')] },
  (last, all) => expect([shownAt(all, 3)?.heads, last]).toEqual([140, undefined]),
)
attack(
  'two groups with one in both, against the network',
  { rounds: [group('g', 'abcde'), group('h', 'efghij'), network('abcdefghij')] },
  (last) => expect(last).toBeUndefined(),
)
attack(
  'a cell of the network less the same cell of two groups',
  {
    rounds: [
      {
        scope: 'g',
        contributions: apart('format', { ...each('abcd', { online: 10 }), ...each('klm', { onsite: 9 }) }),
      },
      {
        scope: 'h',
        contributions: apart('format', { ...each('efgh', { online: 10 }), ...each('nop', { onsite: 9 }) }),
      },
      apart('format', { ...each('abcdefghz', { online: 10 }), ...each('klmnopqrstu', { onsite: 9 }) }),
    ],
  },
  (last) => {
    expect(last).toMatchObject({ heads: 189, asOf: null })
    expect(last?.tables.format).toBeUndefined()
  },
)
attack(
  'a group that is asked again, between two rounds of the network',
  {
    rounds: [
      network('abcdefghij'),
      group('g', 'abcde'),
      network('abcdefghij', { a: 15 }),
      group('g', 'abcde', { a: 15 }),
    ],
  },
  (last, all) => expect([shownAt(all, 3)?.asOf, last?.asOf]).toEqual(['r1', 'r2']),
)
attack(
  'organisations that join one family count once when rounds are compared',
  {
    rounds: [
      answers(many()),
      answers({ ...many(), k: 5, l: 5, m: 5 }, { families: { k: 'f', l: 'f' } }),
      answers({ ...many(), k: 5, l: 5, m: 5 }),
    ],
  },
  (last, all) => expect([shownAt(all, 2)?.asOf, last?.asOf]).toEqual(['r1', 'r1']),
)
attack(
  'a family that has split knows what it said before',
  {
    rounds: [
      answers({ ...many(), k: 20, l: 20 }, { families: { k: 'f', l: 'f' } }),
      answers({ ...many(), k: 28, l: 28, a: 16 }),
    ],
  },
  (last) => expect(last).toMatchObject({ heads: 140, asOf: 'r1' }),
)
attack(
  'halves of a split family whose changes cancel do not learn each other',
  {
    rounds: [
      answers({ ...many(), k: 100, l: 100 }, { families: { k: 'f', l: 'f' } }),
      answers({ ...many(), k: 150, l: 50, a: 11, b: 11, c: 11 }),
    ],
  },
  (last) => expect(last?.asOf).not.toBeNull(),
)
attack(
  'a larger k holds for every comparison, too',
  {
    by: { leastFamilies: 5, leastDistance: 15 },
    rounds: [
      answers(many()),
      answers({ ...many(), k: 9, l: 9, m: 9, n: 9 }),
      answers({ ...many(), k: 9, l: 9, m: 9, n: 9, o: 9 }),
    ],
  },
  (last, all) => expect([shownAt(all, 2)?.asOf, last?.heads]).toEqual(['r1', 145]),
)
attack(
  'a topic among others: nothing is shown over topics',
  {
    rounds: [
      [
        ...answers(many()),
        ...answers({ a: 10, b: 9 }, { topic: 'few' }),
        ...answers(many(9, 'cdefgh'), { topic: 'more' }),
      ],
    ],
  },
  (_last, all) => {
    expect(Object.keys(all[0]?.demand ?? {})).toEqual(['topics'])
    expect(all[0]?.demand.topics.map(({ topic }) => topic)).toEqual(['t', 'more'])
  },
)
