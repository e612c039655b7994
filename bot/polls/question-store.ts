/** Polls by their question alone. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'

/** Poll id -> question. */
export async function questionsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; question: string }>`select id, question from poll where id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map((row) => [row.id, row.question]))
}
