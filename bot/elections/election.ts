/** An election before its poll, as rules: calling it, standing, too few, opening. */
import { termRefusal } from '../committee/seat'
import { instantOf, readDeadline } from '../polls/opening'
import { anonymousFloor } from '../polls/poll'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { ElectionTrace } from './view'

export interface Election {
  readonly id: string
  readonly groupId: string
  readonly title: string
  readonly places: number
  readonly from: string
  readonly to: string
  readonly electorate: 'group' | 'network'
  /** Until then people stand. */
  readonly opensAt: Date
  readonly deadline: Date
  readonly zone: string
  readonly state: 'standing' | 'short' | 'voting' | 'called-off'
  readonly calledBy: string
  readonly calledAt: Date
  readonly pollId: string | null
  readonly filledAt: Date | null
  readonly revision: number
}

interface Typed {
  readonly date: string
  readonly time: string
}

export interface Draft {
  readonly title: string
  readonly places: number
  readonly electorate: 'group' | 'network'
  readonly from: string
  readonly to: string
  /** When standing ends and voting begins, in the network's zone. */
  readonly opens: Typed
  /** When voting ends. */
  readonly closes: Typed
}

/** As many names as a ballot can hold (`polls/kinds/options`), so there are never more seats. */
export const mostPlaces = 20

export interface CallingFacts {
  readonly id: string
  readonly groupId: string
  readonly calledBy: string
  readonly voters: number
  readonly zone: string
  readonly now: Date
  /** `2027-01-31` in the zone. */
  readonly today: string
}

/** A committee of one side of the table only is none: the network's bounds for what is typed. */
export function placesRefusal(places: number): Refusal | undefined {
  const possible = Number.isInteger(places) && places >= 1 && places <= mostPlaces
  return possible ? undefined : refuse('elections:places', { most: mostPlaces }, 422)
}

export function electionTermRefusal(from: string, to: string, today: string): Refusal | undefined {
  return termRefusal({ from, to }) ?? (to < today ? refuse('elections:term-past', {}, 422) : undefined)
}

export function callElection(draft: Draft, facts: CallingFacts): Election | Refusal {
  const { title, places, electorate, from, to } = draft
  const no = placesRefusal(places) ?? electionTermRefusal(from, to, facts.today)
  if (no) return no
  const times = readTimes(draft, facts)
  if (isRefusal(times)) return times
  // P5: below three ballots there is no result, so below three voters there never could be one.
  if (facts.voters < anonymousFloor)
    return refuse('elections:too-few-voters', { fewest: anonymousFloor, voters: facts.voters })
  return {
    ...{ id: facts.id, groupId: facts.groupId, title, places, from, to, electorate, ...times },
    ...{ zone: facts.zone, state: 'standing', calledBy: facts.calledBy, calledAt: facts.now },
    ...{ pollId: null, filledAt: null, revision: 1 },
  }
}

/** Both instants lie ahead, the one before the other. */
function readTimes(
  { opens, closes }: Pick<Draft, 'opens' | 'closes'>,
  facts: Pick<CallingFacts, 'zone' | 'now'>,
): Pick<Election, 'opensAt' | 'deadline'> | Refusal {
  const opensAt = readDeadline(opens, facts)
  if (isRefusal(opensAt)) return opensAt
  const deadline = readDeadline(closes, facts)
  if (isRefusal(deadline)) return deadline
  if (deadline <= opensAt) return refuse('elections:closes-first', { opens: opensAt, zone: facts.zone }, 422)
  return { opensAt, deadline }
}

/** P2: whether a form that comes once more names the same instants. */
export function saysSameTimes({ opens, closes }: Pick<Draft, 'opens' | 'closes'>, before: Election): boolean {
  const is = (typed: Typed, at: Date) => instantOf(typed, before.zone)?.getTime() === at.getTime()
  return is(opens, before.opensAt) && is(closes, before.deadline)
}

/** From the instant at which voting opens nobody stands any more, whether or not it has been carried out yet. */
export function standingIsOver({ state, opensAt }: Election, at: Date): boolean {
  return state === 'standing' ? at >= opensAt : state !== 'short'
}

export type Opening = 'wait' | 'short' | 'open'

/** What the calendar does with an election in which people stand. */
export function openingOf(election: Election, candidates: number, at: Date): Opening {
  if (election.state !== 'standing' || at < election.opensAt) return 'wait'
  return candidates >= election.places ? 'open' : 'short'
}

type Changed = { readonly election: Election; readonly what: ElectionTrace['what'] }

/** More time to stand, while nobody has voted yet. */
export function extend(
  election: Election,
  times: Pick<Draft, 'opens' | 'closes'>,
  now: Date,
): Changed | Refusal {
  const no = begun(election)
  if (no) return no
  const read = readTimes(times, { zone: election.zone, now })
  if (isRefusal(read)) return read
  return changed({ ...election, ...read, state: 'standing' }, 'extended')
}

/** Votes with fewer candidates than seats; only once the time for standing is over. */
export function goOn(election: Election, candidates: number, now: Date): Refusal | undefined {
  const no = begun(election)
  if (no) return no
  if (election.state !== 'short')
    return refuse('elections:still-standing', { opens: election.opensAt, zone: election.zone })
  if (candidates === 0) return refuse('elections:nobody-stands')
  if (election.deadline <= now)
    return refuse('elections:too-late', { deadline: election.deadline, zone: election.zone })
  return undefined
}

export function callOff(election: Election): Changed | Refusal {
  return begun(election) ?? changed({ ...election, state: 'called-off' }, 'called-off')
}

function begun(election: Election): Refusal | undefined {
  if (election.state === 'called-off') return refuse('elections:called-off')
  return election.state === 'voting' ? refuse('elections:voting-already') : undefined
}

function changed(election: Election, what: Changed['what']): Changed {
  return { election: { ...election, revision: election.revision + 1 }, what }
}
