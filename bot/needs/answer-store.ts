/** Answers of organisations as they are read: by their own people alone (N1). */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { topicNow } from './need-topic-store'
import type { AnswerChangeView, NeedView } from './view'

export interface StoredAnswer {
  readonly answeredAt: Date
  readonly revision: number
}

export async function answerOf(
  tx: Transaction,
  roundId: string,
  organisationId: string,
): Promise<StoredAnswer | undefined> {
  return tx.first(
    raw(sql<StoredAnswer>`select answered_at as "answeredAt", revision from answer
      where round_id = ${roundId} and organisation_id = ${organisationId}`),
  )
}

interface NeedRow {
  readonly id: string
  readonly topic_id: string
  readonly topic_name: string
  readonly topic_state: string
  readonly heads: number
  readonly parts: NeedView['parts']
  readonly from_quarter: string | null
  readonly to_quarter: string | null
  readonly region_id: string | null
  readonly region_name: string | null
  readonly occupation: string
  readonly note: string
  readonly joint: boolean
  readonly visible: boolean
}

/** By topic. A topic that was merged since is called by the name of the other. */
export async function needsOf(
  tx: Transaction,
  roundId: string,
  organisationId: string,
): Promise<readonly NeedView[]> {
  const rows = await tx.all(
    raw(sql<NeedRow>`select n.id, t.id as topic_id, t.name as topic_name, t.state as topic_state, n.heads, n.parts,
        n.from_quarter, n.to_quarter, r.id as region_id, r.name as region_name, n.occupation, n.note, n.joint, n.visible
      from need n join topic t on t.id = ${topicNow(sql`n.topic_id`)} left join region r on r.id = n.region_id
      where n.round_id = ${roundId} and n.organisation_id = ${organisationId}
      order by name_key(t.name), n.heads desc, n.id`),
  )
  return rows.map((row) => ({
    ...{ id: row.id, heads: row.heads, parts: row.parts, from: row.from_quarter, to: row.to_quarter },
    topic: {
      ...{ id: row.topic_id, name: row.topic_name },
      state: row.topic_state === 'proposed' ? 'proposed' : 'listed',
    },
    region: row.region_id === null ? null : { id: row.region_id, name: row.region_name ?? '' },
    ...{ occupation: row.occupation, note: row.note, joint: row.joint, visible: row.visible },
  }))
}

interface ChangeRow {
  readonly at: Date
  readonly who: string
  readonly what: AnswerChangeView['what']
  readonly topic: string | null
  readonly heads: number | null
}

/** Who changed what, the latest last; of a long history its end. */
export async function changesOf(
  tx: Transaction,
  roundId: string,
  organisationId: string,
  most: number,
): Promise<readonly AnswerChangeView[]> {
  const rows = await tx.all(
    raw(sql<ChangeRow>`select c.at, m.name as who, c.what, t.name as topic, (c.data ->> 'heads')::int as heads
      from answer_change c join member m on m.id = c.member_id
      left join topic t on t.id = (c.data ->> 'topic')::uuid
      where c.round_id = ${roundId} and c.organisation_id = ${organisationId}
      order by c.id desc limit ${most}`),
  )
  return rows
    .map(({ at, who, what, topic, heads }) => ({
      at: at.toISOString(),
      who,
      what,
      topic: topic ?? '',
      heads,
    }))
    .reverse()
}

/**
 * The latest closed round of the same scope in which the organisation had needs: what "same as last time" means.
 *
 * @param groupId whose rounds; null: the network's
 */
export async function lastRoundWithNeeds(
  tx: Transaction,
  groupId: string | null,
  organisationId: string,
): Promise<string | undefined> {
  const row = await tx.first(
    raw(sql<{ id: string }>`select r.id from round r
      where r.network_id = ${tx.networkId} and r.state = 'closed' and r.group_id is not distinct from ${groupId}::uuid
        and exists (select from need n where n.round_id = r.id and n.organisation_id = ${organisationId})
      order by r.closed_at desc, r.opened_at desc, r.id limit 1`),
  )
  return row?.id
}

/** The latest closed round in which the organisation answered, whatever its scope. */
export async function lastAnswered(
  tx: Transaction,
  organisationId: string,
): Promise<{ readonly roundId: string } | undefined> {
  return tx.first(
    raw(sql<{ roundId: string }>`select r.id as "roundId" from answer a join round r on r.id = a.round_id
      where a.organisation_id = ${organisationId} and r.state = 'closed' order by r.closed_at desc, r.opened_at desc, r.id limit 1`),
  )
}

/** Quarters of closed rounds that asked the organisation, repeat, and have not been followed yet. */
export async function repeatingQuarters(tx: Transaction, organisationId: string): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ quarter: string }>`select r.quarter from round r
      join round_organisation ro on ro.round_id = r.id and ro.organisation_id = ${organisationId}
      where r.state = 'closed' and r.repeats and not exists (select from round f where f.follows = r.id)
      order by r.quarter`),
  )
  return rows.map(({ quarter }) => quarter)
}
