/** Set-up codes in the database, as hashes; asked before there is a network, so through doors in the wall. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'

/** A new code in the place of an older one. @returns false: the tenant has a network, there is nothing to set up */
export async function keepSetUpCode(
  database: Database,
  tenantId: string,
  hash: string,
  at: Date,
): Promise<boolean> {
  const [row] = await database.ask(
    raw(sql<{ kept: boolean }>`select keep_set_up_code(${tenantId}, ${hash}, ${at}) as kept`),
  )
  return row?.kept ?? false
}

/** Uses it up in the transaction that founds the network. @returns false: not that tenant's, too old, or used */
export async function spendSetUpCode(
  tx: Transaction,
  tenantId: string,
  hash: string,
  at: Date,
  madeAfter: Date,
): Promise<boolean> {
  const row = await tx.first(
    raw(sql<{ used: boolean }>`select use_set_up_code(${tenantId}, ${hash}, ${at}, ${madeAfter}) as used`),
  )
  return row?.used ?? false
}
