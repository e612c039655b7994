/** How long things are kept, in the database. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { type RetentionKind, retentionKinds } from '../keeping/retention'
import { retentionRules } from './retention'

/** Days, for every kind. */
export async function retentionOf(tx: Transaction): Promise<Readonly<Record<RetentionKind, number>>> {
  const rows = await tx.all(queries.selectFrom('retention').select(['kind', 'days']))
  const set = new Map(rows.map(({ kind, days }) => [kind, days]))
  return Object.fromEntries(
    retentionKinds.map((kind) => [kind, set.get(kind) ?? retentionRules[kind].usual]),
  ) as Record<RetentionKind, number>
}

export async function setRetention(tx: Transaction, kind: RetentionKind, days: number): Promise<void> {
  await tx.run(
    queries
      .insertInto('retention')
      .values({ network_id: tx.networkId, kind, days })
      .onConflict((conflict) => conflict.columns(['network_id', 'kind']).doUpdateSet({ days })),
  )
}

export async function allNetworks(database: Database): Promise<readonly string[]> {
  const rows = await database.ask(raw(sql<{ network_id: string }>`select * from all_networks()`))
  return rows.map((row) => row.network_id)
}

export async function personOf(
  tx: Transaction,
  memberId: string,
): Promise<
  | { readonly id: string; readonly name: string; readonly organisation: string; readonly erased: boolean }
  | undefined
> {
  return tx.first(
    queries
      .selectFrom('member')
      .innerJoin('organisation', 'organisation.id', 'member.organisation_id')
      .select(['member.id', 'member.name', 'organisation.name as organisation'])
      .select((is) => is('member.erased_at', 'is not', null).as('erased'))
      .where('member.id', '=', memberId),
  ) as Promise<
    | { readonly id: string; readonly name: string; readonly organisation: string; readonly erased: boolean }
    | undefined
  >
}
