/** Random rounds for the attacks on P7: small networks, some dominated by one family, most answers as last time. */
import fc from 'fast-check'
import type { Dimension } from '../../bot/needs/need'
import type { Contribution } from '../../bot/needs/pooling'
import type { Rules } from '../../bot/needs/protection'
import type { Given } from './series'

export interface Case {
  readonly rounds: readonly Given[]
  readonly rules: Rules
}

export const dimensions = ['format', 'quarter'] as const satisfies readonly Dimension[]
export const topic = 'other'

interface Need {
  readonly heads: number
  readonly format: string | undefined
  readonly quarter: string | undefined
  readonly visible: boolean
}

/** Mostly few, sometimes a company that outweighs all others. */
const heads = fc.oneof(
  { weight: 16, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 3, arbitrary: fc.integer({ min: 13, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 61, max: 2000 }) },
)

const need: fc.Arbitrary<Need> = fc.record({
  heads,
  format: fc.constantFrom('online', 'online', 'onsite', 'onsite', 'mixed', undefined),
  quarter: fc.constantFrom('2027-1', '2027-1', '2027-2', '2027-3'),
  visible: fc.constantFrom(true, true, true, true, true, false),
})

/** What an organisation does from one round to the next. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ is: 'same' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('more' as const), by: fc.integer({ min: -6, max: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('moved' as const), to: need }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('new' as const), needs: fc.array(need, { maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ is: 'absent' } as const) },
)

/** Bits: in which of the two groups. Most are in one of them, so that both together are nearly the network. */
const places = fc.constantFrom(0, 1, 1, 1, 2, 2, 2, 3)

const organisation = fc.record({
  family: fc.integer({ min: 0, max: 9 }),
  /** Most stay in one family; some join another in the middle. */
  joins: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 8 }),
  place: places,
  first: fc.array(need, { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, { minLength: 4, maxLength: 4 }),
})

const scope = fc.constantFrom('', '', '', 'one', 'two')

export const cases: fc.Arbitrary<Case> = fc
  .record({
    organisations: fc.array(organisation, { minLength: 5, maxLength: 14, size: 'max' }),
    scopes: fc.array(scope, { minLength: 2, maxLength: 5 }),
    /** Everybody a family of its own, as in most networks. */
    apart: fc.boolean(),
    rules: fc.constantFrom(
      { leastFamilies: 3, leastDistance: 15 },
      { leastFamilies: 3, leastDistance: 15 },
      { leastFamilies: 3, leastDistance: 10 },
      { leastFamilies: 4, leastDistance: 30 },
    ),
  })
  .map(({ organisations, scopes, apart, rules }) => ({
    rules,
    rounds: scopes.map((asked, round) => ({
      scope: asked,
      contributions: organisations.flatMap((one, i): Contribution[] => {
        if (asked && !(one.place & (asked === 'one' ? 1 : 2))) return []
        const family = apart ? i : round >= 2 && one.joins !== null ? one.joins : one.family
        return needsAt(one, round).map(({ heads: many, visible, format, quarter }) => ({
          organisation: `o${i}`,
          family: `f${family}`,
          topic,
          heads: many,
          visible,
          cells: { ...(format && { format }), ...(quarter && { quarter }) },
        }))
      }),
    })),
  }))

type Organisation = typeof organisation extends fc.Arbitrary<infer One> ? One : never

/** What it would say in a round, whoever asks. */
function needsAt({ first, steps }: Organisation, round: number): readonly Need[] {
  let [said, shown] = [first as readonly Need[], first as readonly Need[]]
  for (const next of steps.slice(0, round)) {
    if (next.is === 'more') said = said.map((one) => ({ ...one, heads: Math.max(1, one.heads + next.by) }))
    if (next.is === 'new') said = next.needs
    if (next.is === 'moved') said = said.map((one, i) => (i === 0 ? { ...next.to, heads: one.heads } : one))
    shown = next.is === 'absent' ? [] : said
  }
  return shown
}
