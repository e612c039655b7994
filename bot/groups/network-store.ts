/** The network of the transaction. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Language, NetworkLine } from './view'

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

export async function saveNetwork(tx: Transaction, { name, language, zone, state }: Network): Promise<void> {
  await tx.run(
    queries.updateTable('network').set({ name, language, zone, state }).where('id', '=', tx.networkId),
  )
}

/** The network as it speaks in one of its conversations: a channel can have a language of its own. */
export async function networkIn(tx: Transaction, conversationId: string): Promise<Network | undefined> {
  return tx.first(
    raw(sql<Network>`select n.name, coalesce(c.language, n.language) as language, n.zone, n.state
      from network n left join channel c on c.conversation_id = ${conversationId} where n.id = ${tx.networkId}`),
  )
}

/** The network's own tenant, in small letters. */
export async function tenantOf(tx: Transaction): Promise<string> {
  const row = await tx.first(queries.selectFrom('network').select('tenant_id').where('id', '=', tx.networkId))
  return row?.tenant_id ?? ''
}

/** Gives the network to a tenant: from then on its people can sign in. */
export async function setTenant(tx: Transaction, tenantId: string): Promise<void> {
  await tx.run(queries.updateTable('network').set({ tenant_id: tenantId }).where('id', '=', tx.networkId))
}

/** All networks to which the person behind a member belongs, by name. Empty where there is no account. */
export async function networksOfMember(tx: Transaction, memberId: string): Promise<readonly NetworkLine[]> {
  return tx.all(raw(sql<NetworkLine>`select id, name from networks_of_member(${memberId})`))
}

/** Notes for which network a chat stands from now on. @param chat its conversation, or what stands for the tab */
export async function chooseFor(tx: Transaction, memberId: string, chat: string, at: Date): Promise<void> {
  const chosen = { network_id: tx.networkId, member_id: memberId, conversation_id: chat, chosen_at: at }
  await tx.run(
    queries
      .insertInto('chat_choice')
      .values(chosen)
      .onConflict((conflict) =>
        conflict.columns(['member_id', 'conversation_id']).doUpdateSet({ chosen_at: at }),
      ),
  )
}
