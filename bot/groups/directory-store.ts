/** Comparisons with the directory in the database, and what they have found. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { DirectoryFailure, Finding, KnownPerson } from './directory'
import type { DirectoryPerson } from './view'

/** Rounds go through all networks. */
export async function networksToCompare(database: Database): Promise<readonly string[]> {
  const rows = await database.ask(raw(sql<{ network_id: string }>`select * from all_networks()`))
  return rows.map((row) => row.network_id)
}

/**
 * People with an account in the network's own tenant: those who belong to it, and those who were marked as having left the
 * tenant. Whoever was taken out by the office, or has the account elsewhere, is not asked for.
 */
export async function peopleOfTenant(tx: Transaction): Promise<readonly KnownPerson[]> {
  return tx.all(
    raw(sql<KnownPerson>`
      select id as "memberId", lower(aad_object_id) as "objectId", left_at is not null as left,
        exists (select from directory_finding f where f.member_id = member.id and f.what = 'disabled') as blocked
      from member
      where home_tenant_id is null and erased_at is null and (left_at is null or left_why = 'left-tenant')
        and aad_object_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' order by id`),
  )
}

export interface DirectoryRun {
  readonly id: string
  readonly at: Date
  readonly byItself: boolean
  readonly failure: DirectoryFailure | null
  readonly asked: number
}

/** Long enough to see since when it fails; a notice about one waits two weeks at most. */
const keptDays = 90

export async function insertRun(tx: Transaction, run: DirectoryRun): Promise<void> {
  const { id, at, byItself, failure, asked } = run
  const before = new Date(at.getTime() - keptDays * 86_400_000)
  await tx.run(
    raw(sql`delete from directory_run r where r.at < ${before}
      and not exists (select from directory_finding f where f.run_id = r.id)`),
  )
  await tx.run(
    queries
      .insertInto('directory_run')
      .values({ id, network_id: tx.networkId, at, by_itself: byItself, failure, asked }),
  )
}

/** What was found before holds no more. */
export async function replaceFindings(
  tx: Transaction,
  runId: string,
  findings: readonly Finding[],
): Promise<void> {
  await tx.run(queries.deleteFrom('directory_finding'))
  await tx.run(
    raw(sql`insert into directory_finding (member_id, network_id, run_id, what, object_id)
      select f.member_id, ${tx.networkId}, ${runId}, f.what, f.object_id
      from unnest(${findings.map((one) => one.memberId)}::uuid[], ${findings.map(({ what }) => what)}::text[],
                  ${findings.map((one) => one.objectId)}::text[]) as f(member_id, what, object_id)
      -- Whoever has been erased since the directory was asked has no account any more.
      join member m on m.id = f.member_id and lower(m.aad_object_id) = lower(f.object_id)`),
  )
}

export interface Absent {
  readonly memberId: string
  readonly what: 'gone' | 'disabled'
  readonly office: boolean
}

/** Who is to be marked: still of the network, and still with the account that was asked for. */
export async function absentPeople(tx: Transaction): Promise<readonly Absent[]> {
  return tx.all(
    raw(sql<Absent>`select m.id as "memberId", f.what, m.office
      from directory_finding f join member m on m.id = f.member_id
      where f.what in ('gone', 'disabled') and m.left_at is null and lower(m.aad_object_id) = f.object_id
      order by m.id`),
  )
}

export async function forgetFinding(tx: Transaction, memberId: string): Promise<void> {
  await tx.run(queries.deleteFrom('directory_finding').where('member_id', '=', memberId))
}

/** Seats held by these people. */
export async function seatsHeldBy(tx: Transaction, memberIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select id from seat
      where holder_id = any(${memberIds}::uuid[]) and ended_at is null order by id`),
  )
  return rows.map(({ id }) => id)
}

export async function noteMarked(
  tx: Transaction,
  runId: string,
  marked: number,
  vacated: readonly string[],
): Promise<void> {
  await tx.run(
    raw(sql`update directory_run set marked = ${marked}, vacated = ${vacated}::uuid[] where id = ${runId}`),
  )
}

/** Groups that these people coordinate, whoever else does. */
export async function groupsLedBy(tx: Transaction, memberIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select distinct group_id as id from membership
      where role = 'coordinator' and member_id = any(${memberIds}::uuid[]) order by 1`),
  )
  return rows.map(({ id }) => id)
}

/** Which of these groups have nobody who coordinates them. The committee's chair comes by its seat, and is no such gap. */
export async function ledByNobody(tx: Transaction, groupIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{
      id: string
    }>`select g.id from working_group g where g.id = any(${groupIds}::uuid[]) and g.kind = 'group' and not exists (
      select from membership ms where ms.group_id = g.id and ms.role = 'coordinator') order by g.id`),
  )
  return rows.map(({ id }) => id)
}

export async function officePeople(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select id from member where office and left_at is null order by id`),
  )
  return rows.map(({ id }) => id)
}

export interface StoredRun extends DirectoryRun {
  readonly marked: number
  /** Organisations whose seat has lost its holder and has none by now, by name. */
  readonly vacated: readonly string[]
}

const runColumns = sql`r.id, r.at, r.by_itself as "byItself", r.failure, r.asked, r.marked,
  coalesce((select array_agg(o.name order by o.name, s.id) from seat s join organisation o on o.id = s.organisation_id
    where s.id = any(r.vacated) and s.holder_id is null and s.ended_at is null), '{}') as vacated`

export async function runById(tx: Transaction, id: string): Promise<StoredRun | undefined> {
  return tx.first(raw(sql<StoredRun>`select ${runColumns} from directory_run r where r.id = ${id}`))
}

/** How many people each of these comparisons has taken out. */
export async function markedCounts(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(
      sql<{
        id: string
        marked: number
      }>`select id, marked from directory_run where id = any(${ids}::uuid[])`,
    ),
  )
  return new Map(rows.map(({ id, marked }) => [id, `${marked}`]))
}

/** The latest come first. */
export async function latestRuns(tx: Transaction, most: number): Promise<readonly StoredRun[]> {
  return tx.all(
    raw(sql<StoredRun>`select ${runColumns} from directory_run r order by r.number desc limit ${most}`),
  )
}

/** The latest that was complete: what has been found is its finding. */
export async function latestComparison(tx: Transaction): Promise<StoredRun | undefined> {
  return tx.first(
    raw(sql<StoredRun>`select ${runColumns} from directory_run r where r.failure is null
      order by r.number desc limit 1`),
  )
}

const person = sql`m.id, m.name, o.name as organisation, m.office,
  (select count(*)::int from membership ms where ms.member_id = m.id) as groups,
  coalesce((select array_agg(so.name order by so.name) from seat s join organisation so on so.id = s.organisation_id
    where s.holder_id = m.id and s.ended_at is null), '{}') as seats`

/** Those of the network who were not found, as the office reads them. */
export async function absentWithNames(tx: Transaction): Promise<readonly DirectoryPerson[]> {
  return tx.all(
    raw(sql<DirectoryPerson>`select ${person}, f.what
      from directory_finding f join member m on m.id = f.member_id join organisation o on o.id = m.organisation_id
      where f.what in ('gone', 'disabled') and m.left_at is null and lower(m.aad_object_id) = f.object_id
      order by m.name, m.id`),
  )
}
