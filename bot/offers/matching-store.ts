/** Whom an offer suits, noted for telling in one statement: nobody reads who that is, and no count comes back. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { speaks } from './booking-store'
import type { Offer } from './offer'

/** Rounds that count: what is asked now, and of each scope what was asked last. */
const rounds = sql`
  select id from round where state = 'open'
  union all
  (select distinct on (group_id) id from round where state = 'closed' order by group_id, closed_at desc, id)`

/**
 * Which of these offers suit an organisation, for its own people to read: by the rule below, and beyond it by needs of which
 * providers are not to know, since nobody else hears of it.
 */
export async function suiting(
  tx: Transaction,
  organisationId: string,
  offerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select distinct o.id from offer o
      join topic t on t.id = o.topic_id or t.merged_into = o.topic_id
      join need n on n.topic_id = t.id and n.organisation_id = ${organisationId} and (n.joint or o.kind = 'advice')
      where o.id = any(${[...offerIds]}::uuid[]) and o.organisation_id <> ${organisationId}
        and n.round_id in (${rounds})`),
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Organisations with a need on the topic that providers may see, and that may be met together with others (advice is for
 * one alone), in a round that is open or the latest closed one of its scope: who entered it, else all who may speak for
 * it. A second time the same notice is the first one.
 */
export async function noteMatches(tx: Transaction, offer: Offer, at: Date): Promise<void> {
  await tx.run(
    raw(sql`
      with rounds as (${rounds}),
      topics as (
        select id from topic where id = ${offer.topicId} or merged_into = ${offer.topicId}),
      suited as (
        select distinct n.organisation_id, n.round_id from need n join rounds r on r.id = n.round_id
          join organisation o on o.id = n.organisation_id and o.removed_at is null
        where n.topic_id in (select id from topics) and n.visible and (n.joint or ${offer.kind === 'advice'})
          and n.organisation_id <> ${offer.organisationId}),
      entered as (
        select distinct m.id, m.organisation_id from suited s
          join answer_change c on c.round_id = s.round_id and c.organisation_id = s.organisation_id
          join member m on m.id = c.member_id and m.organisation_id = s.organisation_id and m.left_at is null),
      told as (
        select id from entered
        union
        select m.id from member m where m.left_at is null and m.organisation_id in (
          select organisation_id from suited except select organisation_id from entered) and ${speaks})
      insert into notice (id, network_id, member_id, group_id, noted_at, matter_kind, matter_id, secret)
      select gen_random_uuid(), ${tx.networkId}, t.id, null, ${at}, 'offer-matched', ${offer.id}, true from told t
      on conflict do nothing`),
  )
}
