/** What the form of a quick poll must hold to become a poll. */
import { DateTime } from 'luxon'
import { isRefusal, type Refusal, refuse } from '../refusal'
import { kindOffering } from './kinds'
import type { Poll } from './poll'
import type { ResultRule } from './view'

/** Names and result together, so that no combination is offered that P5 forbids. */
export const secrecies: Readonly<
  Record<string, { readonly anonymous: boolean; readonly results: ResultRule }>
> = {
  'named-live': { anonymous: false, results: 'live' },
  'named-after-vote': { anonymous: false, results: 'after-vote' },
  'named-after-close': { anonymous: false, results: 'after-close' },
  anonymous: { anonymous: true, results: 'after-close' },
}

export interface Draft {
  readonly question: string
  /** Lines of the field "answers". */
  readonly answers: readonly string[]
  readonly kind: string
  /** As the date and time fields send them: `2026-11-27`, `12:00`, in the network's zone. */
  readonly date: string
  readonly time: string
  readonly secrecy: string
}

/** A poll may run for a year at the most: beyond that a deadline is a slip of the keyboard. */
const longestDays = 366

export interface OpeningFacts {
  readonly id: string
  readonly groupId: string
  readonly openedBy: string
  readonly voters: number
  readonly zone: string
  readonly now: Date
}

export function openPoll(draft: Draft, facts: OpeningFacts): Poll | Refusal {
  const offered = kindOffering(draft.kind)
  if (isRefusal(offered)) return offered
  const prepared = offered.kind.prepare(draft.kind, draft.answers)
  if (isRefusal(prepared)) return prepared
  const secrecy = Object.hasOwn(secrecies, draft.secrecy) ? secrecies[draft.secrecy] : undefined
  if (!secrecy) return refuse('polls:unknown-secrecy', {}, 422)
  const deadline = readDeadline(draft, facts)
  if (isRefusal(deadline)) return deadline
  if (facts.voters === 0) return refuse('polls:nobody-may-vote')
  return {
    id: facts.id,
    groupId: facts.groupId,
    kind: offered.name,
    question: draft.question,
    options: prepared.options,
    nextOption: prepared.options.length + 1,
    most: prepared.most,
    anonymous: secrecy.anonymous,
    results: secrecy.results,
    deadline,
    zone: facts.zone,
    state: 'open',
    openedBy: facts.openedBy,
    openedAt: facts.now,
    closedAt: null,
    voters: facts.voters,
    answered: 0,
    tally: {},
    revision: 1,
    refreshWaiting: false,
    places: null,
    electorate: 'group',
    draw: null,
  }
}

/**
 * P2: whether a form that comes once more says what this poll was opened with. What the coordinator has edited since is no
 * difference.
 * @param added options that were added after the opening
 */
export function saysSame(draft: Draft, poll: Poll, added: number): boolean {
  const { id, groupId, openedBy, voters, zone, openedAt: now } = poll
  const again = openPoll(draft, { id, groupId, openedBy, voters, zone, now })
  if (isRefusal(again)) return false
  const firsts = new Map(poll.options.map((option) => [option.id, option.first]))
  return (
    (['kind', 'question', 'most', 'anonymous', 'results'] as const).every(
      (key) => again[key] === poll[key],
    ) &&
    again.deadline.getTime() === poll.deadline.getTime() &&
    again.nextOption === poll.nextOption - added &&
    again.options.every((option) => (firsts.get(option.id) ?? option.first) === option.first)
  )
}

/** P3: an instant that lies ahead, but no further than a year. */
export function readDeadline(
  typed: Pick<Draft, 'date' | 'time'>,
  { zone, now }: Pick<OpeningFacts, 'zone' | 'now'>,
): Date | Refusal {
  const deadline = instantOf(typed, zone)
  if (!deadline) return refuse('polls:no-deadline', {}, 422)
  if (deadline <= now) return refuse('polls:deadline-past', { deadline, now, zone }, 422)
  if (DateTime.fromJSDate(deadline).diff(DateTime.fromJSDate(now), 'days').days > longestDays)
    return refuse('polls:deadline-far', { days: longestDays }, 422)
  return deadline
}

/** What a date and a time field name together; undefined: no such instant is in the calendar. */
export function instantOf({ date, time }: Pick<Draft, 'date' | 'time'>, zone: string): Date | undefined {
  const typed = `${date}T${time}`
  const local = DateTime.fromISO(typed, { zone })
  // Luxon moves a time that the clocks jump over: nobody asked for that one.
  const real = local.isValid && local.toFormat("yyyy-MM-dd'T'HH:mm") === typed
  return real ? earliest(local).toJSDate() : undefined
}

/** Of a time that October has twice, the first: whoever is early enough for it is early enough for both. */
function earliest(local: DateTime): DateTime {
  const before = local.minus({ hours: 1 })
  return before.toFormat('HH:mm') === local.toFormat('HH:mm') ? before : local
}

/** What the form proposes: in a week, at noon, and not on a weekend. */
export function proposedDeadline(now: Date, zone: string): { readonly date: string; readonly time: string } {
  const inAWeek = DateTime.fromJSDate(now, { zone }).plus({ days: 7 })
  const workday = inAWeek.weekday > 5 ? inAWeek.plus({ days: 8 - inAWeek.weekday }) : inAWeek
  return { date: workday.toFormat('yyyy-MM-dd'), time: '12:00' }
}
