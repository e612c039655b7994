/** Needs pooled by topic and cell, family by family: what P7 then looks at. Pure. */
import { type Dimension, dimensions, unsaid } from './need'
import type { ByFamily } from './protection'

/** A need as it counts. */
export interface Contribution {
  readonly organisation: string
  /** At the closing of its round: an organisation with its parents and children counts once. */
  readonly family: string
  /** Topic id, or `other`. */
  readonly topic: string
  readonly heads: number
  /** Providers may know of it. */
  readonly visible: boolean
  /** The category in each dimension; absent where nothing was said. */
  readonly cells: Readonly<Partial<Record<Dimension, string>>>
}

/** Category -> heads by family. */
export type Cells = ReadonlyMap<string, ByFamily>

export interface Pool {
  /** What providers may know of. */
  readonly visible: ByFamily
  readonly hidden: ByFamily
  /** What is visible, told apart. */
  readonly tables: Readonly<Record<Dimension, Cells>>
}

/** @param familyOf whom a contribution counts for, where that is not its round's family */
export function poolsOf(
  contributions: readonly Contribution[],
  familyOf: (contribution: Contribution) => string = ({ family }) => family,
): ReadonlyMap<string, Pool> {
  const pools = new Map<string, Filling>()
  for (const contribution of contributions) {
    const pool = pools.get(contribution.topic) ?? empty()
    pools.set(contribution.topic, pool)
    add(pool, familyOf(contribution), contribution)
  }
  return pools
}

type Filling = {
  readonly visible: Map<string, number>
  readonly hidden: Map<string, number>
  readonly tables: Record<Dimension, Map<string, Map<string, number>>>
}

function empty(): Filling {
  const tables = Object.fromEntries(dimensions.map((dimension) => [dimension, new Map()]))
  return { visible: new Map(), hidden: new Map(), tables: tables as Filling['tables'] }
}

function add(pool: Filling, family: string, { heads, visible, cells }: Contribution): void {
  count(visible ? pool.visible : pool.hidden, family, heads)
  if (!visible) return
  for (const dimension of dimensions) {
    const category = cells[dimension] ?? unsaid
    const table = pool.tables[dimension]
    const cell = table.get(category) ?? new Map<string, number>()
    table.set(category, cell)
    count(cell, family, heads)
  }
}

function count(cell: Map<string, number>, family: string, heads: number): void {
  cell.set(family, (cell.get(family) ?? 0) + heads)
}
