/** What needs add up to, in the database: what closed rounds count, and what was computed of it. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { each, inPieces } from '../pieces'
import type { ClosedRound, Demand } from './demand'
import type { Part } from './need'
import type { Contribution } from './pooling'
import type { Round } from './round'

/** Asked organisations that are still there; whoever has been dissolved before the closing does not count. */
export async function stillAsked(tx: Transaction, roundId: string): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{
      id: string
    }>`select o.id from round_organisation ro join organisation o on o.id = ro.organisation_id
      where ro.round_id = ${roundId} and o.removed_at is null order by o.id`),
  )
  return rows.map(({ id }) => id)
}

/** @param families organisation -> its family */
export async function freezeFamilies(
  tx: Transaction,
  roundId: string,
  families: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.run(
    raw(sql`update round_organisation set family_id = f.family
      from unnest(${[...families.keys()]}::uuid[], ${[...families.values()]}::uuid[]) as f(organisation, family)
      where round_id = ${roundId} and organisation_id = f.organisation`),
  )
}

/**
 * A merged topic counts as what it was merged into. What the office has not taken up counts nowhere: pooled as one, proposals
 * would be told apart by what they have become in the next round (P7).
 */
export async function freezeTopics(tx: Transaction, roundId: string): Promise<void> {
  await tx.run(
    raw(sql`with recursive up as (
        select t.id as first, t.id, t.state, t.merged_into from topic t
          where t.id in (select topic_id from need where round_id = ${roundId})
        union select up.first, t.id, t.state, t.merged_into from up join topic t on t.id = up.merged_into
          where up.state = 'merged')
      insert into round_topic (round_id, topic_id, network_id, counts_as)
        select ${roundId}, first, ${tx.networkId}, id from up where state in ('listed', 'removed')`),
  )
}

export async function answeredCount(tx: Transaction, roundId: string): Promise<number> {
  const row = await tx.first(
    raw(sql<{ count: number }>`select count(*)::int as count from answer a
      join organisation o on o.id = a.organisation_id
      where a.round_id = ${roundId} and o.removed_at is null`),
  )
  return row?.count ?? 0
}

interface NeedRow {
  readonly round_id: string
  readonly organisation: string
  readonly family: string
  readonly topic: string
  readonly heads: number
  readonly visible: boolean
  readonly joint: boolean
  readonly parts: Readonly<Partial<Record<Part, string>>>
  readonly from_quarter: string | null
  readonly region: string | null
}

/** Round -> what its needs count as; families and topics as they were when it closed. */
export async function contributionsOf(
  tx: Transaction,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Contribution[]>> {
  const rows = await tx.all(
    raw(sql<NeedRow>`select n.round_id, n.organisation_id as organisation, ro.family_id as family,
        t.counts_as as topic, n.heads, n.visible, n.joint, n.parts, n.from_quarter,
        n.region_id as region
      from need n join round_organisation ro on ro.round_id = n.round_id and ro.organisation_id = n.organisation_id
      join round_topic t on t.round_id = n.round_id and t.topic_id = n.topic_id
      where n.round_id = any(${[...roundIds]}::uuid[]) and ro.family_id is not null`),
  )
  const all = new Map<string, Contribution[]>(roundIds.map((id) => [id, []]))
  await inPieces(each(rows, (row) => all.get(row.round_id)?.push(contribution(row))))
  return all
}

function contribution({ organisation, family, topic, heads, visible, ...row }: NeedRow): Contribution {
  const cells = {
    ...row.parts,
    joint: row.joint ? 'yes' : 'no',
    ...(row.from_quarter !== null && { quarter: row.from_quarter }),
    ...(row.region !== null && { region: row.region }),
  }
  return { organisation, family, topic, heads, visible, cells }
}

/** All closed rounds of the network, the oldest first. */
export async function closedBefore(tx: Transaction, round: Round): Promise<readonly ClosedRound[]> {
  const rows = await tx.all(
    raw(sql<{ id: string; scope: string; same: boolean; demand: Demand }>`select id, demand,
        coalesce(group_id::text, 'network') as scope,
        group_id is not distinct from ${round.groupId}::uuid as same
      from round where state = 'closed' order by closed_at, id`),
  )
  const contributions = await contributionsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, scope, same, demand }) => ({
    ...{ id, scope, sameScope: same, demand },
    contributions: contributions.get(id) ?? [],
  }))
}

export async function demandOf(tx: Transaction, roundId: string): Promise<Demand | undefined> {
  const row = await tx.first(
    raw(sql<{ demand: Demand | null }>`select demand from round where id = ${roundId} and state = 'closed'`),
  )
  return row?.demand ?? undefined
}

/** Closes it and stores what there is to show, in one statement. */
export async function saveClosed(tx: Transaction, round: Round, demand: Demand): Promise<void> {
  await tx.run(
    raw(sql`update round set state = 'closed', closed_at = ${round.closedAt}, asked = ${round.asked},
        answered = ${round.answered}, revision = ${round.revision}, refresh_waiting = false,
        demand = ${JSON.stringify(demand)}::jsonb
      where id = ${round.id}`),
  )
}

/** P2: after the closing no copy of an act can have an effect. */
export async function forgetAnswerActs(tx: Transaction, roundId: string): Promise<void> {
  await tx.run(raw(sql`delete from answer_act where round_id = ${roundId}`))
}
