/** Topics merged into another: what rounds have told of them still stands beside what the whole tells now (P7). Pure. */
import type { Sum } from './scopes'

/** Topic -> the topic as which its needs count by now, however often it was merged. */
export type MergedInto = ReadonlyMap<string, string>

/** Topic -> all that have been merged into it. */
export function partsOf(mergedInto: MergedInto): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>()
  for (const [part, whole] of mergedInto) parts.set(whole, [...(parts.get(whole) ?? []), part])
  return parts
}

/** So many topics of a scope are combined, those that were told last: 2^6 sums a round. */
const mostParts = 6

interface Told {
  readonly scope: string
  readonly topic: string
}

/**
 * What a reader may add up to get the whole as it was: after each round, topics of the same scope as they were told last.
 *
 * @param past what rounds have told of the topic and of its parts, the oldest first
 */
export function mergedSums<Past extends Told>(past: readonly Past[]): readonly Sum<Past>[] {
  const sums = new Map<string, Sum<Past>>()
  past.forEach((_, last) => {
    const before = past.slice(0, last + 1).filter(({ scope }) => scope === past[last]?.scope)
    const told = [...new Map(before.map((one) => [one.topic, one])).values()]
      .sort((one, other) => past.indexOf(other) - past.indexOf(one))
      .slice(0, mostParts)
    for (let bits = 1; bits < 2 ** told.length; bits += 1) {
      const plus = told.filter((_one, i) => bits & (1 << i))
      if (plus.length > 1) sums.set(plus.map((one) => past.indexOf(one)).join(' '), { plus, minus: [] })
    }
  })
  return [...sums.values()]
}
