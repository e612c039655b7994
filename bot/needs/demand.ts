/**
 * Demand: the needs of all organisations pooled, and of that what may be shown (P7, N2). Pure.
 *
 * What is guaranteed: whoever reads all tables of all rounds, and knows its own family's needs, cannot work out any other
 * family's heads in any cell more closely than p %, shown or not; nor what fewer than k families, or one that stands out
 * among them, have changed between two rounds of which it takes everything else to be the same.
 *
 * How: no table has totals over topics, so each topic stands for itself. Its total is shown if it is safe (protection.ts); in
 * each dimension cells are shown if they are safe and what they leave is (cells.ts). Dimensions meet in the total alone: of
 * needs told apart in one way only, any fits with any other (Fréchet), so they say nothing about each other. A total of which
 * too few have changed since a round that showed it is shown as it was then, with all its tables; a table whose cells, or
 * sums of them, have changed so is shown as it was then, or not at all (change.ts). What is hidden from providers is one more
 * cell beside the total.
 *
 * What is not guaranteed: against families that put their knowledge together; against knowledge from elsewhere (who needs
 * what, that two dimensions go together, that what left one topic came into another); that a cell is empty where everything
 * else of its table is shown; and against conclusions from which of the safe cells was taken (the smallest).
 */

import { type Split, splitOf } from './cells'
import { areSafeTogether, type Change, changeOf, comparable, isSafeChange } from './change'
import { type Dimension, dimensions } from './need'
import { type Contribution, type Pool, poolsOf } from './pooling'
import { isSafe, type Rules, totalOf } from './protection'

/** A figure, and the round whose it is; null: this one's. */
export interface Figure {
  readonly heads: number
  readonly asOf: string | null
}

export interface Table {
  readonly asOf: string | null
  /** Category -> heads. What is not in it is hidden or empty, and nobody can tell which. */
  readonly cells: Readonly<Record<string, number>>
}

export interface TopicDemand extends Figure {
  /** Topic id, or `other`. */
  readonly topic: string
  /** Heads of which providers are not to know: for everybody else. */
  readonly hidden: Figure | null
  readonly tables: Readonly<Partial<Record<Dimension, Table>>>
}

/** All that is ever shown of a round. */
export interface Demand {
  /** Those with a figure that may be shown, most heads first. */
  readonly topics: readonly TopicDemand[]
}

export interface ClosedRound {
  readonly id: string
  /** Its organisations are those of the round that is closing: a change can then be shown as unchanged. */
  readonly sameScope: boolean
  readonly contributions: readonly Contribution[]
  readonly demand: Demand
}

/** @param earlier all closed rounds of the network, the oldest first, whatever group they asked */
export function poolDemand(
  contributions: readonly Contribution[],
  earlier: readonly ClosedRound[],
  rules: Rules,
): Demand {
  const familyOf = joinedFamilies([contributions, ...earlier.map((round) => round.contributions)])
  const own = poolsOf(contributions)
  const now = poolsOf(contributions, familyOf)
  const before = earlier.map((round) => ({ round, pools: poolsOf(round.contributions, familyOf) }))
  const topics = [...own].flatMap(([topic, pool]) => {
    const past = before.flatMap(({ round, pools }) => {
      const demand = round.demand.topics.find((one) => one.topic === topic)
      const then = pools.get(topic)
      return demand && then ? [{ round, demand, pool: then }] : []
    })
    const compared = now.get(topic)
    return compared ? (topicDemand({ topic, pool, compared, past }, rules) ?? []) : []
  })
  return {
    topics: topics.sort((one, other) => other.heads - one.heads || (one.topic < other.topic ? -1 : 1)),
  }
}

/** A topic as a closed round has shown it, with what lay behind. */
interface Past {
  readonly round: ClosedRound
  readonly demand: TopicDemand
  readonly pool: Pool
}

interface Topic {
  readonly topic: string
  readonly pool: Pool
  /** The same with families that go for all rounds. */
  readonly compared: Pool
  readonly past: readonly Past[]
}

function topicDemand({ topic, pool, compared, past }: Topic, rules: Rules): TopicDemand | undefined {
  if (!isSafe(pool.visible.values(), rules)) return undefined
  // What an earlier round has shown of still earlier ones shows nothing of its own.
  const fresh = past.filter(({ demand }) => demand.asOf === null)
  const betray = fresh.filter(
    ({ pool: then }) => !isSafeChange(changeOf(compared.visible, then.visible), rules),
  )
  if (betray.some(({ round }) => !round.sameScope)) return undefined
  const unchanged = betray.at(-1)
  if (unchanged) return asItWas(unchanged)
  const hidden = hiddenFigure(pool, compared, fresh, rules)
  const tables = dimensions.flatMap((dimension) => {
    const table = tableOf(dimension, { pool, compared, fresh, hidden: hidden?.asOf === null }, rules)
    return table ? [[dimension, table] as const] : []
  })
  return { topic, heads: totalOf(pool.visible), asOf: null, hidden, tables: Object.fromEntries(tables) }
}

function asItWas({ round, demand }: Past): TopicDemand {
  const since = <F extends { readonly asOf: string | null }>(figure: F): F => ({
    ...figure,
    asOf: figure.asOf ?? round.id,
  })
  const tables = Object.entries(demand.tables).map(([dimension, table]) => [dimension, since(table)])
  return {
    ...since(demand),
    hidden: demand.hidden && since(demand.hidden),
    tables: Object.fromEntries(tables),
  }
}

function hiddenFigure(pool: Pool, compared: Pool, fresh: readonly Past[], rules: Rules): Figure | null {
  if (!isSafe(pool.hidden.values(), rules)) return null
  const shown = fresh.filter(({ demand }) => demand.hidden?.asOf === null)
  const betray = shown.filter(
    ({ pool: then }) =>
      !areSafeTogether(
        [changeOf(compared.visible, then.visible), changeOf(compared.hidden, then.hidden)],
        rules,
      ),
  )
  if (betray.length === 0) return { heads: totalOf(pool.hidden), asOf: null }
  const last = betray.at(-1)
  return last?.round.sameScope && last.demand.hidden
    ? { heads: last.demand.hidden.heads, asOf: last.round.id }
    : null
}

interface Apart {
  readonly pool: Pool
  readonly compared: Pool
  readonly fresh: readonly Past[]
  /** This round shows what is hidden from providers, fresh. */
  readonly hidden: boolean
}

function tableOf(
  dimension: Dimension,
  { pool, compared, fresh, hidden }: Apart,
  rules: Rules,
): Table | undefined {
  const split = splitOf(pool.tables[dimension], rules)
  const shown = fresh.filter(({ demand }) => demand.tables[dimension]?.asOf === null)
  const told = { cells: compared.tables[dimension], split }
  const isSafeAgainst = ({ demand, pool: then }: Past) => {
    const before = { cells: then.tables[dimension], split: splitShown(demand.tables[dimension]) }
    const beside: readonly Change[] =
      hidden && demand.hidden?.asOf === null ? [changeOf(compared.hidden, then.hidden)] : []
    return areSafeTogether([...comparable(told, before), ...beside], rules)
  }
  if (split.shown.size > 0 && shown.every(isSafeAgainst)) {
    const cells = [...split.shown].map((category) => [
      category,
      totalOf(pool.tables[dimension].get(category) ?? new Map()),
    ])
    return { asOf: null, cells: Object.fromEntries(cells) }
  }
  const last = shown.filter(({ round }) => round.sameScope).at(-1)
  const before = last?.demand.tables[dimension]
  return last && before && split.shown.size > 0 ? { ...before, asOf: last.round.id } : undefined
}

function splitShown(table: Table | undefined): Split {
  return { shown: new Set(Object.keys(table?.cells ?? {})) }
}

/** Families change between rounds: for a comparison, what has belonged together in any of them counts as one. */
function joinedFamilies(rounds: readonly (readonly Contribution[])[]): (one: Contribution) => string {
  const above = new Map<string, string>()
  const topOf = (name: string): string => {
    let top = name
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    return top
  }
  const known = new Set<string>()
  for (const { organisation, family } of rounds.flat()) {
    const pair = `${organisation} ${family}`
    if (known.has(pair)) continue
    known.add(pair)
    const [one, other] = [topOf(`organisation ${organisation}`), topOf(`family ${family}`)]
    if (one !== other) above.set(one, other)
  }
  const tops = new Map<string, string>()
  return ({ organisation }) => {
    const top = tops.get(organisation) ?? topOf(`organisation ${organisation}`)
    tops.set(organisation, top)
    return top
  }
}
