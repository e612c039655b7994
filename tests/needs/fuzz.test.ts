/**
 * P7 under attack: random answers over two to five rounds of a network and two groups in it. One of the respondents reads
 * everything and bounds every other family by linear programs (bounds.ts); another lays figures of different rounds side by
 * side (differences.ts). 400 cases here, more with FUZZ_CASES; FUZZ_SEED repeats a run.
 */
import fc from 'fast-check'
import { cases as anyCase, type Case, dimensions, topic } from './answers'
import { bound, familiesIn } from './bounds'
import { betrayed, betrayedByScopes } from './differences'
import { aimsAt, hasJoined, largestIn, wereOne } from './holes'
import { type Closed, closeAll, type Given } from './series'

const cases = Number(process.env.FUZZ_CASES ?? 400)
/** Linear programs take their time. */
const bounded = Math.min(10_000, cases)
const seed = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_CASES ? Date.now() % 1_000_000 : 20_270_101))
const patience = Math.max(60_000, cases * 100)

const told = { cases: 0, figures: 0, rounds: 0, bounds: 0, closest: Number.POSITIVE_INFINITY }

function close({ rounds, rules }: Case): readonly Closed[] {
  const closed = closeAll(rounds, rules)
  told.cases += 1
  for (const { demand } of closed)
    for (const shown of demand.topics)
      if (shown.asOf === null) {
        told.rounds += 1
        told.figures +=
          1 + Object.values(shown.tables).reduce((n, one) => n + Object.keys(one.cells).length, 0)
      }
  return closed
}

/** Every organisation a family of its own for good. */
function settled({ contributions, ...round }: Given): Given {
  return { ...round, contributions: contributions.map((one) => ({ ...one, family: one.organisation })) }
}

const pickFrom = <One>(all: readonly One[], dice: number): One | undefined => all[dice % all.length]

it(
  `P7 nobody who has answered bounds another family within p % by all figures of all rounds: ${bounded} cases (seed ${seed})`,
  () => {
    const dice = fc.array(fc.nat(), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(anyCase, dice, (one, numbers) => {
        const rounds = close(one)
        const asked = [
          ...new Set(rounds.flatMap((r) => r.contributions.map(({ organisation }) => organisation))),
        ]
        for (let i = 0; i + 3 < numbers.length; i += 4) {
          const [a = 0, b = 0, c = 0, d = 0] = numbers.slice(i, i + 4)
          const round = c % rounds.length
          const at = rounds[round]
          const families = familiesIn(at?.contributions ?? [])
          const aim = at && pickFrom(aimsAt(at, dimensions, topic), d)
          if (!at || !aim) continue
          const [largest, second] = largestIn(at, aim, topic)
          const target = i % 8 ? largest : pickFrom([...families.keys()], b)
          const attacker = i % 16 ? second : pickFrom(asked, a)
          if (!attacker || !target) continue
          if (wereOne(rounds, attacker, target) || hasJoined(rounds, families, target)) continue
          const { truth, most } = bound({ rounds, topic, attacker, target, round, aim, dimensions })
          if (truth === 0) continue
          told.bounds += 1
          told.closest = Math.min(told.closest, most / truth)
          const least = truth * (1 + one.rules.leastDistance / 100)
          if (most < least - 1e-6)
            throw new Error(
              `${attacker} knows that ${target} has at most ${most} in ${JSON.stringify(aim)} of r${round + 1}: it has ${truth}`,
            )
        }
      }),
      { numRuns: bounded, seed },
    )
  },
  patience,
)

it(
  `P7 no sum of figures less figures of other rounds is of too few: ${cases} cases (seed ${seed})`,
  () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        // Whoever joins a family later changes what was rightly shown before.
        const rounds = close({ ...one, rounds: one.rounds.map(settled) })
        const found = dimensions.flatMap((dimension) => [
          ...betrayed(rounds, topic, dimension, one.rules),
          ...betrayedByScopes(rounds, topic, dimension, one.rules),
        ])
        if (found.length > 0) throw new Error(found.slice(0, 5).join('\n'))
      }),
      { numRuns: cases, seed },
    )
  },
  patience,
)

afterAll(() => {
  process.stdout.write(
    `  P7 attacked: ${told.cases} cases, ${told.rounds} fresh results, ${told.figures} figures, ${told.bounds} linear programs; the closest bound ${told.closest.toFixed(3)} of the truth\n`,
  )
})
