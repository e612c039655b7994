/** What fast-check makes of polls: drafts, ballots, polls as they stand in the middle of their life. */
import * as fc from 'fast-check'
import { kindOf, offers } from '../../bot/polls/kinds'
import type { Marks } from '../../bot/polls/kinds/kind'
import { type OpeningFacts, openPoll } from '../../bot/polls/opening'
import type { Poll } from '../../bot/polls/poll'
import { isRefusal } from '../../bot/refusal'

export const zone = 'Europe/Berlin'
export const now = new Date('2026-11-23T09:00:00+01:00')
export const facts: OpeningFacts = { id: 'p', groupId: 'g', openedBy: 'm', voters: 20, zone, now }

export const draft = {
  question: 'Welches Thema?',
  answers: ['A', 'B', 'C'],
  kind: 'single',
  date: '2026-11-30',
  time: '12:00',
  secrecy: 'named-live',
}

/** For callers to whom a refusal would be a mistake of the test. */
export function accepted<T extends object>(value: T): Exclude<T, { readonly refusal: true }> {
  if (isRefusal(value)) throw new Error(`refused: ${value.code}`)
  return value as Exclude<T, { readonly refusal: true }>
}

export function opened(changes: Partial<typeof draft> = {}, more: Partial<OpeningFacts> = {}): Poll {
  return accepted(openPoll({ ...draft, ...changes }, { ...facts, ...more }))
}

/** Labels that no reader would take for the same one. */
export const labels = (fewest: number, most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: fewest, maxLength: most })
    .map((numbers) => numbers.map((n) => `Thema ${n}`))

/** A poll of any kind that has just been opened. */
export const anyPoll: fc.Arbitrary<Poll> = fc
  .record({ kind: fc.constantFrom(...offers), answers: labels(2, 20), ends: labels(2, 2) })
  .map(({ kind, answers, ends }) => opened({ kind, answers: kind.startsWith('scale') ? ends : answers }))

/** A valid ballot of that poll. */
export const ballotOf = (poll: Poll): fc.Arbitrary<readonly string[]> =>
  fc.subarray(
    poll.options.map((option) => option.id),
    { minLength: 1, maxLength: Math.min(poll.most, poll.options.length) },
  )

export function marksOf(poll: Poll, chosen: readonly string[]): Marks {
  return accepted(kindOf(poll).readBallot(chosen, poll))
}
