/** What acts on answers read and write. Callers hold the round's lock. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { NeedDraft } from './need-draft'
import { topicNow } from './need-topic-store'
import type { EarlierNeed } from './same'
import type { AnswerChangeView } from './view'

/** A need as it is stored: its topic has been found. */
export interface StoredNeed extends Omit<NeedDraft, 'topic'> {
  readonly id: string
  readonly topic: string
}

/** Whose answer it is, and in which round. */
export interface Whose {
  readonly roundId: string
  readonly organisationId: string
}

/**
 * Holds people until the transaction ends: who is being erased waits or has come first, and then nothing of them is written
 * down any more. @returns id -> their organisation at this moment
 */
export async function holdPeople(
  tx: Transaction,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    raw(sql<{ id: string; organisation: string }>`select id, organisation_id as organisation from member
      where id = any(${[...memberIds].sort()}::uuid[]) and erased_at is null and left_at is null
      order by id for key share`),
  )
  return new Map(rows.map(({ id, organisation }) => [id, organisation]))
}

/** What stands in a need, as far as it is told of afterwards. */
export interface BeforeNeed {
  readonly topic: string
  readonly topicName: string
  readonly heads: number
}

/** What there is before an act. */
export interface Before {
  readonly asked: boolean
  readonly answeredAt: Date | null
  readonly actKnown: boolean
  /** By id. */
  readonly needs: ReadonlyMap<string, BeforeNeed>
}

export async function readBefore(
  tx: Transaction,
  { roundId, organisationId }: Whose,
  actKey: string,
): Promise<Before> {
  const [row, needs] = await Promise.all([
    tx.first(
      raw(sql<{ asked: boolean; answered_at: Date | null; known: boolean }>`select
        exists (select from round_organisation ro join organisation o on o.id = ro.organisation_id
          where ro.round_id = ${roundId} and ro.organisation_id = ${organisationId} and o.removed_at is null) as asked,
        (select answered_at from answer where round_id = ${roundId} and organisation_id = ${organisationId}) as answered_at,
        exists (select from answer_act where round_id = ${roundId} and act_key = ${actKey}) as known`),
    ),
    tx.all(
      raw(sql<BeforeNeed & { id: string }>`select n.id, n.topic_id as topic, t.name as "topicName", n.heads
        from need n join topic t on t.id = n.topic_id
        where n.round_id = ${roundId} and n.organisation_id = ${organisationId}`),
    ),
  ])
  return {
    asked: row?.asked ?? false,
    answeredAt: row?.answered_at ?? null,
    actKnown: row?.known ?? false,
    needs: new Map(needs.map(({ id, ...need }) => [id, need])),
  }
}

export async function touchAnswer(
  tx: Transaction,
  { roundId, organisationId }: Whose,
  at: Date,
): Promise<void> {
  await tx.run(
    raw(sql`insert into answer (round_id, organisation_id, network_id, answered_at, revision)
      values (${roundId}, ${organisationId}, ${tx.networkId}, ${at}, 1)
      on conflict (round_id, organisation_id)
      do update set answered_at = excluded.answered_at, revision = answer.revision + 1`),
  )
}

/** Its needs go with it. */
export async function deleteAnswer(tx: Transaction, { roundId, organisationId }: Whose): Promise<void> {
  await tx.run(
    queries
      .deleteFrom('answer')
      .where('round_id', '=', roundId)
      .where('organisation_id', '=', organisationId),
  )
}

/** A need of this id takes the place of the one before; of another organisation there is none of the same id. */
export async function putNeeds(
  tx: Transaction,
  { roundId, organisationId }: Whose,
  needs: readonly StoredNeed[],
): Promise<void> {
  for (const need of needs) {
    const content = {
      ...{ topic_id: need.topic, heads: need.heads, parts: JSON.stringify(need.parts) },
      ...{ from_quarter: need.from, to_quarter: need.to, region_id: need.region },
      ...{ occupation: need.occupation, note: need.note, joint: need.joint, visible: need.visible },
    }
    await tx.run(
      queries
        .insertInto('need')
        .values({
          ...{ id: need.id, network_id: tx.networkId, round_id: roundId, organisation_id: organisationId },
          ...content,
        })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet(content)
            .where('need.round_id', '=', roundId)
            .where('need.organisation_id', '=', organisationId),
        ),
    )
  }
}

export async function removeNeed(
  tx: Transaction,
  { roundId, organisationId }: Whose,
  id: string,
): Promise<void> {
  await tx.run(
    queries
      .deleteFrom('need')
      .where('id', '=', id)
      .where('round_id', '=', roundId)
      .where('organisation_id', '=', organisationId),
  )
}

export interface AnswerChange {
  readonly at: Date
  readonly by: string
  readonly what: AnswerChangeView['what']
  readonly data: Readonly<Record<string, string | number>>
}

export async function addChange(
  tx: Transaction,
  { roundId, organisationId }: Whose,
  { at, by, what, data }: AnswerChange,
): Promise<void> {
  await tx.run(
    queries.insertInto('answer_change').values({
      ...{ network_id: tx.networkId, round_id: roundId, organisation_id: organisationId, at, what },
      ...{ member_id: by, data: JSON.stringify(data) },
    }),
  )
}

export async function rememberAct(tx: Transaction, roundId: string, actKey: string): Promise<void> {
  await tx.run(
    raw(sql`insert into answer_act (round_id, act_key, network_id) values (${roundId}, ${actKey}, ${tx.networkId})
      on conflict do nothing`),
  )
}

interface EarlierRow extends Omit<EarlierNeed, 'topic'> {
  readonly topic: string | null
}

/** The needs of an earlier answer, with what has become of their topics and regions since. */
export async function earlierNeeds(
  tx: Transaction,
  { roundId, organisationId }: Whose,
): Promise<readonly EarlierNeed[]> {
  return tx.all(
    raw(sql<EarlierRow>`select n.heads, n.parts, n.from_quarter as "from", n.to_quarter as "to", n.region_id as region,
        n.occupation, n.note, n.joint, n.visible,
        case when t.state = 'listed' or (t.state = 'proposed' and t.proposed_by = ${organisationId}) then t.id end as topic,
        n.region_id is not null and r.removed_at is not null as "regionGone"
      from need n join topic t on t.id = ${topicNow(sql`n.topic_id`)}
      left join region r on r.id = n.region_id
      where n.round_id = ${roundId} and n.organisation_id = ${organisationId} order by n.id`),
  )
}
