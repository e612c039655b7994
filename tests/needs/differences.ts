/**
 * An attacker who lays figures side by side: every sum of what one round tells, less every sum of what others tell that lies
 * within it, or the other way round. By brute force, and independent of the service's own code. Where both hold the same
 * categories, what has changed must be nothing, or of at least k families of which none stands out; where one holds more, what
 * is left must give nobody away within p % to those who take the others to be the same.
 *
 * What no attacker would do is left out: to add a cell that it could just as well leave, since the same round tells it alone.
 */
import type { TopicDemand } from '../../bot/needs/demand'
import { type Dimension, unsaid } from '../../bot/needs/need'
import type { Contribution } from '../../bot/needs/pooling'
import type { Rules } from '../../bot/needs/protection'
import { familiesIn } from './bounds'
import type { Closed } from './series'

type ByFamily = ReadonlyMap<string, number>

/** What one round tells in one dimension: categories, bit by bit, that can be told from all others. */
interface Told {
  readonly round: number
  readonly hasTable: boolean
  readonly groups: readonly number[]
  /** Unions of groups. */
  readonly unions: readonly number[]
  /** Organisation -> heads. */
  readonly held: (categories: number) => ByFamily
  readonly familyOf: (organisation: string) => string
}

/** @returns what can be derived of too few, in words */
export function betrayed(
  rounds: readonly Closed[],
  topic: string,
  dimension: Dimension,
  rules: Rules,
): string[] {
  const families = rounds.map((_, last) => joined(rounds.slice(0, last + 1)))
  const categories = [
    ...new Set(rounds.flatMap(({ contributions }) => contributions.map((one) => categoryOf(one, dimension)))),
  ]
  const told = rounds.flatMap((one, round) => toldBy({ one, round, topic, dimension, categories }))
  const found = new Set<string>()
  const isSameScope = (one: Told, other: Told) => rounds[one.round]?.scope === rounds[other.round]?.scope
  const named = (bits: number) => categories.filter((_, i) => bits & (1 << i)).join('+')
  const look = (whole: Part, parts: readonly Part[]) => {
    const last = Math.max(whole.told.round, ...parts.map((part) => part.told.round))
    // A round by itself counts by its own families, and knows nothing of later ones.
    const familyOf = parts.length > 0 ? families[last] : undefined
    const group = (held: ByFamily) => grouped(held, familyOf ?? whole.told.familyOf)
    const same = parts.reduce((bits, { part }) => bits | part, 0)
    const rest = group(whole.told.held(whole.part & ~same))
    const change = parts.reduce(
      (left, { told: one, part }) => less(left, group(one.held(part))),
      group(whole.told.held(whole.part & same)),
    )
    const sum = plus(rest, change, 1)
    const said = [whole, ...parts].map(({ told: one, part }) => `r${one.round + 1} ${named(part)}`)
    const isSafe = parts.length > 0 && rest.size > 0 ? isBlurred(rest, change, rules) : isCrowd(sum, rules)
    if (!isSafe) found.add(`${dimension}: ${said.join(' less ')} gives ${[...sum].join(' ')}`)
  }
  for (const one of told) {
    for (const group of one.groups) look({ told: one, part: group }, [])
    for (const other of told.filter(({ round }) => round !== one.round))
      for (const whole of one.unions)
        for (const part of other.unions)
          if (isWithin(part, whole) && one.groups.every((group) => !isWithin(group, whole) || group & part))
            if (part === whole || one.hasTable || one.round < other.round || isSameScope(one, other))
              // A later total without its table is laid beside cells of its own scope alone (demand.ts says so).
              look({ told: one, part: whole }, [{ told: other, part }])
    const others = told.filter(({ round, hasTable }) => hasTable && round !== one.round)
    if (one.hasTable)
      for (const whole of one.groups)
        for (const parts of selections(others, whole)) look({ told: one, part: whole }, parts)
  }
  return [...found]
}

type Part = { readonly told: Told; readonly part: number }

/** Every way to take disjoint groups out of a whole, each as another round has told it last. */
function selections(others: readonly Told[], whole: number): readonly (readonly Part[])[] {
  const latest = new Map<number, Part>()
  for (const told of others)
    for (const part of told.groups) if (isWithin(part, whole)) latest.set(part, { told, part })
  const all: (readonly Part[])[] = [[]]
  for (const one of latest.values())
    all.push(
      ...all
        .filter((chosen) => chosen.length < 4 && chosen.every(({ part }) => !(part & one.part)))
        .map((chosen) => [...chosen, one]),
    )
  return all
}

/** A round less others of other scopes, whole or in one cell: groups that together are nearly the network. */
export function betrayedByScopes(
  rounds: readonly Closed[],
  topic: string,
  dimension: Dimension,
  rules: Rules,
): string[] {
  const fresh = rounds.flatMap((one, round) => {
    const demand = one.demand.topics.find((shown) => shown.topic === topic)
    return demand?.asOf === null ? [{ one, round, demand }] : []
  })
  const found: string[] = []
  for (const cell of [undefined, ...new Set(fresh.flatMap(({ demand }) => shownIn(demand, dimension)))]) {
    const telling = fresh.filter(({ demand }) => !cell || shownIn(demand, dimension).includes(cell))
    const held = ({ one }: (typeof fresh)[number]) =>
      sumOf(one.contributions, (need) => isOf(need, topic) && (!cell || categoryOf(need, dimension) === cell))
    for (const whole of telling)
      for (const parts of subsets(telling.filter(({ one }) => one.scope !== whole.one.scope))) {
        if (parts.length < 2 || new Set(parts.map(({ one }) => one.scope)).size < parts.length) continue
        const last = Math.max(whole.round, ...parts.map(({ round }) => round))
        const isLatest = (part: (typeof fresh)[number]) =>
          !fresh.some(({ one, round }) => one.scope === part.one.scope && part.round < round && round < last)
        if (![whole, ...parts].every(isLatest)) continue
        const left = parts.reduce((sum, part) => less(sum, held(part)), held(whole))
        const sum = grouped(left, joined(rounds.slice(0, last + 1)))
        const said = [whole, ...parts].map(({ round }) => `r${round + 1}`)
        if (!isCrowd(sum, rules))
          found.push(`${cell ?? 'total'}: ${said.join(' less ')} gives ${[...sum].join(' ')}`)
      }
  }
  return found
}

function subsets<One>(all: readonly One[]): readonly (readonly One[])[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_one, i) => bits & (1 << i)))
}

const isWithin = (part: number, whole: number) => part !== 0 && (part & whole) === part
const categoryOf = ({ cells }: Contribution, dimension: Dimension) => cells[dimension] ?? unsaid
const isOf = (need: Contribution, topic: string) => need.visible && need.topic === topic

function shownIn(demand: TopicDemand | undefined, dimension: Dimension): readonly string[] {
  const table = demand?.tables[dimension]
  return demand?.asOf === null && table?.asOf === null ? Object.keys(table.cells) : []
}

function toldBy({
  one,
  round,
  topic,
  dimension,
  categories,
}: {
  readonly one: Closed
  readonly round: number
  readonly topic: string
  readonly dimension: Dimension
  readonly categories: readonly string[]
}): readonly Told[] {
  const demand = one.demand.topics.find((shown) => shown.topic === topic)
  if (demand?.asOf !== null) return []
  const shown = shownIn(demand, dimension)
  const parts = categories.map((category) =>
    sumOf(one.contributions, (need) => isOf(need, topic) && categoryOf(need, dimension) === category),
  )
  const alone = categories.map(
    (category, i) => shown.includes(category) || (shown.length > 0 && !parts[i]?.size),
  )
  const rest = alone.reduce((bits, is, i) => (is ? bits : bits | (1 << i)), 0)
  const groups = [...alone.flatMap((is, i) => (is ? [1 << i] : [])), ...(rest ? [rest] : [])]
  const unions = subsets(groups).map((some) => some.reduce((bits, group) => bits | group, 0))
  const held = (bits: number) =>
    parts.filter((_, i) => bits & (1 << i)).reduce<ByFamily>((sum, part) => plus(sum, part, 1), new Map())
  const own = familiesIn(one.contributions)
  const familyOf = (organisation: string) => own.get(organisation) ?? organisation
  return [
    {
      round,
      hasTable: shown.length > 0,
      groups,
      unions: unions.filter((union) => union !== 0),
      held,
      familyOf,
    },
  ]
}

function sumOf(needs: readonly Contribution[], counts: (need: Contribution) => boolean): ByFamily {
  const sum = new Map<string, number>()
  for (const { organisation, heads } of needs.filter(counts))
    sum.set(organisation, (sum.get(organisation) ?? 0) + heads)
  return sum
}

function grouped(held: ByFamily, familyOf: (organisation: string) => string): ByFamily {
  return [...held].reduce<ByFamily>(
    (sum, [one, heads]) => plus(sum, new Map([[familyOf(one), heads]]), 1),
    new Map(),
  )
}

function plus(one: ByFamily, other: ByFamily, sign: 1 | -1): ByFamily {
  const sum = new Map(one)
  for (const [family, heads] of other) sum.set(family, (sum.get(family) ?? 0) + sign * heads)
  return new Map([...sum].filter(([, heads]) => heads !== 0))
}

const less = (one: ByFamily, other: ByFamily) => plus(one, other, -1)

/** The rule once more, in other words than the service's. */
export function isCrowd(sum: ByFamily, { leastFamilies, leastDistance }: Rules): boolean {
  const [first = 0, second = 0, ...rest] = [...sum.values()].map(Math.abs).sort((one, other) => other - one)
  if (first === 0) return true
  const left = rest.reduce((all, heads) => all + heads, 0)
  return second > 0 && rest.length >= leastFamilies - 2 && left >= (leastDistance / 100) * first - 1e-9
}

/**
 * What is left of a sum when its greater part is taken to be as in another round: nobody's share of it comes out within p %,
 * the second largest of what differs being known to whoever estimates.
 */
function isBlurred(rest: ByFamily, change: ByFamily, { leastDistance }: Rules): boolean {
  const sum = plus(rest, change, 1)
  return [...rest].every(([family, heads]) => {
    const others = [...sum].filter(([other]) => other !== family).map(([, by]) => Math.abs(by))
    const blur = others.reduce((all, by) => all + by, 0) - Math.max(0, ...others)
    return blur + Math.abs(change.get(family) ?? 0) >= (leastDistance / 100) * heads - 1e-9
  })
}

/** Organisation -> all that have ever been of one family with it, named by one of them. */
function joined(rounds: readonly Closed[]): (organisation: string) => string {
  const sets: Set<string>[] = []
  for (const { contributions } of rounds)
    for (const family of new Set(contributions.map((one) => one.family))) {
      const members = contributions.filter((one) => one.family === family).map((one) => one.organisation)
      const meeting = sets.filter((set) => members.some((one) => set.has(one)))
      const union = new Set([...members, ...meeting.flatMap((set) => [...set])])
      for (const set of meeting) sets.splice(sets.indexOf(set), 1)
      sets.push(union)
    }
  return (organisation) => [...(sets.find((set) => set.has(organisation)) ?? [organisation])].sort()[0] ?? ''
}
