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

/** Heads by family. */
export type ByFamily = ReadonlyMap<string, number>

/**
 * Total less largest less second largest is at least p % of the largest: the second largest, who knows its own, can then
 * not estimate the largest more closely, and nobody else can estimate anybody more closely than that.
 *
 * @param heads of each family that has any; what is no more than zero counts as none
 */
export function isSafe(heads: Iterable<number>, { leastFamilies, leastDistance }: Rules): boolean {
  let [families, total, largest, second] = [0, 0, 0, 0]
  for (const one of heads) {
    if (one <= 0) continue
    families += 1
    total += one
    if (one > largest) [largest, second] = [one, largest]
    else if (one > second) second = one
  }
  return families >= leastFamilies && (total - largest - second) * 100 >= leastDistance * largest
}

/** What several cells hold together. */
export function together(cells: Iterable<ByFamily>): Map<string, number> {
  const sum = new Map<string, number>()
  for (const cell of cells)
    for (const [family, heads] of cell) sum.set(family, (sum.get(family) ?? 0) + heads)
  return sum
}

export function totalOf(cell: ByFamily): number {
  let total = 0
  for (const heads of cell.values()) total += heads
  return total
}
