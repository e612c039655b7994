/**
 * Rounds of other scopes added up (P7): groups that together are nearly the network betray whoever is in none of them, though
 * each by itself is far from it. Pure.
 */
import { dimensions } from './need'
import type { Pool } from './pooling'
import { add, type ByFamily } from './protection'

/** What a round is laid beside: some added up, or one less some. */
export interface Sum<Round> {
  readonly plus: readonly Round[]
  readonly minus: readonly Round[]
}

/** Organisations that were heard. */
export type Heard = ReadonlySet<string>

export const heardIn = (answers: readonly { readonly organisation: string }[]): Heard =>
  new Set(answers.map(({ organisation }) => organisation))

function isMostlyIn(part: Heard, whole: Heard): boolean {
  let both = 0
  for (const name of part) if (whole.has(name)) both += 1
  return both * 2 > part.size
}

/** So many scopes are combined, those that closed last: 2^6 sums. */
const mostScopes = 6
/** So many in every way, 13 sums; of more those that may make up each other: most of a part was heard in the whole. */
const fewScopes = 3

/**
 * Sums of two and more rounds that may be nearly the one that closes: parts of it, or a larger one less its other parts. Of
 * each scope the last round goes in.
 *
 * @param earlier of other scopes, the oldest first
 */
export function sumsOf<Round extends { readonly scope: string; readonly heard: Heard }>(
  closing: Heard,
  earlier: readonly Round[],
): readonly Sum<Round>[] {
  const latest = [...new Map(earlier.map((round) => [round.scope, round])).values()]
    .sort((one, other) => earlier.indexOf(other) - earlier.indexOf(one))
    .slice(0, mostScopes)
  const isPart = latest.length > fewScopes ? isMostlyIn : () => true
  const wholes = latest.filter(({ heard }) => isPart(closing, heard))
  return [
    ...subsets(latest.filter(({ heard }) => isPart(heard, closing)))
      .filter((plus) => plus.length > 1)
      .map((plus) => ({ plus, minus: [] })),
    ...wholes.flatMap((whole) =>
      subsets(latest.filter((one) => one !== whole && isPart(one.heard, whole.heard)))
        .filter((minus) => minus.length > 0)
        .map((minus) => ({ plus: [whole], minus })),
    ),
  ]
}

function subsets<One>(all: readonly One[]): readonly (readonly One[])[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_one, i) => bits & (1 << i)))
}

/** Signed where something is taken away. */
export function pooled({ plus, minus }: Sum<Pool>): Pool {
  const of = (heads: (pool: Pool) => ByFamily): ByFamily => {
    const sum = new Float64Array((plus[0] as Pool).visible.length)
    for (const pool of plus) add(sum, heads(pool))
    for (const pool of minus) add(sum, heads(pool), -1)
    return sum
  }
  const none = new Float64Array((plus[0] as Pool).visible.length)
  const tables = dimensions.map((dimension) => {
    const categories = new Set([...plus, ...minus].flatMap(({ tables: all }) => [...all[dimension].keys()]))
    const cells = [...categories].map(
      (category) => [category, of(({ tables: all }) => all[dimension].get(category) ?? none)] as const,
    )
    return [dimension, new Map(cells)] as const
  })
  return {
    visible: of((pool) => pool.visible),
    hidden: of((pool) => pool.hidden),
    tables: Object.fromEntries(tables) as unknown as Pool['tables'],
  }
}
