/** Who is elected: the most votes win the seats; at the last seat the lot decides between equals. */
import type { Draw, Option, Tally } from './poll'

type Candidate = Pick<Option, 'id' | 'withdrawn'>

/** Equal votes for fewer seats than there are candidates with them. */
export interface Tie {
  /** Option ids in the order of the ballot. */
  readonly tied: readonly string[]
  readonly places: number
}

export interface Outcome {
  /** Most votes first; those by lot as the lots came. */
  readonly elected: readonly string[]
  /** Seats for which nobody with a vote was left. */
  readonly vacant: number
}

/**
 * Whoever has withdrawn keeps the votes but takes no seat: it goes to the next, since a ballot says whom its voter wants
 * and not in which order. Who has no vote is not elected.
 */
function ranking(options: readonly Candidate[], tally: Tally): readonly { id: string; votes: number }[] {
  return options
    .filter(({ id, withdrawn }) => !withdrawn && (tally[id] ?? 0) > 0)
    .map(({ id }) => ({ id, votes: tally[id] ?? 0 }))
    .sort((one, other) => other.votes - one.votes)
}

/** null: the votes alone say who takes the last seat. */
export function tieOf(options: readonly Candidate[], tally: Tally, places: number): Tie | null {
  const ranked = ranking(options, tally)
  const last = ranked[places - 1]
  const next = ranked[places]
  if (!last || last.votes !== next?.votes) return null
  const tied = ranked.filter(({ votes }) => votes === last.votes).map(({ id }) => id)
  const above = ranked.filter(({ votes }) => votes > last.votes).length
  return { tied, places: places - above }
}

/**
 * The lots in the order in which they come: each of those still in the drum is as likely as any other.
 * @param lot draws one of so many, counted from 0
 */
export function drawLots(tied: readonly string[], lot: (count: number) => number): readonly string[] {
  const drum = [...tied]
  return tied.map(() => drum.splice(lot(drum.length), 1)[0] ?? '')
}

/** Whether votes and lot together say who is elected: a lot is there exactly where there is a tie, and for just that. */
export function isSettled(
  options: readonly Candidate[],
  tally: Tally,
  places: number,
  draw: Draw | null,
): boolean {
  const tie = tieOf(options, tally, places)
  if (!tie || !draw) return tie === null && draw === null
  const all = (ids: readonly string[]) => [...ids].sort().join()
  return draw.places === tie.places && all(draw.tied) === all(tie.tied) && all(draw.order) === all(tie.tied)
}

/**
 * @param draw the lot as it was drawn
 * @throws when votes and lot do not belong together: such a result must not be shown
 */
export function outcomeOf(
  options: readonly Candidate[],
  tally: Tally,
  places: number,
  draw: Draw | null,
): Outcome {
  if (!isSettled(options, tally, places, draw))
    throw new Error('the lot of an election does not belong to its votes')
  const ranked = ranking(options, tally).map(({ id }) => id)
  const byLot = draw ? draw.order.slice(0, draw.places) : []
  const elected = [...ranked.slice(0, places - byLot.length), ...byLot]
  return { elected, vacant: places - elected.length }
}
