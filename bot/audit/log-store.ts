/** The audit log read: in pages, by what is sought, and proven to be whole. */
import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Door } from './door'

export interface Entry {
  readonly number: number
  readonly at: Date
  readonly actorId: string | null
  /** null: the service by itself. */
  readonly actor: string | null
  readonly door: Door
  readonly what: string
  readonly matterKind: string | null
  readonly matterId: string | null
  readonly data: Readonly<Record<string, string | number | boolean | null>>
}

/** All that is given must fit. */
export interface Sought {
  /** Part of a name: as who did it, whom it was done to, or whoever else is named. */
  readonly who?: string | undefined
  /** Nobody: what happened by itself. */
  readonly byItself?: boolean | undefined
  readonly what?: string | undefined
  readonly matterId?: string | undefined
  readonly from?: Date | undefined
  /** Exclusive. */
  readonly until?: Date | undefined
  /** Older than this number. */
  readonly before?: number | undefined
}

/** PostgreSQL's wildcards are letters like any other. */
const within = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

function conditions(sought: Sought): RawBuilder<unknown> {
  const { who, byItself, what, matterId, from, until, before } = sought
  const people = sql`array(select m.id from member m where m.name ilike ${within(who ?? '')})`
  const all = [
    who !== undefined &&
      sql`e.number in (select n.number from audit_naming n where n.member_id = any(${people}))`,
    byItself && sql`e.actor_id is null`,
    what !== undefined && sql`e.what = ${what}`,
    matterId !== undefined && sql`e.matter_id = ${matterId}`,
    from && sql`e.at >= ${from}`,
    until && sql`e.at < ${until}`,
    before !== undefined && sql`e.number < ${before}`,
  ].filter((one) => typeof one === 'object')
  return all.length > 0 ? sql`where ${sql.join(all, sql` and `)}` : sql``
}

/** Newest first. */
export async function entriesOf(tx: Transaction, sought: Sought, most: number): Promise<readonly Entry[]> {
  return tx.all(
    raw(sql<Entry>`select e.number::double precision as number, e.at, e.actor_id as "actorId", a.name as actor, e.door,
        e.what, e.matter_kind as "matterKind", e.matter_id as "matterId", e.data
      from audit_entry e left join member a on a.id = e.actor_id
      ${conditions(sought)} order by e.number desc limit ${most}`),
  )
}

/** The kinds of deeds that stand in it, in the order of their codes. Hops from one to the next by index. */
export async function deedsIn(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ what: string }>`with recursive deed(what) as (
        select min(what) from audit_entry
        union all
        select (select min(e.what) from audit_entry e where e.what > deed.what) from deed where deed.what is not null)
      select what from deed where what is not null`),
  )
  return rows.map((row) => row.what)
}

/** Id -> name, for ids of people, organisations and groups that stand in entries. */
export async function namesOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; name: string }>`select id, name from member where id = any(${ids}::uuid[])
      union all select id, name from organisation where id = any(${ids}::uuid[])
      union all select id, name from working_group where id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

export interface Chain {
  readonly entries: number
  /** Of the newest entry; whoever writes them down elsewhere can tell later that nothing was cut off there. */
  readonly last: { readonly number: number; readonly hash: string } | null
  /** The oldest that is kept. */
  readonly first: number | null
  /** The first entry that was changed, or before which one is missing or out of place; null: none. */
  readonly broken: number | null
}

/** A statement may take 10 s; so many take well below one. */
const atOnce = 20_000

interface Link {
  readonly checked: number
  readonly last_number: string | null
  readonly last_hash: string | null
  readonly broken: string | null
}

/** Reads the whole chain anew. Oldest entries may be gone only where the log says itself that it was shortened there. */
export async function checkChain(tx: Transaction, most = atOnce): Promise<Chain> {
  const start = await startOf(tx)
  if (!start) return { entries: 0, last: null, first: null, broken: null }
  let known = { number: start.number - 1, hash: start.known }
  for (let entries = 0; ; ) {
    const link = await tx.first(
      raw(sql<Link>`select * from audit_break(${known.number}, ${known.hash}, ${most})`),
    )
    entries += link?.checked ?? 0
    if (!link || link.broken !== null)
      return { entries, last: null, first: start.number, broken: Number(link?.broken) }
    if (link.last_number !== null) known = { number: Number(link.last_number), hash: link.last_hash ?? '' }
    if (link.checked < most) return { entries, last: known, first: start.number, broken: null }
  }
}

/** The oldest entry, and the hash that it must name as the one before it. */
async function startOf(
  tx: Transaction,
): Promise<{ readonly number: number; readonly known: string } | undefined> {
  return tx.first(
    raw(sql<{ number: number; known: string }>`
      select e.number::double precision as number, case when e.number = 1 then '' else coalesce(
          (select c.data ->> 'head' from audit_entry c where c.what = 'retention.audit'
           and c.data ->> 'until' = (e.number - 1)::text order by c.number desc limit 1), 'cut by nobody') end as known
      from audit_entry e order by e.number limit 1`),
  )
}

/** Shortens it by what is older; it writes down itself that it did. @returns how many entries went */
export async function forgetEntries(
  tx: Transaction,
  at: Date,
  keepDays: number,
  most: number,
): Promise<number> {
  const row = await tx.first(
    raw(sql<{ gone: number }>`select forget_audit(${at}, ${keepDays}::int, ${most}::int) as gone`),
  )
  return row?.gone ?? 0
}
