/** How a person is reached without being asked for: in the personal chat, else by mail (E4). */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'

export interface Reach {
  readonly memberId: string
  /** The chat, or `mail:<member id>`. */
  readonly conversationId: string
  /** Empty for mail. */
  readonly serviceUrl: string
}

/**
 * @param mail whether mail is set up
 * @returns one way for each person that has one; a chat that is shut (blocked, removed) is none
 */
export async function reachOf(
  tx: Transaction,
  memberIds: readonly string[],
  mail: boolean,
): Promise<readonly Reach[]> {
  const rows = await tx.all(
    raw(sql<{ id: string; mail: string | null; conversation_id: string | null; service_url: string | null }>`
      select distinct on (m.id) m.id, m.mail, c.conversation_id, c.service_url
      from member m
      left join channel c on c.member_id = m.id and c.kind = 'personal' and c.installed and c.service_url is not null
        and not exists (select from lane l where l.conversation_id = c.conversation_id and l.shut is not null)
      where m.id = any(${memberIds}::uuid[]) and m.left_at is null
      order by m.id, c.conversation_id`),
  )
  return rows.flatMap(({ id, mail: address, conversation_id, service_url }): readonly Reach[] => {
    if (conversation_id)
      return [{ memberId: id, conversationId: conversation_id, serviceUrl: service_url ?? '' }]
    return mail && address ? [{ memberId: id, conversationId: `mail:${id}`, serviceUrl: '' }] : []
  })
}

export interface Addressee {
  readonly name: string
  readonly language: 'de' | 'en'
  readonly mail: string | null
}

export async function addresseeOf(tx: Transaction, memberId: string): Promise<Addressee | undefined> {
  return tx.first(raw(sql<Addressee>`select name, language, mail from member where id = ${memberId}`))
}

/** Of the electorate of a poll: who has no account in Teams, and so sees no channel. */
export async function withoutTeams(
  tx: Transaction,
  memberIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select id from member
      where id = any(${memberIds}::uuid[]) and aad_object_id is null order by id`),
  )
  return rows.map((row) => row.id)
}

/** People of these groups (all when null) whom neither Teams nor mail reaches, by name. */
export async function unreachable(
  tx: Transaction,
  groupIds: readonly string[] | null,
  mail: boolean,
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{
      name: string
    }>`select distinct m.name, m.id from member m join membership ms on ms.member_id = m.id
      where m.aad_object_id is null and m.left_at is null and (m.mail is null or not ${mail})
        and (${groupIds === null} or ms.group_id = any(${groupIds ?? []}::uuid[]))
      order by m.name, m.id limit 100`),
  )
  return rows.map((row) => row.name)
}
