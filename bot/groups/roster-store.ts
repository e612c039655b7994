/** Accounts in Teams of the network's people, in the database. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'
import type { KnownAccount, RosterPerson } from './roster'

/**
 * Everybody of the network who has not left.
 *
 * @param groupId whose members are told apart; null: of no group
 * @param like only who has this account or mail address; absent: all
 */
export async function knownAccounts(
  tx: Transaction,
  groupId: string | null,
  like?: RosterPerson,
): Promise<readonly KnownAccount[]> {
  return tx.all(
    raw(sql<KnownAccount>`
      select m.id as "memberId", m.aad_object_id as "objectId", m.mail, ms.member_id is not null as "inGroup"
      from member m left join membership ms on ms.member_id = m.id and ms.group_id = ${groupId}
      where m.left_at is null and (${like === undefined} or lower(m.mail) = lower(${like?.mail ?? null})
        or lower(m.aad_object_id) = ${like?.objectId ?? null}) order by m.id`),
  )
}

/**
 * Gives members the accounts under which Teams knows them. Who has one by now keeps it, and an account is one person's.
 * @returns the ids of those who got one
 */
export async function linkAccounts(
  tx: Transaction,
  accounts: readonly { readonly memberId: string; readonly person: RosterPerson }[],
): Promise<readonly string[]> {
  if (accounts.length === 0) return []
  const rows = await tx.all(
    raw(sql<{ id: string }>`
      update member set aad_object_id = n.object_id, teams_user_id = n.teams_user_id
      from unnest(${accounts.map((one) => one.memberId)}::uuid[], ${accounts.map(({ person }) => person.objectId)}::text[],
                  ${accounts.map(({ person }) => person.teamsUserId)}::text[]) as n(id, object_id, teams_user_id)
      where member.id = n.id and member.aad_object_id is null and member.left_at is null
        and not exists (select from member other where other.aad_object_id = n.object_id)
      returning member.id`),
  )
  return rows.map(({ id }) => id)
}

export async function peopleByIds(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string; readonly organisation: string }[]> {
  return tx.all(
    raw(sql<{ id: string; name: string; organisation: string }>`
      select m.id, m.name, o.name as organisation from member m join organisation o on o.id = m.organisation_id
      where m.id = any(${ids}::uuid[]) order by m.name, m.id`),
  )
}

export interface GroupChannel {
  readonly network_id: string
  readonly group_id: string
  readonly conversation_id: string
  readonly service_url: string
}

/** Of all networks in which somebody is known by a mail address alone. */
export function groupChannels(database: Database): Promise<readonly GroupChannel[]> {
  return database.ask(raw(sql<GroupChannel>`select * from group_channels()`))
}
