/**
 * When a figure gives no family away (P7). Pure.
 *
 * Sources: the Federal Employment Agency shows nothing that rests on fewer than three, nor what one of them dominates; the
 * p % rule is that of the handbooks of official statistics (Hundepool et al., Statistical Disclosure Control, 2012, 4.2).
 */

export interface Rules {
  /** k: families behind every figure, 3 or more. */
  readonly leastFamilies: number
  /** p: how far off, in per cent, the best estimate of the largest must be. */
  readonly leastDistance: number
}

/** Heads by family: one place for each family of a topic, in the same order in all that is compared. */
export type ByFamily = Float64Array

/**
 * Total less largest less second largest is at least p % of the largest: the second largest, who knows its own, can then
 * not estimate the largest more closely, and nobody else can estimate anybody more closely than that.
 *
 * @param heads of each family, or by how much they have changed: then more and less count alike, as what may have gone up
 *   may as well have gone down for all that a reader knows (the p % rule for signed figures; Hundepool et al., 4.2)
 */
export function isSafe(heads: ArrayLike<number>, { leastFamilies, leastDistance }: Rules): boolean {
  let families = 0
  let total = 0
  let largest = 0
  let second = 0
  for (let i = 0; i < heads.length; i += 1) {
    const one = Math.abs(heads[i] as number)
    if (one === 0) continue
    families += 1
    total += one
    if (one > largest) {
      second = largest
      largest = one
    } else if (one > second) second = one
  }
  return families >= leastFamilies && (total - largest - second) * 100 >= leastDistance * largest
}

/** Nothing has changed, or a change of at least k families of which none stands out: by the rule of every figure. */
export function isSafeChange(change: ByFamily, rules: Rules): boolean {
  return isEmpty(change) || isSafe(change, rules)
}

/**
 * What is left of a figure when the greater part of it is taken to be as in another round: it gives nobody's share away
 * within p %, not even to the largest of the others that differ, who knows its own.
 *
 * @param rest what is truly left, by family
 * @param change by how much the greater part is not as it was
 */
export function isBlurred(rest: ByFamily, change: ByFamily, { leastDistance }: Rules): boolean {
  let [total, largest, second] = [0, 0, 0]
  for (let i = 0; i < rest.length; i += 1) {
    const one = Math.abs((rest[i] as number) + (change[i] as number))
    total += one
    if (one > largest) [largest, second] = [one, largest]
    else if (one > second) second = one
  }
  for (let i = 0; i < rest.length; i += 1) {
    const heads = rest[i] as number
    if (heads === 0) continue
    const by = change[i] as number
    const own = Math.abs(heads + by)
    const others = total - own - (own === largest ? second : largest)
    if ((others + Math.abs(by)) * 100 < leastDistance * heads) return false
  }
  return true
}

export function isEmpty(heads: ByFamily): boolean {
  for (let i = 0; i < heads.length; i += 1) if (heads[i] !== 0) return false
  return true
}

export function add(to: ByFamily, heads: ByFamily, sign: 1 | -1 = 1): void {
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] as number) + sign * (heads[i] as number)
}

/** What several cells hold together; of none: nothing. */
export function together(cells: Iterable<ByFamily>, families: number): ByFamily {
  const sum = new Float64Array(families)
  for (const cell of cells) add(sum, cell)
  return sum
}

export function less(one: ByFamily, other: ByFamily): ByFamily {
  const difference = one.slice()
  add(difference, other, -1)
  return difference
}

export function totalOf(cell: ByFamily): number {
  let total = 0
  for (let i = 0; i < cell.length; i += 1) total += cell[i] as number
  return total
}
