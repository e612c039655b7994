/** Who is not in a group's channel any more, as Teams tells by itself: a hint to compare, and never a mark on somebody. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { GroupView } from './view'

/** Accounts as an event of Teams names them. */
export interface TeamsAccounts {
  readonly teamsUserIds: readonly string[]
  /** In small letters. */
  readonly objectIds: readonly string[]
}

const named = ({ teamsUserIds, objectIds }: TeamsAccounts) =>
  sql`(m.teams_user_id = any(${[...teamsUserIds]}::text[]) or lower(m.aad_object_id) = any(${[...objectIds]}::text[]))`

/** Of those who are in the group whose channel it is; others are nobody's there. */
export async function noteDepartures(
  tx: Transaction,
  conversations: readonly string[],
  accounts: TeamsAccounts,
  at: Date,
): Promise<void> {
  await tx.run(
    raw(sql`insert into channel_departure (channel_id, member_id, network_id, at)
      select c.id, m.id, ${tx.networkId}, ${at}
      from channel c join membership ms on ms.group_id = c.group_id join member m on m.id = ms.member_id
      where c.conversation_id = any(${conversations}::text[]) and m.left_at is null and ${named(accounts)}
      on conflict (channel_id, member_id) do update set at = excluded.at`),
  )
}

/** They are back. */
export async function forgetDepartures(
  tx: Transaction,
  conversations: readonly string[],
  accounts: TeamsAccounts,
): Promise<void> {
  await tx.run(
    raw(sql`delete from channel_departure d using channel c, member m
      where c.id = d.channel_id and m.id = d.member_id
        and c.conversation_id = any(${conversations}::text[]) and ${named(accounts)}`),
  )
}

/** After the group was compared with all of its channels: who was in one of them is not gone. */
export async function forgetPresent(
  tx: Transaction,
  groupId: string,
  absent: readonly string[],
): Promise<void> {
  await tx.run(
    raw(sql`delete from channel_departure d using channel c
      where c.id = d.channel_id and c.group_id = ${groupId} and not (d.member_id = any(${absent}::uuid[]))`),
  )
}

/** Who still is in the group, and of whom Teams has told that they are not in one of its channels. */
export async function departedOf(
  tx: Transaction,
  groupId: string,
): Promise<NonNullable<GroupView['departed']>> {
  return tx.all(
    raw(sql<NonNullable<GroupView['departed']>[number]>`select distinct m.id, m.name, o.name as organisation
      from channel_departure d join channel c on c.id = d.channel_id
        join membership ms on ms.group_id = c.group_id and ms.member_id = d.member_id
        join member m on m.id = d.member_id join organisation o on o.id = m.organisation_id
      where c.group_id = ${groupId} and m.left_at is null order by m.name, m.id`),
  )
}

export async function forgetDeparturesOf(tx: Transaction, memberId: string): Promise<void> {
  await tx.run(queries.deleteFrom('channel_departure').where('member_id', '=', memberId))
}
