/** What no sum of changes can lay bare (P7): spares most of the combinations where many have answered. Pure. */
import { type ByFamily, isEmpty, type Rules } from './protection'

/**
 * A unit is strong if its change has a crowd of its own: k families that come up nowhere else, and that without their two
 * largest reach p % of whatever any family could come up with in all. Nothing can cancel those: every sum with it is safe.
 *
 * @param all by unit: as what it may come up in a sum, its change first
 * @returns the units that are not, bit by bit
 */
export function weakUnits(
  all: readonly (readonly ByFamily[])[],
  { leastFamilies, leastDistance }: Rules,
): number {
  const families = all[0]?.[0]?.length ?? 0
  const places = new Uint8Array(families)
  const most = new Float64Array(families)
  for (const unit of all)
    for (let i = 0; i < families; i += 1) {
      let here = 0
      for (let j = 0; j < unit.length; j += 1)
        here = Math.max(here, Math.abs((unit[j] as ByFamily)[i] as number))
      if (here === 0) continue
      places[i] = (places[i] as number) + 1
      most[i] = (most[i] as number) + here
    }
  let largest = 0
  for (let i = 0; i < families; i += 1) largest = Math.max(largest, most[i] as number)
  return all.reduce((bits, [change], unit) => {
    const isStrong = change && !isEmpty(change) && isOwnCrowd(change, places)
    return isStrong ? bits : bits | (1 << unit)
  }, 0)

  function isOwnCrowd(change: ByFamily, in_: Uint8Array): boolean {
    let [count, total, first, second] = [0, 0, 0, 0]
    for (let i = 0; i < families; i += 1) {
      if (in_[i] !== 1 || change[i] === 0) continue
      const one = Math.abs(change[i] as number)
      count += 1
      total += one
      if (one > first) [first, second] = [one, first]
      else if (one > second) second = one
    }
    return count >= leastFamilies && (total - first - second) * 100 >= leastDistance * largest
  }
}
