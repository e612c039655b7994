/** Reminders of rounds in the database: when they are due, that they are done. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'

export async function insertRoundReminders(
  tx: Transaction,
  roundId: string,
  times: readonly Date[],
): Promise<void> {
  if (times.length === 0) return
  const rows = times.map((due_at, i) => ({ network_id: tx.networkId, round_id: roundId, nth: i + 1, due_at }))
  await tx.run(queries.insertInto('round_reminder').values(rows))
}

export function dueRoundReminders(
  database: Database,
  at: Date,
): Promise<readonly { readonly network_id: string; readonly round_id: string }[]> {
  return database.ask(
    raw(sql<{ network_id: string; round_id: string }>`select * from due_round_reminders(${at})`),
  )
}

/** @returns how many of a round were due and are now done; two processes cannot both get one */
export async function takeRoundReminders(tx: Transaction, roundId: string, at: Date): Promise<number> {
  return tx.run(
    queries
      .updateTable('round_reminder')
      .set({ done_at: at })
      .where('round_id', '=', roundId)
      .where('done_at', 'is', null)
      .where('due_at', '<=', at),
  )
}

/** The service was down when they were due: the last of them comes later. */
export async function postponeRoundReminder(
  tx: Transaction,
  roundId: string,
  from: Date,
  to: Date,
): Promise<void> {
  await tx.run(
    raw(sql`update round_reminder set due_at = ${to}, done_at = null where round_id = ${roundId}
      and nth = (select max(nth) from round_reminder where round_id = ${roundId} and done_at = ${from})`),
  )
}
