/** When a table of this round and one of another, laid side by side, give no family away (P7). Pure. */
import type { Shown } from './cells'
import type { Cells } from './pooling'
import {
  add,
  type ByFamily,
  isBlurred,
  isEmpty,
  isSafe,
  isSafeChange,
  less,
  type Rules,
  together,
} from './protection'

/** What a round tells in one dimension, or several rounds added up. */
export interface Told {
  readonly cells: Cells
  /** Can be told from all others. What cannot is one sum, the total less what can. */
  readonly tells: (category: string) => boolean
  /** Shown beside the total: what is hidden from providers. */
  readonly beside: ByFamily | null
}

/**
 * An empty cell counts as told: often enough it is plain that nothing can be there, as in a quarter that has passed.
 */
export function toldBy(cells: Cells, shown: Shown, beside: ByFamily | null = null): Told {
  return { cells, tells: (category) => shown.has(category) || !cells.has(category), beside }
}

/** Categories that no reader can tell apart in either round, with what they hold in both. */
interface Unit {
  readonly now: ByFamily
  readonly before: ByFamily
  readonly change: ByFamily
}

/** Units, bit by bit, of which a round tells no more than the sum. */
type Groups = readonly number[]

interface Laid {
  readonly units: readonly Unit[]
  readonly now: Groups
  readonly before: Groups
}

/**
 * Whether each sum that one round tells, less each that the other tells of the same categories, is nothing or a safe change:
 * each change by itself may hide in the crowd what is left when another, by which somebody only moved from cell to cell, is
 * added to it. And where one round tells a sum and the other a part of it, because not the same cells are hidden in both:
 * whether what is left gives nobody away to those who take the part to be as it was.
 *
 * @param plain of categories that both tell alone, and of all others as one: for rounds added up
 */
export function areQuiet(now: Told, before: Told, rules: Rules, plain = false): boolean {
  const laid = laidBeside(now, before, plain)
  const { units } = laid
  if (units.length === 0 || standAlone(laid, rules)) return true
  if (!units.every(({ change }, i) => !isTold(laid, i) || isSafeChange(change, rules))) return false
  return isEverySumQuiet(laid, rules, 'now') && isEverySumQuiet(laid, rules, 'before')
}

const isTold = ({ now, before }: Laid, unit: number) => now.includes(1 << unit) && before.includes(1 << unit)

function laidBeside(now: Told, before: Told, plain: boolean): Laid {
  const merged = new Map<
    string,
    { readonly names: string[]; readonly ofNow: number; readonly ofBefore: number }
  >()
  const numbers = new Map<string, number>()
  const group = (side: string, told: boolean, category: string) => {
    const key = told ? `${side} ${category}` : side
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  }
  for (const category of new Set([...now.cells.keys(), ...before.cells.keys()])) {
    const both = now.tells(category) && before.tells(category)
    const ofNow = group('now', plain ? both : now.tells(category), category)
    const ofBefore = group('before', plain ? both : before.tells(category), category)
    const known = merged.get(`${ofNow} ${ofBefore}`)
    if (known) known.names.push(category)
    else merged.set(`${ofNow} ${ofBefore}`, { names: [category], ofNow, ofBefore })
  }
  const families = [...now.cells.values(), ...before.cells.values()][0]?.length ?? 0
  const held = (cells: Cells, names: readonly string[]) => {
    const single = names.length === 1 ? cells.get(names[0] ?? '') : undefined
    return (
      single ??
      together(
        names.flatMap((name) => cells.get(name) ?? []),
        families,
      )
    )
  }
  const all = [...merged.values()].map(({ names, ...groups }) => ({
    ...groups,
    ...unitOf(held(now.cells, names), held(before.cells, names)),
  }))
  if (now.beside && before.beside)
    all.push({
      ofNow: group('now', true, ''),
      ofBefore: group('before', true, ''),
      ...unitOf(now.beside, before.beside),
    })
  // What both tell alone and has not changed adds nothing to any sum.
  const isAlone = (side: 'ofNow' | 'ofBefore', number: number) =>
    all.filter((one) => one[side] === number).length === 1
  const units = all.filter(
    (one) => !(isAlone('ofNow', one.ofNow) && isAlone('ofBefore', one.ofBefore) && isEmpty(one.change)),
  )
  const groupsOf = (side: 'ofNow' | 'ofBefore'): Groups =>
    [...new Set(units.map((one) => one[side]))].map((number) =>
      units.reduce((bits, one, i) => (one[side] === number ? bits | (1 << i) : bits), 0),
    )
  return { units, now: groupsOf('ofNow'), before: groupsOf('ofBefore') }
}

const unitOf = (now: ByFamily, before: ByFamily): Unit => ({ now, before, change: less(now, before) })

/** More units than this are not combined, and the table is not shown so. 2^14, some milliseconds. */
const mostCombined = 14
/** Families times combinations: some ten milliseconds of a closing. */
const mostWork = 2_000_000

/** @param side the round that tells more: of the other every sum is taken, of this one what it has to tell to hold that */
function isEverySumQuiet(laid: Laid, rules: Rules, side: 'now' | 'before'): boolean {
  const { units } = laid
  const [whole, parts] = side === 'now' ? [laid.now, laid.before] : [laid.before, laid.now]
  const some = crowd(laid)
  if (parts.length > mostCombined || some.length * 2 ** parts.length > mostWork) return false
  const held = units.map((unit) => pick(unit[side], some))
  const changes = units.map((unit) => pick(unit.change, some))
  const sumOf = (bits: number) =>
    together(
      held.filter((_, i) => bits & (1 << i)),
      some.length,
    )
  const change = new Float64Array(some.length)
  const sign = side === 'now' ? 1 : -1
  let taken = 0
  // Gray code: from one combination to the next one group comes in or goes out.
  for (let i = 1; i < 2 ** parts.length; i += 1) {
    const gray = i ^ (i >> 1)
    const flipped = gray ^ ((i - 1) ^ ((i - 1) >> 1))
    const group = parts[Math.log2(flipped)] ?? 0
    taken ^= group
    for (let unit = 0; unit < units.length; unit += 1)
      if (group & (1 << unit))
        add(change, changes[unit] as ByFamily, ((gray & flipped) !== 0) === sign > 0 ? 1 : -1)
    const more = whole.reduce((bits, one) => (one & taken ? bits | one : bits), 0) & ~taken
    const rest = more === 0 ? undefined : sumOf(more)
    const isQuiet =
      rest === undefined || isEmpty(rest) ? isSafeChange(change, rules) : isBlurred(rest, change, rules)
    if (!isQuiet) return false
  }
  return true
}

/** Places of the families that come up in any sum. */
function crowd(laid: Laid): readonly number[] {
  const vectors = alternatives(laid).flat()
  const families = vectors[0]?.length ?? 0
  return Array.from({ length: families }, (_, i) => i).filter((i) => vectors.some((one) => one[i] !== 0))
}

const pick = (heads: ByFamily, places: readonly number[]): ByFamily =>
  Float64Array.from(places, (place) => heads[place] as number)

/** By unit: as what it may come up in a sum. */
function alternatives({ units, now, before }: Laid): readonly (readonly ByFamily[])[] {
  const isRest = (groups: Groups, i: number) => groups.some((one) => one & (1 << i) && one !== 1 << i)
  return units.map((unit, i) => [
    unit.change,
    ...(isRest(now, i) ? [unit.now] : []),
    ...(isRest(before, i) ? [unit.before] : []),
  ])
}

/**
 * Spares the combinations where every unit has a crowd of its own: k families that come up nowhere else, and that without
 * their two largest reach p % of whatever any family could come up with in all. No sum can cancel those.
 */
function standAlone(laid: Laid, { leastFamilies, leastDistance }: Rules): boolean {
  const all = alternatives(laid)
  const families = all[0]?.[0]?.length ?? 0
  const places = new Uint8Array(families)
  const most = new Float64Array(families)
  const here = new Float64Array(families)
  for (const unit of all) {
    here.fill(0)
    for (const one of unit)
      for (let i = 0; i < families; i += 1) here[i] = Math.max(here[i] as number, Math.abs(one[i] as number))
    for (let i = 0; i < families; i += 1)
      if (here[i] !== 0) {
        places[i] = (places[i] as number) + 1
        most[i] = (most[i] as number) + (here[i] as number)
      }
  }
  const largest = most.reduce((top, one) => Math.max(top, one), 0)
  const alone = new Float64Array(families)
  return all.flat().every((one) => {
    for (let i = 0; i < families; i += 1) alone[i] = places[i] === 1 ? (one[i] as number) : 0
    return (
      isEmpty(one) ||
      (isSafe(alone, { leastFamilies, leastDistance: 0 }) && restOf(alone) * 100 >= leastDistance * largest)
    )
  })
}

/** Without its two largest. */
function restOf(heads: ByFamily): number {
  let [total, largest, second] = [0, 0, 0]
  for (let i = 0; i < heads.length; i += 1) {
    const one = Math.abs(heads[i] as number)
    total += one
    if (one > largest) [largest, second] = [one, largest]
    else if (one > second) second = one
  }
  return total - largest - second
}
