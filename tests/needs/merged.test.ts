/** Differencing attacks on P7 with topics that were merged between two rounds: what was told of the parts stands beside the whole. */
import fc from 'fast-check'
import { attack, shownAt, tellAttacks } from './attack'
import { isCrowd } from './differences'
import { answers, apart, type Closed, closeAll, rules } from './series'

tellAttacks('merged topics')

const many = (names: string, heads = 10) => Object.fromEntries([...names].map((name) => [name, heads]))
const merged = { s: 't' }
const ofS = { topic: 's' }

attack(
  'both parts and the whole: one that has come since is not the difference',
  {
    rounds: [
      [...answers(many('abcde')), ...answers(many('fghij'), ofS)],
      { contributions: answers({ ...many('abcdefghij'), n: 12 }), merged },
    ],
  },
  (last, all) => expect([shownAt(all, 1, 's')?.heads, last]).toEqual([50, undefined]),
)
attack(
  'a part and the whole: what the other part was too small to show stays closed',
  {
    rounds: [
      [...answers(many('abcde')), ...answers({ f: 10, g: 9 }, ofS)],
      { contributions: answers({ ...many('abcde'), f: 10, g: 9 }), merged },
    ],
  },
  (last) => expect(last).toMatchObject({ heads: 50, asOf: 'r1' }),
)
attack(
  'the small part takes up the large one',
  {
    rounds: [
      [...answers({ f: 10, g: 9 }), ...answers(many('abcde'), ofS)],
      { contributions: answers({ ...many('abcde'), f: 10, g: 9 }), merged },
    ],
  },
  (last) => expect(last).toBeUndefined(),
)
attack(
  'parts that were told last in different rounds',
  {
    rounds: [
      [...answers(many('abcde')), ...answers(many('fghij'), ofS)],
      answers({ ...many('abcde', 14), k: 14, l: 14, m: 14 }),
      { contributions: answers({ ...many('abcdeklm', 14), ...many('fghij'), n: 12 }), merged },
    ],
  },
  (last) => expect(last).toBeUndefined(),
)
attack(
  'merged twice, and through another: all parts are known',
  {
    rounds: [
      [...answers(many('abcd')), ...answers(many('efgh'), ofS), ...answers(many('ijkl'), { topic: 'u' })],
      { contributions: answers({ ...many('abcdefghijkl'), n: 12 }), merged: { s: 't', u: 't' } },
    ],
  },
  (last) => expect(last).toBeUndefined(),
)
attack(
  'one cell of both parts, and the same of the whole',
  {
    rounds: [
      [
        ...apart('format', Object.fromEntries([...'abcde'].map((one) => [one, { online: 9, onsite: 8 }]))),
        ...apart(
          'format',
          Object.fromEntries([...'fghij'].map((one) => [one, { online: 9, onsite: 8 }])),
          ofS,
        ),
      ],
      {
        contributions: apart('format', {
          ...Object.fromEntries([...'abcdefghij'].map((one) => [one, { online: 9, onsite: 11 }])),
          n: { online: 12 },
        }),
        merged,
      },
    ],
  },
  (last) => expect([last?.heads, last?.tables.format?.asOf]).toEqual([212, 'r1']),
)
attack(
  'what has changed in a crowd of both parts is shown',
  {
    rounds: [
      [...answers(many('abcde')), ...answers(many('fghij'), ofS)],
      { contributions: answers({ ...many('abcdefghij', 12), n: 12 }), merged },
    ],
  },
  (last) => expect(last).toMatchObject({ heads: 132, asOf: null }),
)

/** By brute force: the whole less every selection of what earlier rounds have told, in all and in each cell that all tell. */
function found(rounds: readonly Closed[]): string[] {
  const last = rounds.at(-1)
  const told = rounds.flatMap((one, round) =>
    one.demand.topics.flatMap((demand) => (demand.asOf === null ? [{ one, round, demand }] : [])),
  )
  const whole = told.find(({ one }) => one === last)
  if (!whole) return []
  const before = told.filter(({ one }) => one !== last)
  const cells = [undefined, 'online', 'onsite']
  return cells.flatMap((cell) => {
    const tells = ({ demand }: (typeof told)[number]) =>
      cell === undefined || (demand.tables.format?.asOf === null && cell in demand.tables.format.cells)
    const held = ({ one, demand }: (typeof told)[number], sign: number) =>
      one.contributions
        .filter((need) => need.topic === demand.topic && (!cell || need.cells.format === cell))
        .map((need) => [need.organisation, sign * need.heads] as const)
    if (!tells(whole)) return []
    return (
      Array.from({ length: 2 ** before.length }, (_, bits) => before.filter((_one, i) => bits & (1 << i)))
        .filter((parts) => new Set(parts.map(({ demand }) => demand.topic)).size === parts.length)
        .filter((parts) => parts.every(tells))
        // Of each part as it was told last before one moment.
        .filter((parts) => {
          const moment = Math.max(...parts.map(({ round }) => round))
          return parts.every(
            ({ round, demand }) =>
              !before.some(
                (one) => one.demand.topic === demand.topic && one.round > round && one.round <= moment,
              ),
          )
        })
        .flatMap((parts) => {
          const sum = new Map<string, number>()
          for (const [name, heads] of [...held(whole, 1), ...parts.flatMap((part) => held(part, -1))])
            sum.set(name, (sum.get(name) ?? 0) + heads)
          const left = new Map([...sum].filter(([, heads]) => heads !== 0))
          return isCrowd(left, rules)
            ? []
            : [`${cell ?? 'total'} less ${parts.map(({ round, demand }) => `r${round + 1} ${demand.topic}`)}`]
        })
    )
  })
}

const heads = fc.integer({ min: 1, max: 9 })
const organisation = fc.record({
  topic: fc.constantFrom('t', 't', 's', 's', 'u'),
  format: fc.constantFrom('online', 'onsite'),
  first: heads,
  /** Most say the same again. */
  second: fc.option(heads, { freq: 2 }),
  third: fc.option(heads, { freq: 3 }),
})

const cases = 500

it(`P7 no whole less what was told of its parts is of too few: ${cases} cases`, () => {
  let fresh = 0
  fc.assert(
    fc.property(fc.array(organisation, { minLength: 8, maxLength: 20 }), (all) => {
      const said = (now: (one: (typeof all)[number]) => number, isMerged: boolean) =>
        all.flatMap((one, i) =>
          answers({ [`o${i}`]: [now(one), { format: one.format }] }, { topic: isMerged ? 't' : one.topic }),
        )
      const rounds = closeAll([
        said(({ first }) => first, false),
        said(({ first, second }) => second ?? first, false),
        {
          contributions: said(({ first, second, third }) => third ?? second ?? first, true),
          merged: { s: 't', u: 't' },
        },
      ])
      if (rounds.at(-1)?.demand.topics.some(({ asOf }) => asOf === null)) fresh += 1
      expect(found(rounds)).toEqual([])
    }),
    { numRuns: cases, seed: 20_270_102 },
  )
  // Something is shown, or the test would prove nothing.
  expect(fresh).toBeGreaterThan(50)
})
