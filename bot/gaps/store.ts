/** Gap reports in the database, and what they are made of. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'
import { topOf } from '../groups/family'
import type { Demand } from '../needs/demand'
import type { Rules } from '../needs/protection'
import { parentsIn } from '../needs/round-store'
import type { Answer, Feedback, TopicGap } from './gap'

export interface GapReport {
  readonly id: string
  readonly quarter: string
  readonly madeAt: Date
  readonly data: GapData
}

export interface GapData {
  readonly rules: Rules
  /** Ids of the rounds whose demand it is. */
  readonly rounds: readonly string[]
  readonly topics: readonly TopicGap[]
}

/** Networks of which the report of the quarter before has not been made, whether or not it is due. */
export function withoutReport(
  database: Database,
  at: Date,
): Promise<readonly { readonly network_id: string; readonly quarter: string }[]> {
  return database.ask(
    raw(sql<{ network_id: string; quarter: string }>`select * from networks_without_gap_report(${at})`),
  )
}

/** @returns false when the quarter has its report already */
export async function insertReport(
  tx: Transaction,
  { id, quarter, madeAt, data }: GapReport,
): Promise<boolean> {
  const inserted = await tx.run(
    raw(sql`insert into gap_report (id, network_id, quarter, made_at, data)
      values (${id}, ${tx.networkId}, ${quarter}, ${madeAt}, ${JSON.stringify(data)}::jsonb)
      on conflict (network_id, quarter) do nothing`),
  )
  return inserted === 1
}

const columns = sql`select id, quarter::text as quarter, made_at as "madeAt", data from gap_report`

export async function reportOfQuarter(tx: Transaction, quarter: string): Promise<GapReport | undefined> {
  return tx.first(raw(sql<GapReport>`${columns} where quarter = ${quarter}`))
}

export async function reportById(tx: Transaction, id: string): Promise<GapReport | undefined> {
  return tx.first(raw(sql<GapReport>`${columns} where id = ${id}`))
}

/** The newest first. */
export async function listReports(
  tx: Transaction,
): Promise<readonly { readonly quarter: string; readonly madeAt: Date }[]> {
  return tx.all(
    raw(sql<{
      quarter: string
      madeAt: Date
    }>`select quarter::text as quarter, made_at as "madeAt" from gap_report
      order by quarter desc limit 200`),
  )
}

/** Report id -> its quarter as `1/2027`. */
export async function titlesOfReports(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; quarter: string }>`select id, quarter::text as quarter from gap_report
      where id = any(${[...ids]}::uuid[])`),
  )
  return new Map(rows.map(({ id, quarter }) => [id, quarter.split('-').reverse().join('/')]))
}

/** The latest closed round of the whole network that opened in the quarter; without one, the latest of each group. */
export async function roundsOfQuarter(
  tx: Transaction,
  quarter: string,
): Promise<readonly { readonly id: string; readonly demand: Demand }[]> {
  const rows = await tx.all(
    raw(sql<{ id: string; group_id: string | null; demand: Demand }>`
      select distinct on (group_id) id, group_id, demand from round
      where quarter = ${quarter} and state = 'closed' order by group_id, closed_at desc, id`),
  )
  const network = rows.filter(({ group_id }) => group_id === null)
  return (network.length > 0 ? network : rows).map(({ id, demand }) => ({ id, demand }))
}

/** Where a topic was merged into another, its offers count there. */
const topicOfOffer = sql`coalesce(t.merged_into, t.id)::text`

/** Topic -> places in offers of the quarter that take place, or may still. */
export async function placesOffered(tx: Transaction, quarter: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.all(
    raw(sql<{ topic: string; places: number }>`
      select ${topicOfOffer} as topic, sum(o.maximum)::int as places from offer o join topic t on t.id = o.topic_id
      where o.state not in ('cancelled', 'fallen-through')
        and coalesce(o.quarter::text, to_char(o.from_day, 'YYYY-Q')) = ${quarter}
      group by 1`),
  )
  return new Map(rows.map(({ topic, places }) => [topic, places]))
}

/** Of offers whose last day was in the quarter: each in one quarter alone. */
export async function feedbackOf(tx: Transaction, quarter: string): Promise<readonly Feedback[]> {
  const parents = await parentsIn(tx)
  const rows = await tx.all(
    raw(sql<{ topic: string; organisation: string; places: number; met: Answer | null }>`
      select ${topicOfOffer} as topic, b.organisation_id as organisation, sum(b.places)::int as places, f.met
      from offer o join topic t on t.id = o.topic_id
        join booking b on b.offer_id = o.id and b.state = 'booked'
        left join offer_feedback f on f.offer_id = o.id and f.organisation_id = b.organisation_id
      where o.state = 'over'
        and to_char((o.ends_at - interval '1 second') at time zone o.zone, 'YYYY-Q') = ${quarter}
      group by o.id, 1, b.organisation_id, f.met`),
  )
  return rows.map(({ topic, organisation, places, met }) => ({
    ...{ topic, places, met },
    family: topOf(organisation, (child) => parents.get(child)),
  }))
}
