/** Needs of one topic pooled cell by cell, family by family: what P7 then looks at. Pure. */
import type { Places } from './families'
import { type Dimension, dimensions, unsaid } from './need'
import { add, type ByFamily, isEmpty } from './protection'

/** A need as it counts. */
export interface Contribution {
  readonly organisation: string
  /** At the closing of its round: an organisation with its parents and children counts once. */
  readonly family: string
  /** Topic id. */
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

/** The needs of one topic in one round. */
export interface Needs {
  readonly all: readonly Contribution[]
  /** Whose they are, by number. */
  readonly organisations: readonly number[]
}

export function byTopic(
  contributions: readonly Contribution[],
  numberOf: (organisation: string) => number,
): ReadonlyMap<string, Needs> {
  const topics = new Map<string, { readonly all: Contribution[]; readonly organisations: number[] }>()
  for (const contribution of contributions) {
    let needs = topics.get(contribution.topic)
    if (!needs) {
      needs = { all: [], organisations: [] }
      topics.set(contribution.topic, needs)
    }
    needs.all.push(contribution)
    needs.organisations.push(numberOf(contribution.organisation))
  }
  return topics
}

/** @param places for whom an organisation's needs count */
export function poolOf({ all, organisations }: Needs, { places, families }: Places): Pool {
  const [visible, hidden] = [new Float64Array(families), new Float64Array(families)]
  const tables = new Map<string, Map<string, Float64Array>>(
    dimensions.map((dimension) => [dimension, new Map()]),
  )
  for (let i = 0; i < all.length; i += 1) {
    const need = all[i] as Contribution
    const place = places[organisations[i] as number] as number
    count(need.visible ? visible : hidden, place, need.heads)
    if (!need.visible) continue
    for (const dimension in need.cells) {
      const category = need.cells[dimension as Dimension]
      const table = tables.get(dimension)
      if (category === undefined || category === unsaid || !table) continue
      let cell = table.get(category)
      if (!cell) {
        cell = new Float64Array(families)
        table.set(category, cell)
      }
      count(cell, place, need.heads)
    }
  }
  // Most fields of most needs stay open: what is left is counted at once.
  for (const table of tables.values()) {
    const left = visible.slice()
    for (const cell of table.values()) add(left, cell, -1)
    if (!isEmpty(left)) table.set(unsaid, left)
  }
  return { visible, hidden, tables: Object.fromEntries(tables) as unknown as Pool['tables'] }
}

function count(cell: Float64Array, place: number, heads: number): void {
  cell[place] = (cell[place] as number) + heads
}
