/** The network as the export writes it: its people, organisations, groups and seats, in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Bench, GroupRole, SizeBand } from './view'

/** One row for each role that a person has in groups; one for who is in none. */
export interface ExportedPerson {
  readonly name: string
  readonly mail: string | null
  readonly organisation: string
  readonly bench: Bench
  readonly size: SizeBand | null
  readonly sector: string
  readonly parent: string | null
  readonly groups: readonly string[]
  readonly role: GroupRole | null
  readonly language: 'de' | 'en'
  readonly objectId: string | null
  /** null: the account is in the network's own tenant. */
  readonly tenantId: string | null
}

export interface ExportedOrganisation {
  readonly name: string
  readonly bench: Bench
  readonly size: SizeBand | null
  readonly sector: string
  readonly parent: string | null
  readonly people: number
}

export interface ExportedGroup {
  readonly name: string
  readonly kind: 'group' | 'committee'
  readonly topic: string
  readonly mandate: string
  readonly open: boolean
  readonly coordinators: readonly string[]
  readonly people: number
}

export interface ExportedSeat {
  readonly organisation: string
  readonly bench: Bench
  readonly holder: string | null
  readonly deputy: string | null
  readonly chair: boolean
  /** `2027-01-31`; null: since ever, without end. */
  readonly from: string | null
  readonly to: string | null
}

export interface Exported {
  readonly people: readonly ExportedPerson[]
  /** Whoever belongs to a family stands below its head: the import reads from top to bottom. */
  readonly organisations: readonly ExportedOrganisation[]
  readonly groups: readonly ExportedGroup[]
  readonly seats: readonly ExportedSeat[]
}

export async function exportedNetwork(tx: Transaction): Promise<Exported> {
  return {
    people: await people(tx),
    organisations: await organisations(tx),
    groups: await groups(tx),
    seats: await seats(tx),
  }
}

/** Without the committee: its people come by their seats, and no import could put them there. */
function people(tx: Transaction): Promise<readonly ExportedPerson[]> {
  return tx.all(
    raw(sql<ExportedPerson>`
      select m.name, m.mail, o.name as organisation, o.bench, o.size, o.sector, p.name as parent,
        coalesce(array_agg(g.name order by g.name) filter (where g.id is not null), '{}') as groups, ms.role,
        m.language, m.aad_object_id as "objectId", m.home_tenant_id as "tenantId"
      from member m join organisation o on o.id = m.organisation_id left join organisation p on p.id = o.parent_id
        left join (membership ms join working_group g on g.id = ms.group_id and g.kind = 'group') on ms.member_id = m.id
      where m.left_at is null group by m.id, o.id, p.id, ms.role order by o.name, m.name, m.id, ms.role`),
  )
}

function organisations(tx: Transaction): Promise<readonly ExportedOrganisation[]> {
  return tx.all(
    raw(sql<ExportedOrganisation>`
      with recursive family(id, depth) as (
        select id, 0 from organisation where parent_id is null
        union all select o.id, f.depth + 1 from organisation o join family f on o.parent_id = f.id)
      select o.name, o.bench, o.size, o.sector, p.name as parent,
        (select count(*)::int from member m where m.organisation_id = o.id and m.left_at is null) as people
      from family f join organisation o on o.id = f.id left join organisation p on p.id = o.parent_id
      where o.removed_at is null order by f.depth, o.name, o.id`),
  )
}

function groups(tx: Transaction): Promise<readonly ExportedGroup[]> {
  return tx.all(
    raw(sql<ExportedGroup>`
      select g.name, g.kind, g.topic, g.mandate, g.open,
        coalesce(array_agg(m.name order by m.name) filter (where ms.role = 'coordinator'), '{}') as coordinators,
        count(m.id)::int as people
      from working_group g left join membership ms on ms.group_id = g.id
        left join member m on m.id = ms.member_id and m.left_at is null
      group by g.id order by g.name, g.id`),
  )
}

function seats(tx: Transaction): Promise<readonly ExportedSeat[]> {
  return tx.all(
    raw(sql<ExportedSeat>`
      select o.name as organisation, o.bench, h.name as holder, d.name as deputy, s.chair,
        s.term_from::text as "from", s.term_to::text as "to"
      from seat s join organisation o on o.id = s.organisation_id
        left join member h on h.id = s.holder_id left join member d on d.id = s.deputy_id
      where s.ended_at is null order by s.chair desc, o.name, s.term_from nulls first, s.id`),
  )
}
