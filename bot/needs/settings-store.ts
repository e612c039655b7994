/** The network's settings for rounds, in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { NeedSettings } from './settings'

export async function needSettings(tx: Transaction): Promise<NeedSettings> {
  const row = await tx.first(
    raw(sql<NeedSettings>`select least_families as "leastFamilies", least_distance as "leastDistance",
        runs_until::text as "runsUntil" from network where id = ${tx.networkId}`),
  )
  if (!row) throw new Error('the transaction has no network')
  return row
}

export async function saveNeedSettings(tx: Transaction, settings: NeedSettings): Promise<void> {
  const { leastFamilies, leastDistance, runsUntil } = settings
  await tx.run(
    raw(sql`update network set least_families = ${leastFamilies}, least_distance = ${leastDistance},
      runs_until = ${runsUntil}::date where id = ${tx.networkId}`),
  )
}
