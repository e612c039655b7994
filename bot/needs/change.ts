/** When a table of this round and one of another, laid side by side, give no family away (P7). Pure. */
import type { Shown } from './cells'
import { weakUnits } from './crowds'
import type { Cells } from './pooling'
import {
  add,
  type ByFamily,
  isBlurred,
  isEmpty,
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
  if (units.length === 0) return true
  const weak = weakUnits(alternatives(laid), rules)
  return (
    isEverySumQuiet({ ...laid, weak }, rules, 'now') && isEverySumQuiet({ ...laid, weak }, rules, 'before')
  )
}

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

/** More groups than this are not combined, and the table is not shown so. 2^14, some milliseconds. */
const mostCombined = 14
/** Families times combinations: some milliseconds of a closing. */
const mostWork = 3_000_000

/** @param side the round that tells more: of the other every sum is taken, of this one what it has to tell to hold that */
function isEverySumQuiet(
  laid: Laid & { readonly weak: number },
  rules: Rules,
  side: 'now' | 'before',
): boolean {
  const { units } = laid
  const whole = laid[side]
  // A sum with a crowd of its own in it is safe.
  const parts = laid[side === 'now' ? 'before' : 'now'].filter((group) => (group & ~laid.weak) === 0)
  if (parts.length === 0) return true
  if (parts.length > mostCombined) return false
  const looked = hull(
    whole,
    parts.reduce((bits, group) => bits | group, 0),
  )
  const some = crowd(units.filter((_, i) => looked & (1 << i)))
  if (some.length * 2 ** parts.length > mostWork) return false
  const isLooked = (i: number) => (looked & (1 << i)) !== 0
  const held = units.map((unit, i) => pick(unit[side], isLooked(i) ? some : []))
  const changes = units.map((unit, i) => pick(unit.change, isLooked(i) ? some : []))
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
    const more = hull(whole, taken) & ~taken
    const rest = more === 0 ? undefined : sumOf(more)
    const isQuiet =
      rest === undefined || isEmpty(rest) ? isSafeChange(change, rules) : isBlurred(rest, change, rules)
    if (!isQuiet) return false
  }
  return true
}

/** All groups that have anything of these units. */
const hull = (groups: Groups, bits: number) =>
  groups.reduce((sum, group) => (group & bits ? sum | group : sum), 0)

/** Places of the families that come up in any sum of these. */
function crowd(units: readonly Unit[]): readonly number[] {
  const families = units[0]?.now.length ?? 0
  const isThere = new Uint8Array(families)
  for (const { now, before } of units)
    for (let i = 0; i < families; i += 1) if (now[i] !== 0 || before[i] !== 0) isThere[i] = 1
  const places: number[] = []
  for (let i = 0; i < families; i += 1) if (isThere[i]) places.push(i)
  return places
}

function pick(heads: ByFamily, places: readonly number[]): ByFamily {
  const picked = new Float64Array(places.length)
  for (let i = 0; i < places.length; i += 1) picked[i] = heads[places[i] as number] as number
  return picked
}

/** By unit: as what it may come up in a sum, its change first. */
function alternatives({ units, now, before }: Laid): readonly (readonly ByFamily[])[] {
  const isRest = (groups: Groups, i: number) => groups.some((one) => one & (1 << i) && one !== 1 << i)
  return units.map((unit, i) => [
    unit.change,
    ...(isRest(now, i) ? [unit.now] : []),
    ...(isRest(before, i) ? [unit.before] : []),
  ])
}
