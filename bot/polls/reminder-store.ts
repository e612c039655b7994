/** Reminders in the database: when they are due, and that they are done. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'

export async function insertReminders(
  tx: Transaction,
  pollId: string,
  times: readonly Date[],
): Promise<void> {
  if (times.length === 0) return
  const rows = times.map((due_at, i) => ({ network_id: tx.networkId, poll_id: pollId, nth: i + 1, due_at }))
  await tx.run(queries.insertInto('reminder').values(rows))
}

export function dueReminders(
  database: Database,
  at: Date,
): Promise<readonly { readonly network_id: string; readonly poll_id: string }[]> {
  return database.ask(raw(sql<{ network_id: string; poll_id: string }>`select * from due_reminders(${at})`))
}

/** @returns how many of a poll were due and are now done; two processes cannot both get one */
export async function takeReminders(tx: Transaction, pollId: string, at: Date): Promise<number> {
  return tx.run(
    queries
      .updateTable('reminder')
      .set({ done_at: at })
      .where('poll_id', '=', pollId)
      .where('done_at', 'is', null)
      .where('due_at', '<=', at),
  )
}

/** The service was down when they were due: the last of them comes later. */
export async function postpone(tx: Transaction, pollId: string, from: Date, to: Date): Promise<void> {
  await tx.run(
    raw(sql`update reminder set due_at = ${to}, done_at = null
            where poll_id = ${pollId} and nth = (select max(nth) from reminder where poll_id = ${pollId} and done_at = ${from})`),
  )
}

/** Whose ballot is missing. */
export async function missingVoters(tx: Transaction, pollId: string): Promise<readonly string[]> {
  const rows = await tx.all(
    queries
      .selectFrom('voter')
      .select('member_id')
      .where('poll_id', '=', pollId)
      .where('took_part', '=', false)
      .orderBy('member_id'),
  )
  return rows.map((row) => row.member_id)
}

export async function tookPart(
  tx: Transaction,
  pollId: string,
  memberId: string,
): Promise<boolean | undefined> {
  const row = await tx.first(
    queries
      .selectFrom('voter')
      .select('took_part')
      .where('poll_id', '=', pollId)
      .where('member_id', '=', memberId),
  )
  return row?.took_part
}
