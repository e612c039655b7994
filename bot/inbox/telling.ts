/** E4: what is told singly and what waits for the digest; pure rules over instants. */
import { type Locality, nextDigest, nextOpen, type Rhythm } from '../calendar/quiet-hours'

/** Unsolicited messages to one person in a week, own deadlines (P4) apart. */
export const mostSingly = 3
export const weekMs = 7 * 86_400_000

export interface Waiting {
  readonly id: string
  readonly notedAt: Date
}

export interface Telling {
  /** Each as a message of its own. */
  readonly singly: readonly string[]
  /** Put together into one message. */
  readonly digest: readonly string[]
}

/**
 * Secret ones go together in a message of their own, at most one by digest. They neither take one of the three from the
 * others nor wait for these: whoever sees when the others were told must see no gap.
 *
 * @param toldApart when the last of these messages went
 */
export function tellApart(
  waiting: readonly Waiting[],
  toldApart: Date | null,
  person: Locality & { readonly rhythm: Rhythm },
  now: Date,
): readonly string[] {
  if (nextOpen(now, person) > now) return []
  if (toldApart && nextDigest(toldApart, person.rhythm, person) > now) return []
  return waiting.map(({ id }) => id)
}

const nothing: Telling = { singly: [], digest: [] }

/**
 * @param waiting untold notices, oldest first
 * @param toldSingly how many were told singly in the last week
 */
export function tell(
  waiting: readonly Waiting[],
  toldSingly: number,
  person: Locality & { readonly rhythm: Rhythm },
  now: Date,
): Telling {
  // Quiet hours: everything waits until they are over.
  if (nextOpen(now, person) > now) return nothing
  const free = Math.max(0, mostSingly - toldSingly)
  const singly = waiting.slice(0, free)
  const rest = waiting.slice(free)
  const oldest = rest[0]
  const due = oldest !== undefined && nextDigest(oldest.notedAt, person.rhythm, person) <= now
  return { singly: singly.map(({ id }) => id), digest: due ? rest.map(({ id }) => id) : [] }
}
