/** Seats of the committee as rules: whom they may hold, how long, and that there is one chair at a time. */
import { DateTime } from 'luxon'
import { type Refusal, refuse } from '../refusal'
import type { TermState } from './view'

/** Days as `2027-01-31`, which sort as they follow each other; null: since ever, without end. */
export interface Term {
  readonly from: string | null
  readonly to: string | null
}

export interface Seat extends Term {
  readonly id: string
  readonly organisationId: string
  readonly holderId: string | null
  readonly deputyId: string | null
  readonly chair: boolean
  /** The seat is no more. */
  readonly ended: boolean
}

/** Somebody who is to sit in it, as the register of people has them. */
export interface Person {
  readonly id: string
  readonly organisationId: string
  readonly left: boolean
  /** The person's organisation and the seat's have an ancestor in common, or are one. */
  readonly sameFamily: boolean
}

/** A day that the calendar has, in this century or the ones beside it: what else is typed is a slip. */
function isDay(day: string | null): boolean {
  return day === null || (/^(19|20|21)/.test(day) && DateTime.fromISO(day).isValid)
}

export function termRefusal({ from, to }: Term): Refusal | undefined {
  if (!isDay(from) || !isDay(to)) return refuse('committee:no-such-day', {}, 422)
  return from !== null && to !== null && to < from ? refuse('committee:term-backwards', {}, 422) : undefined
}

export function termState({ from, to }: Term, today: string): TermState {
  if (from !== null && today < from) return 'before'
  return to !== null && today > to ? 'after' : 'now'
}

export function overlap(one: Term, other: Term): boolean {
  const startsInTime = (a: Term, b: Term) => a.from === null || b.to === null || a.from <= b.to
  return startsInTime(one, other) && startsInTime(other, one)
}

/** Fills a vacant seat; a seat that is held is vacated first, so that nobody loses one by a slip. */
export function fill(seat: Seat, person: Person | undefined, others: readonly Seat[]): Seat | Refusal {
  if (seat.holderId !== null && seat.holderId === person?.id) return seat
  const no =
    endedRefusal(seat) ??
    (seat.holderId === null ? undefined : refuse('committee:seat-held')) ??
    personRefusal(person) ??
    (person?.organisationId === seat.organisationId
      ? undefined
      : refuse('committee:not-of-organisation', {}, 422)) ??
    (person && heldTwice(seat, person.id, others))
  if (no || !person) return no ?? refuse('committee:no-member', {}, 422)
  return { ...seat, holderId: person.id }
}

/** @param person null: nobody stands in any more */
export function nameDeputy(seat: Seat, person: Person | undefined | null): Seat | Refusal {
  const ended = endedRefusal(seat)
  if (ended) return ended
  if (person === null) return { ...seat, deputyId: null }
  const no =
    (seat.holderId === null ? refuse('committee:no-holder') : undefined) ??
    personRefusal(person) ??
    (person?.id === seat.holderId ? refuse('committee:same-person', {}, 422) : undefined) ??
    (person?.sameFamily ? undefined : refuse('committee:not-of-family', {}, 422))
  if (no || !person) return no ?? refuse('committee:no-member', {}, 422)
  return { ...seat, deputyId: person.id }
}

/** @param people who sit there: a term that was over has bound nobody, and they may have gone elsewhere */
export function setTerm(
  seat: Seat,
  term: Term,
  others: readonly Seat[],
  { holder, deputy }: { readonly holder?: Person | undefined; readonly deputy?: Person | undefined } = {},
): Seat | Refusal {
  const longer = { ...seat, from: term.from, to: term.to }
  const no =
    endedRefusal(seat) ??
    termRefusal(term) ??
    (seat.chair ? secondChair(longer, others) : undefined) ??
    (seat.holderId === null ? undefined : heldTwice(longer, seat.holderId, others)) ??
    (holder && holder.organisationId !== seat.organisationId
      ? refuse('committee:not-of-organisation', {}, 422)
      : undefined) ??
    (deputy && !deputy.sameFamily ? refuse('committee:not-of-family', {}, 422) : undefined)
  return no ?? longer
}

export function setChair(seat: Seat, chair: boolean, others: readonly Seat[]): Seat | Refusal {
  const ended = endedRefusal(seat)
  if (ended) return ended
  if (!chair) return { ...seat, chair: false }
  if (seat.holderId === null) return refuse('committee:no-holder')
  return secondChair(seat, others) ?? { ...seat, chair: true }
}

/** With the holder go the chair and the deputy, who stood in for just this person. */
export function vacate(seat: Seat): Seat | Refusal {
  return endedRefusal(seat) ?? { ...seat, holderId: null, deputyId: null, chair: false }
}

export function end(seat: Seat): Seat | Refusal {
  return endedRefusal(seat) ?? { ...seat, ended: true }
}

function endedRefusal(seat: Seat): Refusal | undefined {
  return seat.ended ? refuse('committee:seat-ended') : undefined
}

function personRefusal(person: Person | undefined): Refusal | undefined {
  if (!person) return refuse('committee:no-member', {}, 422)
  return person.left ? refuse('committee:has-left', {}, 422) : undefined
}

/** Seats vote, one ballot each: who held two at a time would have two. */
function heldTwice(seat: Seat, personId: string, others: readonly Seat[]): Refusal | undefined {
  const held = others.some(
    (other) => other.id !== seat.id && !other.ended && other.holderId === personId && overlap(other, seat),
  )
  return held ? refuse('committee:holds-another') : undefined
}

function secondChair(seat: Seat, others: readonly Seat[]): Refusal | undefined {
  const taken = others.some(
    (other) => other.id !== seat.id && !other.ended && other.chair && overlap(other, seat),
  )
  return taken ? refuse('committee:second-chair') : undefined
}
