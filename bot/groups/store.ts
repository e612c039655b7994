/** Networks, organisations, members and groups in the database. */
import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Tables } from '../database/tables'
import type { Role } from './member'
import type { Language } from './view'

export interface Person {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

export interface Group {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly kind: 'group' | 'committee'
}

export async function insertNetwork(
  tx: Transaction,
  network: Pick<Tables['network'], 'tenant_id' | 'name' | 'state' | 'language' | 'zone'> & {
    readonly at: Date
  },
): Promise<void> {
  const { at, ...rest } = network
  await tx.run(queries.insertInto('network').values({ id: tx.networkId, created_at: at, ...rest }))
}

type Stored<T extends keyof Tables> = Omit<Insertable<Tables[T]>, 'network_id'>

export async function insertOrganisation(
  tx: Transaction,
  organisation: Stored<'organisation'>,
): Promise<void> {
  await tx.run(queries.insertInto('organisation').values({ ...organisation, network_id: tx.networkId }))
}

export interface NewMember {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly objectId: string | null
  readonly mail: string | null
  /** Where the account is, if not in the network's own tenant. */
  readonly homeTenantId?: string | null
  readonly language: Language
  readonly office: boolean
}

export async function insertMember(tx: Transaction, member: NewMember): Promise<void> {
  await tx.run(
    queries.insertInto('member').values({
      id: member.id,
      network_id: tx.networkId,
      organisation_id: member.organisationId,
      name: member.name,
      aad_object_id: member.objectId,
      mail: member.mail,
      home_tenant_id: member.homeTenantId ?? null,
      language: member.language,
      office: member.office,
    }),
  )
}

export async function insertGroup(tx: Transaction, group: Stored<'working_group'>): Promise<void> {
  await tx.run(queries.insertInto('working_group').values({ ...group, network_id: tx.networkId }))
}

/** @param at since when; who is in already and gets another role stays since then */
export async function setMembership(
  tx: Transaction,
  groupId: string,
  memberId: string,
  role: Role,
  at: Date,
): Promise<void> {
  await tx.run(
    queries
      .insertInto('membership')
      .values({ network_id: tx.networkId, group_id: groupId, member_id: memberId, role, joined_at: at })
      .onConflict((conflict) => conflict.columns(['group_id', 'member_id']).doUpdateSet({ role })),
  )
}

export async function setLanguage(tx: Transaction, memberId: string, language: Language): Promise<void> {
  await tx.run(
    queries.updateTable('member').set({ language }).where('id', '=', memberId).where('erased_at', 'is', null),
  )
}

export async function setDigest(
  tx: Transaction,
  memberId: string,
  digest: 'daily' | 'weekly',
): Promise<void> {
  await tx.run(
    queries.updateTable('member').set({ digest }).where('id', '=', memberId).where('erased_at', 'is', null),
  )
}

export async function digestOf(tx: Transaction, memberId: string): Promise<'daily' | 'weekly'> {
  const row = await tx.first(queries.selectFrom('member').select('digest').where('id', '=', memberId))
  return row?.digest ?? 'daily'
}

/** @param ids member id -> 29:… */
export async function setTeamsUsers(tx: Transaction, ids: ReadonlyMap<string, string>): Promise<void> {
  await tx.run(
    raw(sql`update member set teams_user_id = n.teams_user_id
      from unnest(${[...ids.keys()]}::uuid[], ${[...ids.values()]}::text[]) as n(id, teams_user_id)
      where member.id = n.id and member.erased_at is null`),
  )
}

export async function groupById(tx: Transaction, id: string): Promise<Group | undefined> {
  return tx.first(
    queries.selectFrom('working_group').select(['id', 'name', 'topic', 'kind']).where('id', '=', id),
  )
}

/** All groups of the network, by name. */
export async function allGroups(tx: Transaction): Promise<readonly Group[]> {
  return tx.all(queries.selectFrom('working_group').select(['id', 'name', 'topic', 'kind']).orderBy('name'))
}

/** Group id -> name. */
export async function groupNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return namesIn(tx, sql`working_group`, ids)
}

/** Member id -> name; of somebody erased the pseudonym. */
export async function memberNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return namesIn(tx, sql`member`, ids)
}

/** Organisation id -> name. */
export async function organisationNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return namesIn(tx, sql`organisation`, ids)
}

/** Network id -> name. */
export async function networkNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return namesIn(tx, sql`network`, ids)
}

/** Channel id -> what Teams calls it, else the group that meets there. */
export async function channelNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const named = sql`(select c.id, coalesce(c.name, g.name) as name from channel c
    left join working_group g on g.id = c.group_id where coalesce(c.name, g.name) is not null)`
  return namesIn(tx, named, ids)
}

async function namesIn(tx: Transaction, table: RawBuilder<unknown>, ids: readonly string[]) {
  const rows = await tx.all(
    raw(
      sql<{
        id: string
        name: string
      }>`select id, name from ${table} as t where id::text = any(${ids}::text[])`,
    ),
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Who votes in a group: its coordinators and members, not its observers. */
export async function votingMembers(tx: Transaction, groupId: string): Promise<readonly Person[]> {
  return tx.all(
    raw(sql<Person>`
      select m.id, m.name, o.name as organisation
      from membership ms join member m on m.id = ms.member_id join organisation o on o.id = m.organisation_id
      where ms.group_id = ${groupId} and ms.role in ('coordinator', 'member') and m.left_at is null order by m.name, m.id`),
  )
}

export async function peopleOfNetwork(tx: Transaction): Promise<
  readonly (Person & {
    readonly office: boolean
    readonly coordinator: boolean
    readonly seat: boolean
    readonly chair: boolean
  })[]
> {
  return tx.all(
    raw(sql<Person & { office: boolean; coordinator: boolean; seat: boolean; chair: boolean }>`
      select m.id, m.name, o.name as organisation, m.office,
        exists (select from membership ms where ms.member_id = m.id and ms.role = 'coordinator') as coordinator,
        exists (select from seat s where m.id in (s.holder_id, s.deputy_id)) as seat,
        exists (select from seat s where s.chair and m.id = s.holder_id) as chair
      from member m join organisation o on o.id = m.organisation_id
      where m.left_at is null and m.aad_object_id is not null order by m.office desc, m.name, m.id`),
  )
}
