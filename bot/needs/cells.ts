/** Which cells of one table are shown (P7). Pure. */
import type { Cells } from './pooling'
import { isEmpty, isSafe, type Rules, together, totalOf } from './protection'

/** Categories. What a reader can tell apart is each of them, and all others as one: the total less what is shown. */
export type Shown = ReadonlySet<string>

/**
 * A cell is shown if it is safe. As the total is shown too, what all the others hold together can be worked out: where that
 * is not safe, the smallest of the shown cells goes as well, until it is. Then nobody can bound a family in any of the
 * hidden cells more closely than P7 allows: the most it can have there is what they hold together less one's own, and the
 * least is nothing.
 *
 * @param among categories that may be shown at all
 * @returns nothing shown where the total is all that can be told
 */
export function shownOf(
  cells: Cells,
  rules: Rules,
  among: (category: string) => boolean = () => true,
): Shown {
  const bySize = smallestFirst(cells)
  const shown = new Set(
    bySize.filter((category) => among(category) && isSafe(cells.get(category) ?? [], rules)),
  )
  const families = [...cells.values()][0]?.length ?? 0
  const isTold = () => {
    const rest = together(
      [...cells].flatMap(([category, cell]) => (shown.has(category) ? [] : [cell])),
      families,
    )
    return isEmpty(rest) || isSafe(rest, rules)
  }
  while (shown.size > 0 && !isTold()) shown.delete(bySize.find((category) => shown.has(category)) ?? '')
  return shown
}

export function smallestFirst(cells: Cells): readonly string[] {
  const sizes = [...cells].map(([category, cell]) => ({ category, total: totalOf(cell) }))
  sizes.sort((one, other) => one.total - other.total || (one.category < other.category ? -1 : 1))
  return sizes.map(({ category }) => category)
}
