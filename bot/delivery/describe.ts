/** Words say what their matters are called; the ledger itself knows no word. */
import type { Transaction } from '../database/database'

/** Matter id -> what people know it by (a poll's question). */
export type Describe = (tx: Transaction, matterIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** By kind of matter. */
export type Describers = Readonly<Record<string, Describe>>

export async function titlesOf(
  tx: Transaction,
  describers: Describers,
  rows: readonly { readonly matter_kind: string; readonly matter_id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const kinds = [...new Set(rows.map((row) => row.matter_kind))]
  const maps = await Promise.all(
    kinds.map(async (kind) => {
      const ids = rows.filter((row) => row.matter_kind === kind).map((row) => row.matter_id)
      return describers[kind]?.(tx, [...new Set(ids)]) ?? new Map<string, string>()
    }),
  )
  return new Map(maps.flatMap((map) => [...map]))
}
