/** The audit log: who did what, when, by which door. It can be added to and read, never changed. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Door } from './door'

export interface Deed {
  readonly at: Date
  /** null: the service by itself. */
  readonly by: { readonly id: string; readonly door: Door } | null
  /** `<word>.<verb>`, as the route that did it: the log shows the text `audit:name.<word>-<verb>`. */
  readonly what: `${string}.${string}`
  readonly matter?: { readonly kind: string; readonly id: string }
  /**
   * Ids, codes and numbers. No names of people (erasing one leaves the log whole), no texts of messages, never a ballot.
   * How each key is said stands in bot/data/deed-words.ts.
   */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>
}

/**
 * Writes it down in the transaction that does it, as the last of its statements: it waits for the network's other
 * entries, so whoever waits for something else after it could wait in a circle. Whoever did it is therefore held before: an
 * erasure has the person first and then its entry.
 */
export async function record(tx: Transaction, { at, by, what, matter, data = {} }: Deed): Promise<void> {
  if (by) await tx.run(raw(sql`select from member where id = ${by.id} for key share`))
  await tx.all(
    raw(sql`select audit(${at}, ${by?.id ?? null}, ${by?.door ?? 'service'}, ${what}, ${matter?.kind ?? null},
      ${matter?.id ?? null}, ${JSON.stringify(data)}::jsonb)`),
  )
}
