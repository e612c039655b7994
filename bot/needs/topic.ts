/** One topic of the round that closes, beside what all rounds before have shown of it (P7). Pure. */
import { type Shown, shownOf, smallestFirst } from './cells'
import { areChainsQuiet } from './chains'
import { areQuiet, type Told, toldBy } from './change'
import type { Figure, Table, TopicDemand } from './figures'
import { type Dimension, dimensions } from './need'
import type { Cells, Pool } from './pooling'
import { isSafe, isSafeChange, less, type Rules, together, totalOf } from './protection'
import type { Sum } from './scopes'

/** A topic as an earlier round has shown it, fresh. */
export interface Past {
  readonly id: string
  readonly sameScope: boolean
  readonly demand: TopicDemand
}

/** What lies behind, family by family, for one way to tell families. */
export interface View {
  readonly now: Pool
  readonly past: ReadonlyMap<Past, Pool>
  /** Rounds of other scopes added up. */
  readonly sums: ReadonlyMap<Sum<Past>, Pool>
}

export interface Topic {
  readonly topic: string
  /** The oldest first. */
  readonly past: readonly Past[]
  readonly sums: readonly Sum<Past>[]
  /** The first is that of the round itself. */
  readonly views: readonly [View, ...View[]]
}

export function topicDemand(topic: Topic, rules: Rules): TopicDemand | undefined {
  const { past, sums, views } = topic
  const [{ now }] = views
  if (!isSafe(now.visible, rules)) return undefined
  const isQuiet = (then: (view: View) => Pool | undefined) =>
    views.every((view) => isSafeChange(changeOf(view.now, then(view), 'visible'), rules))
  const betray = past.filter((one) => !isQuiet((view) => view.past.get(one)))
  if (betray.some(({ sameScope }) => !sameScope)) return undefined
  if (!sums.every((sum) => isQuiet((view) => view.sums.get(sum)))) return undefined
  const unchanged = betray.at(-1)
  if (unchanged) return asItWas(unchanged)
  const hidden = hiddenFigure(topic, rules)
  const tables = dimensions.map((dimension) => ({
    dimension,
    table: tableOf({ topic, dimension, hidden: hidden?.asOf === null }, rules),
  }))
  const bare = tables.flatMap(({ dimension, table }) => (table?.asOf === null ? [] : [dimension]))
  const laidBare = past.findLast((one) =>
    bare.some((dimension) => betraysTotal(topic, one, dimension, rules)),
  )
  if (laidBare) return asItWas(laidBare)
  const shown = tables.flatMap(({ dimension, table }) => (table ? [[dimension, table] as const] : []))
  return {
    topic: topic.topic,
    heads: totalOf(now.visible),
    asOf: null,
    hidden,
    tables: Object.fromEntries(shown),
  }
}

function changeOf(now: Pool, then: Pool | undefined, figure: 'visible' | 'hidden') {
  return then ? less(now[figure], then[figure]) : new Float64Array(0)
}

function asItWas({ id, demand }: Past): TopicDemand {
  const since = <F extends Figure | Table>(figure: F): F => ({ ...figure, asOf: figure.asOf ?? id })
  const tables = Object.entries(demand.tables).map(([dimension, table]) => [dimension, since(table)])
  return {
    ...since(demand),
    hidden: demand.hidden && since(demand.hidden),
    tables: Object.fromEntries(tables),
  }
}

function hiddenFigure({ past, sums, views }: Topic, rules: Rules): Figure | null {
  const [{ now }] = views
  if (!isSafe(now.hidden, rules)) return null
  const isQuiet = (then: (view: View) => Pool | undefined) =>
    views.every((view) => {
      const change = changeOf(view.now, then(view), 'hidden')
      const both = together([change, changeOf(view.now, then(view), 'visible')], change.length)
      return isSafeChange(change, rules) && isSafeChange(both, rules)
    })
  const isFresh = ({ demand }: Past) => demand.hidden?.asOf === null
  const betray = past.filter((one) => isFresh(one) && !isQuiet((view) => view.past.get(one)))
  const areSumsQuiet = sums
    .filter(({ plus, minus }) => [...plus, ...minus].every(isFresh))
    .every((sum) => isQuiet((view) => view.sums.get(sum)))
  if (betray.length === 0 && areSumsQuiet) return { heads: totalOf(now.hidden), asOf: null }
  const last = betray.at(-1)
  return last?.sameScope && last.demand.hidden ? { heads: last.demand.hidden.heads, asOf: last.id } : null
}

interface Apart {
  readonly topic: Topic
  readonly dimension: Dimension
  /** This round shows what is hidden from providers, fresh. */
  readonly hidden: boolean
}

/**
 * The largest set of cells that is safe, found by hiding: first what has changed too little since an earlier round, then the
 * smallest. If that leaves less than half of what this round alone could show, and an earlier round has shown the table, it
 * is shown as it was then.
 */
function tableOf(apart: Apart, rules: Rules): Table | undefined {
  const { topic, dimension } = apart
  const cells = topic.views[0].now.tables[dimension]
  const heads = (shown: Shown) => [...shown].reduce((sum, one) => sum + headsIn(cells, one), 0)
  const natural = shownOf(cells, rules)
  if (natural.size === 0) return undefined
  const last = topic.past.filter((one) => one.sameScope && shownBefore(one, dimension)).at(-1)
  const before = last?.demand.tables[dimension]
  const least = last ? heads(natural) / 2 : 0
  let shown = natural
  for (const hide of [() => changedTooLittle(apart, rules), ...smallestFirst(cells).map(only)]) {
    if (shown.size === 0 || heads(shown) < least) break
    if (isQuietTable(apart, shown, rules))
      return { asOf: null, cells: Object.fromEntries([...shown].map((one) => [one, headsIn(cells, one)])) }
    const [kept, goes] = [shown, hide()]
    shown = shownOf(cells, rules, (one) => kept.has(one) && !goes.has(one))
  }
  return last && before ? { ...before, asOf: last.id } : undefined
}

const only = (category: string) => (): Shown => new Set([category])

const headsIn = (cells: Cells, category: string) => totalOf(cells.get(category) ?? new Float64Array(0))

function shownBefore({ demand }: Past, dimension: Dimension): boolean {
  return demand.tables[dimension]?.asOf === null
}

/** Cells of which an earlier round has told as much, and too few have changed. */
function changedTooLittle({ topic, dimension }: Apart, rules: Rules): Shown {
  const changed = topic.views.flatMap((view) =>
    [...view.past].flatMap(([{ demand }, pool]) =>
      Object.keys(demand.tables[dimension]?.asOf === null ? demand.tables[dimension].cells : {}).filter(
        (category) => {
          const [now, then] = [view.now.tables[dimension].get(category), pool.tables[dimension].get(category)]
          return now && then && !isSafeChange(less(now, then), rules)
        },
      ),
    ),
  )
  return new Set(changed)
}

function isQuietTable({ topic, dimension, hidden }: Apart, shown: Shown, rules: Rules): boolean {
  return topic.views.every((view) => {
    const now = toldBy(view.now.tables[dimension], shown, hidden ? view.now.hidden : null)
    const before = [...view.past].map(([one, pool]) => ({ one, told: toldBefore(one, pool, dimension) }))
    return (
      before.every(({ told }) => areQuiet(now, told, rules)) &&
      areChainsQuiet(
        [...before.filter(({ one }) => shownBefore(one, dimension)).map(({ told }) => told), now],
        rules,
      ) &&
      [...view.sums].every(([sum, pool]) => areQuiet(now, toldTogether(sum, pool, dimension), rules, true))
    )
  })
}

/** Without a fresh table there is still the total, less the cells that an earlier round has shown. */
function betraysTotal({ views }: Topic, one: Past, dimension: Dimension, rules: Rules): boolean {
  if (!one.sameScope || !shownBefore(one, dimension)) return false
  return views.some((view) => {
    const then = view.past.get(one)
    const now = toldBy(view.now.tables[dimension], new Set())
    return then !== undefined && !areQuiet(now, toldBefore(one, then, dimension), rules)
  })
}

function toldBefore({ demand }: Past, pool: Pool, dimension: Dimension): Told {
  const table = demand.tables[dimension]
  const shown = new Set(table?.asOf === null ? Object.keys(table.cells) : [])
  return toldBy(pool.tables[dimension], shown, demand.hidden?.asOf === null ? pool.hidden : null)
}

/** Of several rounds only what each of them tells. */
function toldTogether({ plus, minus }: Sum<Past>, pool: Pool, dimension: Dimension): Told {
  const all = [...plus, ...minus].map(({ demand }) => demand)
  const tables = all.map(({ tables: { [dimension]: table } }) => (table?.asOf === null ? table.cells : {}))
  return {
    cells: pool.tables[dimension],
    tells: (category) => tables.every((cells) => category in cells),
    beside: all.every(({ hidden }) => hidden?.asOf === null) ? pool.hidden : null,
  }
}
