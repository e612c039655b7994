/** What rounds keep of a person: which were opened, what was done to them, what was entered for the organisation. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Asked, KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import { forgetPosts } from '../ledger/kept-store'

export const roundsPart: KeptPart = {
  name: 'rounds',
  covers: [
    'round.opened_by',
    'round_trace.member_id',
    'round_trace.what',
    'round_trace.data',
    'answer_change.member_id',
    'answer_change.what',
    'answer_change.data',
  ],
  read: async (tx, asked) => ({
    round: await tx.all(
      raw(sql<Row>`select r.id, r.quarter, g.name as group, r.opened_at as "openedAt"
        from round r left join working_group g on g.id = r.group_id
        where r.opened_by = ${asked.memberId} order by r.opened_at`),
    ),
    trace: await tx.all(
      raw(sql<Row>`select t.at, t.what, r.quarter, t.data from round_trace t join round r on r.id = t.round_id
        where t.member_id = ${asked.memberId} order by t.id`),
    ),
    change: await changes(tx, asked),
  }),
  say: ({ round = [], trace = [], change = [] }, { t }) => [
    t('needs:kept.opened', { count: round.length }),
    t('needs:kept.trace', { count: trace.length }),
    t('needs:kept.changes', { count: change.length }),
  ],
  fate: ({ round = [], change = [] }, { t }) => ({
    goes: [],
    stays: [
      ...(round.length > 0 ? [t('needs:kept.opened-stay', { count: round.length })] : []),
      ...(change.length > 0 ? [t('needs:kept.changes-stay', { count: change.length })] : []),
    ],
  }),
}

/** Raw needs are for the people of their organisation alone: somebody else learns of closed rounds that there was something. */
async function changes(tx: Transaction, { memberId, byOther }: Asked): Promise<readonly Row[]> {
  if (byOther)
    return tx.all(
      raw(sql<Row>`select distinct r.id, r.quarter from answer_change c join round r on r.id = c.round_id
        where c.member_id = ${memberId} and r.state = 'closed' order by r.quarter, r.id`),
    )
  return tx.all(
    raw(sql<Row>`select c.at, c.what, r.quarter, o.name as organisation, c.data
      from answer_change c join round r on r.id = c.round_id join organisation o on o.id = c.organisation_id
      where c.member_id = ${memberId} order by c.id`),
  )
}

/** Large rounds: so few at once keep a batch short. */
const mostRounds = 20

/** Who changed what of an answer. Answers and figures stay: later rounds are compared with them (P7). */
export const roundsStep: RetentionStep = {
  kind: 'participation',
  forget: async (tx, before, most) => {
    const rows = await tx.all(
      raw(sql<{ id: string }>`select r.id from round r where r.state = 'closed' and r.closed_at < ${before}
        and exists (select from answer_change c where c.round_id = r.id)
        order by r.id limit ${Math.min(most, mostRounds)} for no key update skip locked`),
    )
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) await tx.run(raw(sql`delete from answer_change where round_id = any(${ids}::uuid[])`))
    return ids.length
  },
}

/** Cards of rounds that are over. */
export const roundDeliveriesStep: RetentionStep = {
  kind: 'deliveries',
  forget: (tx, before, most) =>
    forgetPosts(
      tx,
      sql`p.matter_kind like 'round%' and not exists (
        select from round r where r.id::text = p.matter_id and r.state = 'open')`,
      before,
      most,
    ),
}
