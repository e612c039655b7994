/** Counts a closed election anew from its ballots and the lot as it was drawn, and compares it with what was announced. */
import { kindOf } from './kinds'
import type { Marks } from './kinds/kind'
import { isSettled, outcomeOf } from './outcome'
import type { Poll, Tally } from './poll'
import { countAll, sameTally } from './tally'

export interface Recount {
  readonly ballots: number
  readonly tally: Tally
  /** Option ids; empty where the lot on record fits no tie of these votes. */
  readonly elected: readonly string[]
  readonly agrees: boolean
}

/** @param groups the stored ballots, equal ones together */
export function recountElection(
  poll: Poll,
  groups: readonly { readonly marks: Marks; readonly ballots: number }[],
): Recount {
  const tally = countAll(kindOf(poll), groups)
  const ballots = groups.reduce((sum, group) => sum + group.ballots, 0)
  const places = poll.places ?? 0
  const counted = sameTally(tally, poll.tally) && ballots === poll.answered
  if (!isSettled(poll.options, tally, places, poll.draw))
    return { ballots, tally, elected: [], agrees: false }
  const { elected } = outcomeOf(poll.options, tally, places, poll.draw)
  const announced = counted ? outcomeOf(poll.options, poll.tally, places, poll.draw).elected : []
  return { ballots, tally, elected, agrees: counted && elected.join() === announced.join() }
}
