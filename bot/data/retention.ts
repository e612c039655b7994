/** How long each kind of record is kept: what holds until the office says otherwise, and within which bounds it may. */
import type { RetentionKind } from '../keeping/retention'
import { type Refusal, refuse } from '../refusal'

export interface RetentionRule {
  /** Days. */
  readonly usual: number
  readonly least: number
  readonly most: number
}

export const retentionRules: Readonly<Record<RetentionKind, RetentionRule>> = {
  // Long enough to send a failed one again after a fortnight's holiday.
  answers: { usual: 14, least: 1, most: 90 },
  // A month is what sums and repairs of the ledger look back on at the most.
  deliveries: { usual: 180, least: 30, most: 1095 },
  // E4 counts over a week.
  notices: { usual: 180, least: 30, most: 1095 },
  // Minutes and the next quarter's meeting still look back on who was asked.
  participation: { usual: 365, least: 30, most: 1825 },
  // Who was turned down asks why for a while; whoever is in knows it anyway.
  requests: { usual: 180, least: 30, most: 1095 },
  // Who comes back within it is the same person; a week takes back what was a mistake.
  left: { usual: 180, least: 7, most: 1095 },
  // Who asks to be taken in writes again within it, and the chat is known anew with that.
  strangers: { usual: 30, least: 1, most: 180 },
  // Teams repeats within a minute.
  activities: { usual: 1, least: 1, most: 30 },
  // Limitation begins with the end of the year and runs three years (BGB 195, 199); the database refuses less than one.
  audit: { usual: 1460, least: 365, most: 3650 },
}

export function checkDays(kind: RetentionKind, days: number): Refusal | undefined {
  const { least, most } = retentionRules[kind]
  return days >= least && days <= most ? undefined : refuse('data:out-of-bounds', { least, most, days }, 422)
}

/** Older than this is forgotten. */
export function keptSince(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}
