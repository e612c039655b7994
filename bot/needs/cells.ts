/** Which cells of one table are shown (P7). Pure. */
import type { Cells } from './pooling'
import { isSafe, type Rules, together, totalOf } from './protection'

/** What a reader can tell apart: cells that are shown, and all others as one, which is the total less what is shown. */
export interface Split {
  readonly shown: ReadonlySet<string>
}

/**
 * A cell is shown if it is safe. As the total is shown too, what all the others hold together can be worked out: where that
 * is not safe, the smallest of the shown cells goes as well, until it is. Then nobody can bound a family in any of the
 * hidden cells more closely than P7 allows: the most it can have there is what they hold together less one's own, and the
 * least is nothing.
 *
 * @returns nothing shown where the total is all that can be told
 */
export function splitOf(cells: Cells, rules: Rules): Split {
  const bySize = [...cells].map(([category, cell]) => ({ category, cell, total: totalOf(cell) }))
  bySize.sort((one, other) => one.total - other.total || (one.category < other.category ? -1 : 1))
  const isShown = new Map(bySize.map((one) => [one, isSafe(one.cell.values(), rules)]))
  const hidden = () => bySize.filter((one) => !isShown.get(one))
  const isTold = () => {
    const rest = hidden()
    return rest.length === 0 || isSafe(together(rest.map(({ cell }) => cell)).values(), rules)
  }
  while (!isTold()) {
    const smallest = bySize.find((one) => isShown.get(one))
    if (!smallest) break
    isShown.set(smallest, false)
  }
  return { shown: new Set(bySize.filter((one) => isShown.get(one)).map(({ category }) => category)) }
}
