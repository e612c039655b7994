/** "Same as last time" (N1): what of an earlier answer can be said again now. Pure. */
import type { NeedDraft } from './need-draft'

/** What is stored of a need, and whether its region is still on the list. */
export interface EarlierNeed extends Omit<NeedDraft, 'topic'> {
  /** Under what it would be counted now: a topic that was merged since is the other. null: the topic has been removed. */
  readonly topic: string | null
  readonly regionGone: boolean
}

export interface AgainNeed extends Omit<NeedDraft, 'topic'> {
  readonly topic: string
}

/**
 * The same needs, with what time has overtaken left open: a window that has passed, the part of it that has, a region that
 * is no more. Without its topic a need says nothing; it is left out.
 *
 * @param now the quarter, `2027-1`
 */
export function sameAgain(earlier: readonly EarlierNeed[], now: string): readonly AgainNeed[] {
  return earlier.flatMap(({ topic, regionGone, ...need }) =>
    topic === null
      ? []
      : [{ ...need, ...windowFrom(need, now), topic, region: regionGone ? null : need.region }],
  )
}

function windowFrom(
  { from, to }: Pick<NeedDraft, 'from' | 'to'>,
  now: string,
): Pick<NeedDraft, 'from' | 'to'> {
  if (to !== null && to < now) return { from: null, to: null }
  if (from === null || from >= now) return { from, to }
  // It has begun: what is left of it still suits.
  return { from: to === null ? null : now, to }
}
