/** When two figures of different rounds, laid side by side, give no family away (P7). Pure. */
import type { Split } from './cells'
import type { Cells } from './pooling'
import { type ByFamily, isSafe, type Rules, together } from './protection'

/** Family -> how much more (or less) than before; who has not changed is not in it. */
export type Change = ReadonlyMap<string, number>

export function changeOf(now: ByFamily, before: ByFamily): Change {
  const change = new Map<string, number>()
  for (const [family, heads] of now) {
    const more = heads - (before.get(family) ?? 0)
    if (more !== 0) change.set(family, more)
  }
  for (const [family, heads] of before) if (!now.has(family) && heads !== 0) change.set(family, -heads)
  return change
}

/** Nothing has changed, or a change of at least k families of which none stands out: by the rule of every figure. */
export function isSafeChange(change: Change, rules: Rules): boolean {
  return change.size === 0 || isSafe(sizes(change), rules)
}

function sizes(change: Change): number[] {
  return [...change.values()].map(Math.abs)
}

/** More combinations than this are not looked at, and the table is not shown anew. 2^12, the regions with all said. */
const mostCombined = 12
/** Families times combinations: some ten milliseconds of a closing. */
const mostWork = 2_000_000

/**
 * Whether every sum of these changes is safe, too: each by itself may hide in the crowd what is left when another, by which
 * somebody only moved from one cell to another, is added to it.
 */
export function areSafeTogether(changes: readonly Change[], rules: Rules): boolean {
  const some = changes.filter((change) => change.size > 0)
  if (!some.every((change) => isSafeChange(change, rules))) return false
  if (some.length < 2 || standAlone(some, rules)) return true
  const families = [...new Set(some.flatMap((change) => [...change.keys()]))]
  if (some.length > mostCombined || families.length * 2 ** some.length > mostWork) return false
  const sums = new Float64Array(families.length)
  // Gray code: from one combination to the next one change comes in or goes out.
  for (let i = 1; i < 2 ** some.length; i += 1) {
    const gray = i ^ (i >> 1)
    const flipped = gray ^ ((i - 1) ^ ((i - 1) >> 1))
    const change = some[Math.log2(flipped)]
    const sign = gray & flipped ? 1 : -1
    families.forEach((family, at) => {
      sums[at] = (sums[at] ?? 0) + sign * (change?.get(family) ?? 0)
    })
    const left = sums.filter((sum) => sum !== 0).map(Math.abs)
    if (left.length > 0 && !isSafe(left, rules)) return false
  }
  return true
}

/**
 * Spares the combinations where every cell has a crowd of its own: k families that changed nowhere else, and that without
 * their two largest reach p % of whatever any family could have changed in all. No sum can cancel those.
 */
function standAlone(changes: readonly Change[], { leastFamilies, leastDistance }: Rules): boolean {
  const places = new Map<string, number>()
  const most = new Map<string, number>()
  for (const change of changes)
    for (const [family, by] of change) {
      places.set(family, (places.get(family) ?? 0) + 1)
      most.set(family, (most.get(family) ?? 0) + Math.abs(by))
    }
  let largest = 0
  for (const sum of most.values()) largest = Math.max(largest, sum)
  return changes.every((change) => {
    const alone = [...change].filter(([family]) => places.get(family) === 1).map(([, by]) => Math.abs(by))
    alone.sort((one, other) => other - one)
    const rest = alone.slice(2).reduce((sum, one) => sum + one, 0)
    return alone.length >= leastFamilies && rest * 100 >= leastDistance * largest
  })
}

export interface Told {
  readonly cells: Cells
  readonly split: Split
}

/**
 * How each of the smallest groups of categories has changed that a reader of both rounds can lay side by side: what is shown
 * in both one by one, what is hidden in a round as one sum. An empty cell counts as told: often enough it is plain that
 * nothing can be there, as in a quarter that has passed.
 */
export function comparable(now: Told, before: Told): readonly Change[] {
  const [hiddenNow, hiddenBefore] = [hiddenIn(now), hiddenIn(before)]
  const hidden = new Set([...hiddenNow, ...hiddenBefore])
  const all = new Set([...now.cells.keys(), ...before.cells.keys()])
  const alone = [...all].filter((category) => !hidden.has(category)).map((category) => [category])
  const meet = hiddenNow.some((category) => hiddenBefore.includes(category))
  const groups = [...alone, ...(meet ? [[...hidden]] : [hiddenNow, hiddenBefore])]
  const held = (cells: Cells, group: readonly string[]) =>
    together(group.flatMap((category) => cells.get(category) ?? []))
  return groups.map((group) => changeOf(held(now.cells, group), held(before.cells, group)))
}

function hiddenIn({ cells, split }: Told): readonly string[] {
  return [...cells.keys()].filter((category) => !split.shown.has(category))
}
