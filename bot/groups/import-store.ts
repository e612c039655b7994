/** An import in the database: what it is compared with, and what it stores, in a few statements. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type {
  Changes,
  Known,
  KnownGroup,
  KnownMembership,
  KnownOrganisation,
  KnownPerson,
  KnownSeat,
} from './import-network'

export async function knownNetwork(tx: Transaction, language: 'de' | 'en', at: Date): Promise<Known> {
  const [organisations, people, groups, memberships, seats] = await Promise.all([
    tx.all(
      raw(
        sql<KnownOrganisation>`select id, name, bench, size, sector, parent_id as "parentId"
          from organisation where removed_at is null`,
      ),
    ),
    tx.all(
      raw(sql<KnownPerson>`select id, name, organisation_id as "organisationId", mail, aad_object_id as "objectId",
        coalesce(home_tenant_id, (select tenant_id from network n where n.id = member.network_id)) as "tenantId",
        language, left_at is not null as "left" from member where erased_at is null`),
    ),
    tx.all(raw(sql<KnownGroup>`select id, name, kind = 'committee' as committee from working_group`)),
    tx.all(
      raw(sql<KnownMembership>`select group_id as "groupId", member_id as "memberId", role from membership`),
    ),
    knownSeats(tx, at),
  ])
  return { organisations, people, groups, memberships, seats, language }
}

/** A term that is over binds nobody. */
async function knownSeats(tx: Transaction, at: Date): Promise<readonly KnownSeat[]> {
  return tx.all(
    raw(sql<KnownSeat>`select jsonb_build_object('id', o.id, 'name', o.name) as "of", s.holder_id as holder,
      s.deputy_id as deputy
      from seat s join organisation o on o.id = s.organisation_id join network n on n.id = s.network_id
      where s.ended_at is null and coalesce(s.term_to >= (${at}::timestamptz at time zone n.zone)::date, true)`),
  )
}

/** Rows of one statement: putting 10,000 into one holds the whole process up for as long as it takes. */
const atOnce = 1000

async function inParts<T>(
  rows: readonly T[],
  store: (part: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) await store(rows.slice(at, at + atOnce))
}

/** Groups are few. */
export async function storeChanges(tx: Transaction, changes: Changes, at: Date): Promise<void> {
  const { organisations, people, groups, memberships } = changes
  await inParts(organisations, (part) => storeOrganisations(tx, part))
  // Afterwards: a parent may stand further down than its child.
  await inParts(organisations, (part) => storeParents(tx, part))
  await inParts(people, (part) => storePeople(tx, part))
  await storeGroups(tx, groups)
  await inParts(memberships, (part) => storeMemberships(tx, part, at))
}

async function storeGroups(tx: Transaction, groups: Changes['groups']): Promise<void> {
  await tx.run(
    raw(sql`insert into working_group (id, network_id, name, topic, kind)
      select id, ${tx.networkId}, name, '', 'group'
      from unnest(${groups.map(({ id }) => id)}::uuid[], ${groups.map(({ name }) => name)}::text[]) as n(id, name)`),
  )
}

async function storeMemberships(
  tx: Transaction,
  memberships: Changes['memberships'],
  at: Date,
): Promise<void> {
  await tx.run(
    raw(sql`insert into membership (network_id, group_id, member_id, role, joined_at)
      select ${tx.networkId}, group_id, member_id, role, ${at}
      from unnest(${memberships.map((one) => one.groupId)}::uuid[], ${memberships.map((one) => one.memberId)}::uuid[],
                  ${memberships.map((one) => one.role)}::text[]) as n(group_id, member_id, role)
      on conflict (group_id, member_id) do update set role = excluded.role`),
  )
}

async function storeOrganisations(tx: Transaction, rows: readonly KnownOrganisation[]): Promise<void> {
  await tx.run(
    raw(sql`insert into organisation (id, network_id, name, bench, sector, size)
      select id, ${tx.networkId}, name, bench, sector, size
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::text[],
                  ${rows.map(({ bench }) => bench)}::text[], ${rows.map(({ sector }) => sector)}::text[],
                  ${rows.map(({ size }) => size)}::text[]) as n(id, name, bench, sector, size)
      on conflict (id) do update set name = excluded.name, bench = excluded.bench, sector = excluded.sector,
        size = excluded.size`),
  )
}

async function storeParents(tx: Transaction, rows: readonly KnownOrganisation[]): Promise<void> {
  await tx.run(
    raw(sql`update organisation set parent_id = n.parent_id
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ parentId }) => parentId)}::uuid[]) as n(id, parent_id)
      where organisation.id = n.id`),
  )
}

async function storePeople(tx: Transaction, rows: readonly KnownPerson[]): Promise<void> {
  await tx.run(
    raw(sql`insert into member (id, network_id, organisation_id, name, mail, aad_object_id, home_tenant_id, language)
      select id, ${tx.networkId}, organisation_id, name, mail, object_id,
        nullif(tenant, (select tenant_id from network where network.id = ${tx.networkId})), language
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map((one) => one.organisationId)}::uuid[],
                  ${rows.map(({ name }) => name)}::text[], ${rows.map(({ mail }) => mail)}::text[],
                  ${rows.map((one) => one.objectId)}::text[], ${rows.map((one) => one.tenantId)}::text[],
                  ${rows.map((one) => one.language)}::text[])
        as n(id, organisation_id, name, mail, object_id, tenant, language)
      on conflict (id) do update set organisation_id = excluded.organisation_id, name = excluded.name,
        mail = excluded.mail, aad_object_id = excluded.aad_object_id,
        home_tenant_id = excluded.home_tenant_id, language = excluded.language,
        left_at = null, left_why = null where member.erased_at is null`),
  )
}
