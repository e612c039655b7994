/** Three and more rounds laid side by side in one dimension (P7): each pair may be quiet, and all together not. Pure. */
import type { Told } from './change'
import { add, type ByFamily, isBlurred, isEmpty, isSafeChange, type Rules } from './protection'

/** What a round tells only as one sum; and what others tell of it. */
interface Part {
  readonly round: number
  readonly bits: number
  readonly held: ByFamily
}

/** Selections of parts times families: some milliseconds. More are not looked at, and the table is not shown so. */
const mostWork = 500_000

/**
 * Whether what a round tells as one sum stays closed when parts of it are taken out as different other rounds have told them,
 * each as it was told last.
 *
 * @param rounds with a table, the oldest first; the last one is closing
 */
export function areChainsQuiet(rounds: readonly Told[], rules: Rules): boolean {
  if (rounds.length < 3) return true
  const last = rounds.length - 1
  return rounds.every((whole, at) => {
    const names = [...whole.cells.keys()].filter((category) => !whole.tells(category))
    if (names.length < 2 || names.length > 30) return names.length < 2
    const parts = partsOf(rounds, at, names)
    // Without this round it has been looked at when the others closed.
    if (at !== last && !parts.some(({ round }) => round === last)) return true
    if (new Set(parts.map(({ round }) => round)).size < 2) return true
    return isQuiet({ whole, names, parts, needs: at === last ? undefined : last }, rules)
  })
}

function partsOf(rounds: readonly Told[], at: number, names: readonly string[]): readonly Part[] {
  const parts = new Map<number, Part>()
  for (let round = rounds.length - 1; round >= 0; round -= 1) {
    const told = rounds[round]
    if (round === at || !told) continue
    const families = [...told.cells.values()][0]?.length ?? 0
    const rest = [...told.cells.keys()].filter((category) => !told.tells(category))
    const groups = [...names.filter((category) => told.tells(category)).map((category) => [category]), rest]
    for (const group of groups) {
      if (group.length === 0 || !group.every((category) => names.includes(category))) continue
      const bits = group.reduce((sum, category) => sum | (1 << names.indexOf(category)), 0)
      if (parts.has(bits)) continue
      const held = new Float64Array(families)
      for (const category of group) add(held, told.cells.get(category) ?? new Float64Array(families))
      parts.set(bits, { round, bits, held })
    }
  }
  return [...parts.values()]
}

interface Chain {
  readonly whole: Told
  readonly names: readonly string[]
  readonly parts: readonly Part[]
  /** The round without which a selection is nothing new. */
  readonly needs: number | undefined
}

function isQuiet({ whole, names, parts, needs }: Chain, rules: Rules): boolean {
  const cells = names.map((category) => whole.cells.get(category) ?? new Float64Array(0))
  const families = cells[0]?.length ?? 0
  let work = 0
  const walk = (from: number, chosen: readonly Part[]): boolean => {
    for (let i = from; i < parts.length; i += 1) {
      const part = parts[i]
      if (!part || chosen.some(({ bits }) => bits & part.bits)) continue
      const all = [...chosen, part]
      work += families
      if (work > mostWork) return false
      const rounds = new Set(all.map(({ round }) => round))
      if (rounds.size > 1 && (needs === undefined || rounds.has(needs)) && !isLeftQuiet(all)) return false
      if (!walk(i + 1, all)) return false
    }
    return true
  }
  const isLeftQuiet = (chosen: readonly Part[]): boolean => {
    const taken = chosen.reduce((sum, { bits }) => sum | bits, 0)
    const [rest, change] = [new Float64Array(families), new Float64Array(families)]
    cells.forEach((cell, i) => {
      add(taken & (1 << i) ? change : rest, cell)
    })
    for (const { held } of chosen) add(change, held, -1)
    return isEmpty(rest) ? isSafeChange(change, rules) : isBlurred(rest, change, rules)
  }
  return walk(0, [])
}
