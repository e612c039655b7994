/** Adding ballots up. */
import type { Kind, Marks } from './kinds/kind'
import type { Option, Tally } from './poll'
import type { ResultView } from './view'

/** The tally after a ballot changed from `before` to `after`; null stands for none. */
export function recount(kind: Kind, tally: Tally, before: Marks | null, after: Marks | null): Tally {
  return plus(plus(tally, before ? kind.count(before) : {}, -1), after ? kind.count(after) : {}, 1)
}

/** The tally of all ballots, from groups of equal ones. */
export function countAll(kind: Kind, groups: readonly { marks: Marks; ballots: number }[]): Tally {
  return groups.reduce<Tally>((tally, { marks, ballots }) => plus(tally, kind.count(marks), ballots), {})
}

function plus(tally: Tally, more: Tally, times: number): Tally {
  const sum: Record<string, number> = { ...tally }
  for (const [id, votes] of Object.entries(more)) {
    const now = (sum[id] ?? 0) + times * votes
    if (now === 0) delete sum[id]
    else sum[id] = now
  }
  return sum
}

export function sameTally(a: Tally, b: Tally): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** Shares are of those who answered, so that several-choice bars say "8 of 15 want this". */
export function resultOf(kind: Kind, options: readonly Option[], tally: Tally, answered: number): ResultView {
  const rows = options.map(({ id }) => {
    const votes = tally[id] ?? 0
    return { id, votes, share: answered === 0 ? 0 : votes / answered }
  })
  const mean = kind.mean?.(tally)
  return mean === undefined ? { rows } : { rows, mean }
}
