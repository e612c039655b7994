/** What is kept for a time: every word registers how it forgets, in bounded batches. */
import type { Transaction } from '../database/database'

/** In the order in which they are shown and carried out. */
export const retentionKinds = [
  'answers',
  'deliveries',
  'notices',
  'participation',
  'requests',
  'left',
  'strangers',
  'activities',
  'audit',
] as const

export type RetentionKind = (typeof retentionKinds)[number]

export interface RetentionStep {
  readonly kind: Exclude<RetentionKind, 'left' | 'audit'>
  /**
   * Forgets what is older, at most so many; whatever somebody else holds at the moment waits for the next round.
   * @returns how many were forgotten
   */
  forget(tx: Transaction, before: Date, most: number): Promise<number>
}
