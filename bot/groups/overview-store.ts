/** What the pages of the network and its groups show, read in one statement each. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type {
  Bench,
  GroupCard,
  GroupRole,
  GroupView,
  OrganisationLine,
  PersonLine,
  UnboundChannel,
} from './view'

export async function organisationLines(tx: Transaction): Promise<readonly OrganisationLine[]> {
  return tx.all(
    raw(sql<OrganisationLine>`
      select o.id, o.name, o.bench, o.sector, o.size,
        case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as parent,
        (select count(*)::int from member m where m.organisation_id = o.id and m.left_at is null) as people
      from organisation o left join organisation p on p.id = o.parent_id
      order by lower(o.name), o.id`),
  )
}

/** @param memberId whose roles and requests are told */
export async function groupCards(tx: Transaction, memberId: string): Promise<readonly GroupCard[]> {
  return tx.all(
    raw(sql<GroupCard>`
      select g.id, g.name, g.topic, g.kind, g.open, coalesce(c.people, 0) as people,
        coalesce(c.organisations, 0) as organisations, coalesce(c.coordinators, '{}') as coordinators,
        (select count(*)::int from channel ch where ch.group_id = g.id) as channels,
        (select role from membership own where own.group_id = g.id and own.member_id = ${memberId}) as role,
        exists (select from join_request r
          where r.group_id = g.id and r.member_id = ${memberId} and r.answered_at is null) as asked
      from working_group g
      left join (
        select ms.group_id, count(*)::int as people, count(distinct m.organisation_id)::int as organisations,
          array_agg(m.name order by m.name, m.id) filter (where ms.role = 'coordinator') as coordinators
        from membership ms join member m on m.id = ms.member_id where m.left_at is null group by ms.group_id
      ) c on c.group_id = g.id
      order by lower(g.name), g.id`),
  )
}

/** Conversations of several people in which the bot is, and that are no group's; the network's own with them. */
export async function unboundChannels(tx: Transaction): Promise<readonly UnboundChannel[]> {
  return tx.all(
    raw(sql<UnboundChannel>`select id, name, kind from channel
      where group_id is null and kind <> 'personal' and installed order by name nulls first, id`),
  )
}

export async function channelLines(tx: Transaction, groupId: string): Promise<GroupView['channels']> {
  return tx.all(
    raw(sql<GroupView['channels'][number]>`select id, name, kind, installed, language from channel
      where group_id = ${groupId} order by name nulls first, id`),
  )
}

export interface MemberRow {
  readonly id: string
  readonly name: string
  readonly role: GroupRole
  readonly organisationId: string
  readonly organisation: string
  readonly bench: Bench
  readonly teams: boolean
  readonly mail: string | null
}

/** By name; who has left the network is no member of anything. */
export async function memberRows(tx: Transaction, groupId: string): Promise<readonly MemberRow[]> {
  return tx.all(
    raw(sql<MemberRow>`
      select m.id, m.name, ms.role, o.id as "organisationId", o.name as organisation, o.bench,
        m.aad_object_id is not null as teams, m.mail
      from membership ms join member m on m.id = ms.member_id join organisation o on o.id = m.organisation_id
      where ms.group_id = ${groupId} and m.left_at is null order by m.name, m.id`),
  )
}

export interface PersonSearch {
  /** Part of a name, an organisation's name or a mail address; '' is everyone. */
  readonly words: string
  readonly most: number
}

export type PersonRow = Omit<PersonLine, 'doors'> & { readonly teams: boolean }

export async function personRows(
  tx: Transaction,
  { words, most }: PersonSearch,
): Promise<{ readonly rows: readonly PersonRow[]; readonly total: number }> {
  // What was typed is searched for letter by letter: no wildcards.
  const part = `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await tx.all(
    raw(sql<PersonRow & { total: number }>`
      select m.id, m.name, m.mail, m.office, m.aad_object_id as account, m.aad_object_id is not null as teams,
        json_build_object('id', o.id, 'name', o.name) as organisation,
        coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name, 'kind', g.kind, 'role', ms.role) order by g.name)
          from membership ms join working_group g on g.id = ms.group_id where ms.member_id = m.id), '[]') as groups,
        count(*) over ()::int as total
      from member m join organisation o on o.id = m.organisation_id
      where m.left_at is null and (lower(m.name) like ${part} or lower(o.name) like ${part} or lower(m.mail) like ${part})
      order by m.name, m.id limit ${most}`),
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
