/** All that the attackers of P7 find in some rounds: nothing is what every test wants. */
import { type Dimension, unsaid } from '../../bot/needs/need'
import type { Rules } from '../../bot/needs/protection'
import { type Aim, bound, familiesIn } from './bounds'
import { betrayed, betrayedByScopes } from './differences'
import { type Closed, rules } from './series'

export interface Way {
  readonly dimensions?: readonly Dimension[]
  readonly topic?: string
  readonly by?: Rules
}

/** In words: bounds that are too close, and sums of too few. */
export function holesIn(rounds: readonly Closed[], way: Way = {}): readonly string[] {
  const { dimensions = ['format'], topic = 't', by = rules } = way
  const sums = dimensions.flatMap((dimension) => [
    ...betrayed(rounds, topic, dimension, by),
    ...betrayedByScopes(rounds, topic, dimension, by),
  ])
  const bounds = rounds.flatMap((one, round) =>
    aimsAt(one, dimensions, topic).flatMap((aim) => {
      const targets = largestIn(one, aim, topic)
      return targets.flatMap((target) =>
        // Nobody knows more than the largest of the others; the last is somebody who has said nothing.
        [...targets.filter((other) => other !== target).slice(0, 2), 'nobody'].flatMap((attacker) => {
          if (wereOne(rounds, attacker, target) || hasJoined(rounds, familiesIn(one.contributions), target))
            return []
          const { truth, most } = bound({ rounds, topic, attacker, target, round, aim, dimensions })
          const isClosed = most >= truth * (1 + by.leastDistance / 100) - 1e-6
          return isClosed
            ? []
            : [
                `${attacker} knows at most ${most} of ${target}'s ${truth} in r${round + 1} ${JSON.stringify(aim)}`,
              ]
        }),
      )
    }),
  )
  return [...sums, ...bounds]
}

/** Every figure of a round that is not nothing, shown or not. */
export function aimsAt(
  { contributions }: Closed,
  dimensions: readonly Dimension[],
  topic: string,
): readonly Aim[] {
  const all = contributions
    .filter((need) => need.topic === topic)
    .map((need): readonly Aim[] =>
      need.visible
        ? [
            'total',
            ...dimensions.map((dimension) => ({ dimension, category: need.cells[dimension] ?? unsaid })),
          ]
        : ['hidden'],
    )
  return [...new Map(all.flat().map((aim) => [JSON.stringify(aim), aim])).values()]
}

/** An organisation of each family that has anything in it, most heads first. */
export function largestIn({ contributions }: Closed, aim: Aim, topic: string): readonly string[] {
  const heads = new Map<string, { readonly organisation: string; readonly sum: number }>()
  for (const need of contributions) {
    const isIn = need.topic === topic && (aim === 'hidden' ? !need.visible : need.visible)
    if (!isIn || (typeof aim === 'object' && (need.cells[aim.dimension] ?? unsaid) !== aim.category)) continue
    const known = heads.get(need.family) ?? { organisation: need.organisation, sum: 0 }
    heads.set(need.family, { ...known, sum: known.sum + need.heads })
  }
  return [...heads.values()].sort((one, other) => other.sum - one.sum).map(({ organisation }) => organisation)
}

/** Who was of the family knows what it said then. */
export function wereOne(rounds: readonly Closed[], one: string, other: string): boolean {
  return rounds.some(({ contributions }) => {
    const families = familiesIn(contributions)
    return families.get(one) === (families.get(other) ?? other)
  })
}

/** What was rightly shown of two families bounds the one that they have become. */
export function hasJoined(
  rounds: readonly Closed[],
  families: ReadonlyMap<string, string>,
  target: string,
): boolean {
  const family = [...families].filter(([, name]) => name === families.get(target)).map(([one]) => one)
  return rounds.some(({ contributions }) => {
    const then = familiesIn(contributions)
    return new Set(family.flatMap((one) => then.get(one) ?? [])).size > 1
  })
}
