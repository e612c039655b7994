/** The network of the transaction. */
import type { Transaction } from '../database/database'
import { queries } from '../database/query'
import type { Language } from './view'

export interface Network {
  readonly name: string
  readonly language: Language
  readonly zone: string
  /** `DE-NI`: whose public holidays count. */
  readonly state: string
}

export async function networkOf(tx: Transaction): Promise<Network | undefined> {
  return tx.first(
    queries
      .selectFrom('network')
      .select(['name', 'language', 'zone', 'state'])
      .where('id', '=', tx.networkId),
  )
}

/** Gives the network to a tenant: from then on its people can sign in. */
export async function setTenant(tx: Transaction, tenantId: string): Promise<void> {
  await tx.run(queries.updateTable('network').set({ tenant_id: tenantId }).where('id', '=', tx.networkId))
}
