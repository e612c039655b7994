/** When those whose ballot is missing are reminded: at half time and 24 h before the end, in open hours (P4). */
import { type Locality, lastOpen, nextOpen } from '../calendar/quiet-hours'
import type { Poll } from './poll'

const hour = 3_600_000

/** A poll this short is over before a reminder could do more than disturb. */
const shortest = 4 * hour

/** Whoever is reminded later has no time left to answer, and the reminder only annoys. */
const lastCall = 2 * hour

/** Two reminders in one half of a working day are one too many (E4). */
const apart = 4 * hour

/**
 * At most two instants, ascending: inside open hours, after the opening, at least 2 h before the deadline, at least
 * 4 h from each other. None where there is no such instant, as over a weekend.
 */
export function reminderTimes(
  { openedAt, deadline }: Pick<Poll, 'openedAt' | 'deadline'>,
  locality: Locality,
): readonly Date[] {
  const [start, end] = [openedAt.getTime(), deadline.getTime()]
  if (end - start < shortest) return []
  const latest = new Date(end - lastCall)
  const times = [
    // Later only: an earlier half-time reminder would come while many still mean to answer.
    nextOpen(new Date((start + end) / 2), locality),
    dayBefore(new Date(end - 24 * hour), latest, locality),
  ]
  const possible = times.filter((time) => time > openedAt && time <= latest)
  return spread(possible.sort((one, other) => one.getTime() - other.getTime()))
}

/**
 * On to the next open hours, close to the end, where a reminder helps most. Where they come too late, as for a
 * deadline on Monday at 08:00, back to the last ones: better on Friday than not at all.
 */
function dayBefore(at: Date, latest: Date, locality: Locality): Date {
  const next = nextOpen(at, locality)
  return next <= latest ? next : lastOpen(at, locality)
}

/** Of two that are too close the later stays: by then fewer ballots are missing, and fewer people are disturbed. */
function spread([first, second]: readonly Date[]): readonly Date[] {
  if (!first || !second) return first ? [first] : []
  return second.getTime() - first.getTime() < apart ? [second] : [first, second]
}
