/** What the pages of the network and its groups show, read in one statement each. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type {
  Bench,
  GroupCard,
  GroupRole,
  GroupView,
  LeftLine,
  OrganisationLine,
  OutsideView,
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
      where o.removed_at is null order by lower(o.name), o.id`),
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

/** Teams' General channel bears the id of its team, and no name. */
const naming = sql`name, team_name as team, coalesce(team_id = conversation_id, false) as general`
const inOrder = sql`order by team_name nulls first, general desc, name nulls last, id`

/** Conversations of several people in which the bot is, and that are no group's; the network's own with them. */
export async function unboundChannels(tx: Transaction): Promise<readonly UnboundChannel[]> {
  return tx.all(
    raw(sql<UnboundChannel>`select id, ${naming}, kind from channel
      where group_id is null and kind <> 'personal' and installed ${inOrder}`),
  )
}

export async function channelLines(tx: Transaction, groupId: string): Promise<GroupView['channels']> {
  return tx.all(
    raw(sql<GroupView['channels'][number]>`select id, ${naming}, kind, installed, language from channel
      where group_id = ${groupId} ${inOrder}`),
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

/** What was typed is searched for letter by letter: no wildcards. */
const likeness = (words: string) => `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

/** Of the network and not of the group, whose name or organisation has that part. */
export async function peopleOutside(
  tx: Transaction,
  groupId: string,
  words: string,
  most: number,
): Promise<OutsideView['people']> {
  const part = likeness(words)
  return tx.all(
    raw(sql<OutsideView['people'][number]>`
      select m.id, m.name, o.name as organisation from member m join organisation o on o.id = m.organisation_id
      where m.left_at is null and (lower(m.name) like ${part} or lower(o.name) like ${part})
        and not exists (select from membership ms where ms.group_id = ${groupId} and ms.member_id = m.id)
      order by m.name, m.id limit ${most}`),
  )
}

export type PersonRow = Omit<PersonLine, 'doors'> & { readonly teams: boolean }

export async function personRows(
  tx: Transaction,
  { words, most }: PersonSearch,
): Promise<{ readonly rows: readonly PersonRow[]; readonly total: number }> {
  const part = likeness(words)
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

/** Who has left and has not been erased, the last first. */
export async function leftRows(tx: Transaction, { words, most }: PersonSearch): Promise<readonly LeftLine[]> {
  const part = likeness(words)
  const rows = await tx.all(
    raw(sql<Omit<LeftLine, 'leftAt'> & { leftAt: Date }>`
      select m.id, m.name, o.name as organisation, m.left_at as "leftAt", m.left_why as why,
        exists (select from directory_finding f
          where f.member_id = m.id and f.what = 'back' and f.object_id = lower(m.aad_object_id)) as back
      from member m join organisation o on o.id = m.organisation_id
      where m.left_at is not null and m.erased_at is null
        and (lower(m.name) like ${part} or lower(o.name) like ${part} or lower(m.mail) like ${part})
      order by m.left_at desc, m.id limit ${most}`),
  )
  return rows.map((row) => ({ ...row, leftAt: row.leftAt.toISOString() }))
}
