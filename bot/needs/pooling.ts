/** Needs of one topic pooled cell by cell, family by family: what P7 then looks at. Pure. */
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

export function byTopic(
  contributions: readonly Contribution[],
): ReadonlyMap<string, readonly Contribution[]> {
  const topics = new Map<string, Contribution[]>()
  for (const contribution of contributions) {
    const known = topics.get(contribution.topic)
    if (known) known.push(contribution)
    else topics.set(contribution.topic, [contribution])
  }
  return topics
}

/**
 * @param placeOf whom an organisation's needs count for, as a place among the families
 * @param families how many places there are
 */
export function poolOf(
  needs: readonly Contribution[],
  placeOf: (organisation: string) => number,
  families: number,
): Pool {
  const [visible, hidden] = [new Float64Array(families), new Float64Array(families)]
  const tables = dimensions.map(() => new Map<string, Float64Array>())
  for (const need of needs) {
    const place = placeOf(need.organisation)
    count(need.visible ? visible : hidden, place, need.heads)
    if (!need.visible) continue
    for (let i = 0; i < dimensions.length; i += 1) {
      const [dimension, table] = [dimensions[i], tables[i]]
      if (!dimension || !table) continue
      const category = need.cells[dimension] ?? unsaid
      let cell = table.get(category)
      if (!cell) {
        cell = new Float64Array(families)
        table.set(category, cell)
      }
      count(cell, place, need.heads)
    }
  }
  const named = Object.fromEntries(dimensions.map((dimension, i) => [dimension, tables[i]]))
  return { visible, hidden, tables: named as unknown as Pool['tables'] }
}

function count(cell: Float64Array, place: number, heads: number): void {
  cell[place] = (cell[place] as number) + heads
}
