/** Topics and regions of the network, in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Named, TopicView } from './view'

export interface Topic {
  readonly id: string
  readonly name: string
  readonly state: 'listed' | 'proposed' | 'merged' | 'removed'
  readonly proposedBy: string | null
  readonly madeAt: Date
}

const topicColumns = sql`id, name, state, proposed_by as "proposedBy", made_at as "madeAt"`

export async function topicById(tx: Transaction, id: string): Promise<Topic | undefined> {
  return tx.first(raw(sql<Topic>`select ${topicColumns} from topic where id = ${id}`))
}

/** However it is written. */
export async function listedTopicNamed(tx: Transaction, name: string): Promise<Topic | undefined> {
  return tx.first(
    raw(sql<Topic>`select ${topicColumns} from topic
      where state = 'listed' and name_key(name) = name_key(${name})`),
  )
}

/** More than this nobody reads through; who searches finds the others. */
const mostTopics = 200

/** Listed ones and the organisation's own proposals, by name. @param search part of the name, however it is written */
export async function topicsFor(
  tx: Transaction,
  organisationId: string,
  search: string,
): Promise<readonly TopicView[]> {
  return tx.all(
    raw(sql<TopicView>`select id, name, state from topic
      where network_id = ${tx.networkId} and (state = 'listed' or (state = 'proposed' and proposed_by = ${organisationId}))
        and (${search === ''} or position(name_key(${search}) in name_key(name)) > 0)
      order by state, name, id limit ${mostTopics}`),
  )
}

export async function listedTopics(tx: Transaction): Promise<readonly Named[]> {
  return tx.all(raw(sql<Named>`select id, name from topic where state = 'listed' order by name, id`))
}

/** Topic id -> name, whatever has become of it. */
export async function topicNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<Named>`select id, name from topic where id::text = any(${[...ids]}::text[])`),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Merged topic -> what has become of it at last. */
export async function mergedTopics(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; whole: string }>`with recursive up as (
        select id, merged_into as whole from topic where state = 'merged'
        union select up.id, t.merged_into from up join topic t on t.id = up.whole and t.state = 'merged')
      select up.id, up.whole from up join topic t on t.id = up.whole and t.state <> 'merged'`),
  )
  return new Map(rows.map(({ id, whole }) => [id, whole]))
}

export async function insertTopic(tx: Transaction, topic: Topic): Promise<void> {
  const { id, name, state, proposedBy, madeAt } = topic
  await tx.run(
    queries
      .insertInto('topic')
      .values({ id, network_id: tx.networkId, name, state, proposed_by: proposedBy, made_at: madeAt }),
  )
}

export async function renameTopicTo(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.run(queries.updateTable('topic').set({ name }).where('id', '=', id))
}

/** @param into of a merged one */
export async function setTopicState(
  tx: Transaction,
  id: string,
  state: Topic['state'],
  into: string | null = null,
): Promise<void> {
  await tx.run(queries.updateTable('topic').set({ state, merged_into: into }).where('id', '=', id))
}

export async function regionsOf(tx: Transaction): Promise<readonly Named[]> {
  return tx.all(raw(sql<Named>`select id, name from region where removed_at is null order by name, id`))
}

export async function regionNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<Named>`select id, name from region where id::text = any(${[...ids]}::text[])`),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Region and its name, while it is there. */
export async function regionById(tx: Transaction, id: string): Promise<Named | undefined> {
  return tx.first(raw(sql<Named>`select id, name from region where id = ${id} and removed_at is null`))
}

export async function insertRegion(tx: Transaction, { id, name }: Named): Promise<void> {
  await tx.run(queries.insertInto('region').values({ id, network_id: tx.networkId, name }))
}

export async function renameRegionTo(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.run(queries.updateTable('region').set({ name }).where('id', '=', id))
}

export async function markRegionRemoved(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.run(queries.updateTable('region').set({ removed_at: at }).where('id', '=', id))
}
