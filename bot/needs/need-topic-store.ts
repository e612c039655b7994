/** Which topics an organisation may name, and under which one a name is found. */
import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Named, TopicView } from './view'

/** Under what a topic goes by now: one that was merged, perhaps more than once, is the one it has ended in. */
export function topicNow(id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(with recursive up as (
      select one.id, one.state, one.merged_into from topic one where one.id = ${id}
      union select next.id, next.state, next.merged_into from up join topic next on next.id = up.merged_into
        where up.state = 'merged')
    select up.id from up where up.state <> 'merged')`
}

/** The network's list and what the organisation has proposed itself, by name. */
export async function topicsFor(tx: Transaction, organisationId: string): Promise<readonly TopicView[]> {
  return tx.all(
    raw(sql<TopicView>`select id, name, state from topic
      where network_id = ${tx.networkId}
        and (state = 'listed' or (state = 'proposed' and proposed_by = ${organisationId}))
      order by name_key(name), id`),
  )
}

export async function regionsOf(tx: Transaction): Promise<readonly Named[]> {
  return tx.all(
    raw(sql<Named>`select id, name from region where network_id = ${tx.networkId} and removed_at is null
      order by name_key(name), id`),
  )
}

export async function isRegion(tx: Transaction, id: string): Promise<boolean> {
  const row = await tx.first(
    raw(
      sql<{
        id: string
      }>`select id from region where id = ${id} and network_id = ${tx.networkId} and removed_at is null`,
    ),
  )
  return row !== undefined
}

/** The topic of this id as the organisation may name it; one that was merged is the other. */
export async function topicById(
  tx: Transaction,
  id: string,
  organisationId: string,
): Promise<Named | undefined> {
  return tx.first(
    raw(sql<Named>`select t.id, t.name from topic own join topic t on t.id = ${topicNow(sql`own.id`)}
      where own.id = ${id} and own.network_id = ${tx.networkId}
        and (t.state = 'listed' or (t.state = 'proposed' and t.proposed_by = ${organisationId}))`),
  )
}

/** However it is written: a listed topic first, then one that was merged into another, then an own proposal. */
export async function topicByName(
  tx: Transaction,
  name: string,
  organisationId: string,
): Promise<Named | undefined> {
  return tx.first(
    raw(sql<Named>`select t.id, t.name from topic own join topic t on t.id = ${topicNow(sql`own.id`)}
      where own.network_id = ${tx.networkId} and name_key(own.name) = name_key(${name})
        and (t.state = 'listed' or (t.state = 'proposed' and t.proposed_by = ${organisationId}))
      order by own.state = 'listed' desc, own.state = 'merged' desc, own.id limit 1`),
  )
}

export async function countProposals(tx: Transaction, organisationId: string): Promise<number> {
  const row = await tx.first(
    raw(sql<{ count: number }>`select count(*)::int as count from topic
      where network_id = ${tx.networkId} and state = 'proposed' and proposed_by = ${organisationId}`),
  )
  return row?.count ?? 0
}

export async function proposeTopic(
  tx: Transaction,
  topic: Named,
  organisationId: string,
  at: Date,
): Promise<void> {
  await tx.run(
    raw(sql`insert into topic (id, network_id, name, state, proposed_by, made_at)
      values (${topic.id}, ${tx.networkId}, ${topic.name}, 'proposed', ${organisationId}, ${at})`),
  )
}
