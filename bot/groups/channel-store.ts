/** Conversations in which the bot is, and whose they are. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Language } from './view'

export interface Channel {
  readonly id: string
  readonly groupId: string | null
  readonly kind: 'channel' | 'group-chat' | 'personal'
  readonly conversationId: string
  readonly serviceUrl: string
}

/**
 * Where a group's posts go: its channels whose address is known. Also where the bot has been removed: what is for them
 * waits there, is seen in the ledger, and goes out when the bot is back.
 */
export async function channelsOf(tx: Transaction, groupId: string): Promise<readonly Channel[]> {
  const rows = await tx.all(
    queries
      .selectFrom('channel')
      .selectAll()
      .where('group_id', '=', groupId)
      .where('service_url', 'is not', null)
      .orderBy('id'),
  )
  return rows.map(read)
}

export async function channelOf(tx: Transaction, conversationId: string): Promise<Channel | undefined> {
  const row = await tx.first(
    queries.selectFrom('channel').selectAll().where('conversation_id', '=', conversationId),
  )
  return row && read(row)
}

export interface Installation {
  readonly id: string
  readonly kind: Channel['kind']
  readonly conversationId: string
  readonly teamId: string | null
  /** The team's group in Entra, by which Graph knows it. */
  readonly teamGroupId: string | null
  /** As Teams tells it, now and then: what its other channels know of it holds for each. */
  readonly teamName: string | null
  readonly serviceUrl: string
  /** As Teams tells it. */
  readonly name?: string | undefined
  /** Whose personal chat it is. */
  readonly memberId?: string | undefined
  readonly at: Date
}

const nameOfTeam = (teamId: string | null) =>
  sql`(select max(o.team_name) from channel o where o.team_id = ${teamId})`

/** Notes that the bot is in a conversation and where Teams is to be reached for it. */
export async function noteInstalled(tx: Transaction, at: Installation): Promise<void> {
  await tx.run(
    raw(sql`insert into channel (id, network_id, kind, conversation_id, team_id, team_group_id, service_url, installed, name,
        member_id, used_at, team_name)
      values (${at.id}, ${tx.networkId}, ${at.kind}, ${at.conversationId}, ${at.teamId}, ${at.teamGroupId}, ${at.serviceUrl}, true,
        ${at.name ?? null}, ${at.memberId ?? null}, ${at.at}, coalesce(${at.teamName}, ${nameOfTeam(at.teamId)}))
      on conflict (network_id, conversation_id) do update
        set service_url = excluded.service_url, installed = true, used_at = excluded.used_at,
            team_id = coalesce(excluded.team_id, channel.team_id),
            team_group_id = coalesce(excluded.team_group_id, channel.team_group_id),
            name = coalesce(excluded.name, channel.name),
            team_name = coalesce(excluded.team_name, channel.team_name),
            member_id = coalesce(excluded.member_id, channel.member_id)`),
  )
}

/** Chats of people who are no members, and in which nothing has happened since; whoever writes there makes it anew. */
export function forgetStrangers(tx: Transaction, before: Date, most: number): Promise<number> {
  return tx.run(
    raw(sql`delete from channel where id in (
      select c.id from channel c where c.kind = 'personal' and c.member_id is null and c.used_at < ${before}
      order by c.id limit ${most} for update skip locked)`),
  )
}

/**
 * An app is installed into a team as a whole, and Teams tells that in one of its channels only. A private or shared one
 * to which it has still to be added refuses the first post, and the ledger says so.
 */
export async function noteTeamInstalled(tx: Transaction, teamId: string, serviceUrl: string): Promise<void> {
  await tx.run(
    queries
      .updateTable('channel')
      .set({ installed: true, service_url: serviceUrl })
      .where('team_id', '=', teamId)
      .where('kind', '=', 'channel'),
  )
}

/** The groups that meet in these conversations, those of the one that is named first before the others. */
export async function groupsOf(
  tx: Transaction,
  conversations: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ group_id: string }>`select c.group_id from channel c
      where c.conversation_id = any(${conversations}::text[]) and c.group_id is not null and c.installed
      order by array_position(${conversations}::text[], c.conversation_id)`),
  )
  return [...new Set(rows.map(({ group_id }) => group_id))]
}

/** Conversations of a team in which the bot is or was. */
export async function channelsOfTeam(tx: Transaction, teamId: string): Promise<readonly string[]> {
  const rows = await tx.all(
    queries.selectFrom('channel').select('conversation_id').where('team_id', '=', teamId).orderBy('id'),
  )
  return rows.map((row) => row.conversation_id)
}

/** All that is known of its channels bears the new name. */
export async function renameTeam(tx: Transaction, teamId: string, name: string): Promise<void> {
  await tx.run(queries.updateTable('channel').set({ team_name: name }).where('team_id', '=', teamId))
}

export async function renameChannel(tx: Transaction, conversationId: string, name: string): Promise<void> {
  await tx.run(queries.updateTable('channel').set({ name }).where('conversation_id', '=', conversationId))
}

export async function noteRemoved(tx: Transaction, conversations: readonly string[]): Promise<void> {
  if (conversations.length === 0) return
  await tx.run(
    queries.updateTable('channel').set({ installed: false }).where('conversation_id', 'in', conversations),
  )
}

/** Gives a conversation to a group; null makes it the network's own. Its team may be known from another channel. */
export async function bindChannel(
  tx: Transaction,
  at: {
    readonly id: string
    readonly kind: Channel['kind']
    readonly conversationId: string
    readonly teamId: string | null
  },
  groupId: string | null,
): Promise<void> {
  await tx.run(
    raw(sql`insert into channel (id, network_id, group_id, kind, conversation_id, team_id, service_url, installed, team_name)
      select ${at.id}, ${tx.networkId}, ${groupId}, ${at.kind}, ${at.conversationId}, ${at.teamId},
        max(o.service_url), count(*) > 0, max(o.team_name)
      from channel o where o.team_id = ${at.teamId} and o.kind = 'channel' and o.installed
      on conflict (network_id, conversation_id) do update set group_id = excluded.group_id`),
  )
}

/** Channel id -> name, as far as Teams has told it. */
export async function channelNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; name: string }>`select id, concat_ws(' › ', team_name, name) as name
      from channel where id::text = any(${ids}::text[])`),
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** @returns the conversation and its group; undefined where it is unknown, or a person's own */
export async function sharedChannel(
  tx: Transaction,
  channelId: string,
): Promise<{ readonly conversationId: string; readonly groupId: string | null } | undefined> {
  const row = await tx.first(
    queries
      .selectFrom('channel')
      .select(['conversation_id', 'group_id'])
      .where('id', '=', channelId)
      .where('kind', '<>', 'personal'),
  )
  return row && { conversationId: row.conversation_id, groupId: row.group_id }
}

/** Shared conversations that have no language of their own. */
export async function conversationsSpeaking(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.all(
    queries
      .selectFrom('channel')
      .select('conversation_id')
      .where('language', 'is', null)
      .where('kind', '<>', 'personal')
      .orderBy('id'),
  )
  return rows.map((row) => row.conversation_id)
}

/** @param language null: the network's */
export async function setChannelLanguage(
  tx: Transaction,
  channelId: string,
  language: Language | null,
): Promise<void> {
  await tx.run(queries.updateTable('channel').set({ language }).where('id', '=', channelId))
}

function read(row: {
  id: string
  group_id: string | null
  kind: Channel['kind']
  conversation_id: string
  service_url: string | null
}): Channel {
  return {
    id: row.id,
    groupId: row.group_id,
    kind: row.kind,
    conversationId: row.conversation_id,
    serviceUrl: row.service_url ?? '',
  }
}

/**
 * Gives a conversation of several people to a group, or with null back to the network.
 * @returns the group that has it already: it is not taken away from one by giving it to another
 */
export async function bindKnownChannel(
  tx: Transaction,
  channelId: string,
  groupId: string | null,
): Promise<'bound' | 'unknown' | { readonly groupId: string }> {
  const row = await tx.first(
    queries
      .selectFrom('channel')
      .select('group_id')
      .where('id', '=', channelId)
      .where('kind', '<>', 'personal')
      .forUpdate(),
  )
  if (!row) return 'unknown'
  if (groupId && row.group_id && row.group_id !== groupId) return { groupId: row.group_id }
  await tx.run(queries.updateTable('channel').set({ group_id: groupId }).where('id', '=', channelId))
  return 'bound'
}
