/** Lists of rounds in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Place } from '../place'
import { participationOf } from './round'
import type { RoundLine, RoundTitle } from './view'

interface Row {
  readonly id: string
  readonly quarter: string
  readonly group_id: string | null
  readonly group_name: string | null
  readonly state: 'open' | 'closed'
  readonly deadline: Date
  readonly closed_at: Date | null
  readonly opened_at: Date
  readonly asked: number
  readonly answered: number
  readonly by_us: boolean | null
}

export interface RoundLineRow extends RoundLine {
  readonly openedAtInstant: Date
}

const titled = ({
  id,
  quarter,
  group_id,
  group_name,
}: Pick<Row, 'id' | 'quarter' | 'group_id' | 'group_name'>) => ({
  ...{ id, quarter },
  group: group_id === null ? null : { id: group_id, name: group_name ?? '' },
})

/** Newest first: the network's, those of these groups, and those in which the organisation is asked. */
export async function listRounds(
  tx: Transaction,
  wanted: {
    readonly organisationId: string
    /** null: all of the network. */
    readonly groupIds: readonly string[] | null
    readonly before: Place | null
    readonly most: number
  },
): Promise<readonly RoundLineRow[]> {
  const { organisationId, groupIds, before, most } = wanted
  const rows = await tx.all(
    raw(sql<Row>`select r.id, r.quarter, r.group_id, g.name as group_name, r.state, r.deadline, r.closed_at, r.opened_at,
        r.asked, r.answered, case when ro.round_id is not null then a.round_id is not null end as by_us
      from round r left join working_group g on g.id = r.group_id
      left join round_organisation ro on ro.round_id = r.id and ro.organisation_id = ${organisationId}
      left join answer a on a.round_id = r.id and a.organisation_id = ${organisationId}
      where (${groupIds === null} or r.group_id is null or r.group_id = any(${groupIds ?? []}::uuid[])
          or ro.round_id is not null)
        and (${before === null} or (r.opened_at, r.id) < (${before?.at ?? new Date(0)}::timestamptz, ${before?.id ?? null}::uuid))
      order by r.opened_at desc, r.id desc limit ${most}`),
  )
  return rows.map((row) => ({
    ...titled(row),
    state: row.state,
    deadline: row.deadline.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    participation: participationOf(row),
    answeredByUs: row.by_us,
    openedAtInstant: row.opened_at,
  }))
}

export interface ClosedLine extends RoundTitle {
  readonly closedAt: Date
}

/** What has closed of the network, whatever group it asked, the newest first. */
export async function closedRounds(tx: Transaction, most: number): Promise<readonly ClosedLine[]> {
  const rows = await tx.all(
    raw(sql<Row>`select r.id, r.quarter, r.group_id, g.name as group_name, r.closed_at
      from round r left join working_group g on g.id = r.group_id
      where r.state = 'closed' order by r.closed_at desc, r.id desc limit ${most}`),
  )
  return rows.map((row) => ({ ...titled(row), closedAt: row.closed_at ?? new Date(0) }))
}

/** Round id -> what it is called by. */
export async function roundTitles(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RoundTitle>> {
  const rows = await tx.all(
    raw(sql<Row>`select r.id, r.quarter, r.group_id, g.name as group_name
      from round r left join working_group g on g.id = r.group_id where r.id::text = any(${[...ids]}::text[])`),
  )
  return new Map(rows.map((row) => [row.id, titled(row)]))
}

/** Round id -> "1/2027 · AK Digitale Kompetenzen", the same in every language. */
export async function titlesOfRounds(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const titles = [...(await roundTitles(tx, ids)).values()]
  const short = ({ quarter }: RoundTitle) => quarter.split('-').reverse().join('/')
  return new Map(titles.map((one) => [one.id, [short(one), one.group?.name].filter(Boolean).join(' · ')]))
}
