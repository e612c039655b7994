/** What polls keep of a person: where they may vote, what they chose as far as it is known, what they did as coordinator. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { wantRedrawOf } from '../delivery/edit-store'
import { grade } from '../delivery/grade'
import { wake } from '../delivery/lane-store'
import type { Asked, Erasure, KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import { forgetPosts } from '../ledger/kept-store'
import type { Wording } from '../texts'

/** Whose options carry the person: elections, whatever has become of them. Their cards call the person by name. */
async function redrawNaming(tx: Transaction, { memberId }: Erasure): Promise<void> {
  const rows = await tx.all(
    raw(sql<{ id: string }>`select id from poll
      where places is not null and options @> jsonb_build_array(jsonb_build_object('member', ${memberId}::text))`),
  )
  const kinds = ['poll', 'poll-result', 'poll-opened', 'poll-closed', 'poll-reminder']
  await wake(
    tx,
    await wantRedrawOf(
      tx,
      kinds,
      rows.map(({ id }) => id),
    ),
    grade.many,
  )
}

export const pollsPart: KeptPart = {
  name: 'polls',
  covers: [
    'voter.member_id',
    'ballot.voter_key',
    'ballot.content',
    'poll.opened_by',
    'trace.member_id',
    'trace.data',
  ],
  read: async (tx, asked) => ({
    voter: await votes(tx, asked),
    poll: await tx.all(
      raw(sql<Row>`select p.id, p.question, p.opened_at as "openedAt" from poll p
        where p.opened_by = ${asked.memberId} order by p.opened_at`),
    ),
    trace: await tx.all(
      raw(sql<Row>`select t.at, t.what, p.question, t.data, t.member_id is not distinct from ${asked.memberId} as "byMe"
        from trace t join poll p on p.id = t.poll_id
        where t.member_id = ${asked.memberId} or t.data ->> 'member' = ${asked.memberId}::text order by t.id`),
    ),
  }),
  say: ({ voter = [], poll = [], trace = [] }, words) => sayPolls(voter, poll, trace, words),
  fate: ({ voter = [], poll = [] }, words) => {
    const named = voter.filter((row) => row.anonymous === false && row.tookPart === true).length
    const hidden = voter.filter((row) => row.tookPart === null).length
    const secret = voter.filter((row) => row.anonymous === true && row.tookPart === true).length
    return {
      goes: [],
      stays: [
        ...(named > 0 ? [words.t('polls:kept.named-stay', { count: named })] : []),
        ...(secret > 0 ? [words.t('polls:kept.anonymous-stay', { count: secret })] : []),
        ...(hidden > 0 ? [words.t('polls:kept.hidden-stay', { count: hidden })] : []),
        ...(poll.length > 0 ? [words.t('polls:kept.opened-stay', { count: poll.length })] : []),
      ],
    }
  },
  erase: redrawNaming,
}

/**
 * P5: of anonymous polls only that one took part, open or closed: no export joins voter and ballot. P4, P6: somebody else
 * reads neither of a running one.
 */
function votes(tx: Transaction, { memberId, byOther }: Asked): Promise<readonly Row[]> {
  const known = sql`(not ${byOther}::boolean or p.state = 'closed')`
  return tx.all(
    raw(sql<Row>`select p.id, p.question, g.name as group, p.state, p.anonymous, p.deadline,
        case when ${known} then v.took_part end as "tookPart",
        case when ${known} then v.answered_at end as "answeredAt",
        case when ${known} and not p.anonymous then (
          select jsonb_agg(o.value ->> 'label' order by o.ordinality)
          from ballot b, jsonb_array_elements(p.options) with ordinality o(value, ordinality)
          where b.poll_id = p.id and b.voter_key = v.member_id::text and b.content ? (o.value ->> 'id')) end as choices
      from voter v join poll p on p.id = v.poll_id join working_group g on g.id = p.group_id
      where v.member_id = ${memberId} order by p.opened_at, p.id`),
  )
}

function sayPolls(
  voter: readonly Row[],
  opened: readonly Row[],
  trace: readonly Row[],
  words: Wording,
): readonly string[] {
  return [
    words.t('polls:kept.count', { count: voter.length }),
    ...voter.map((row) => sayVote(row, words)),
    ...opened.map((row) => words.t('polls:kept.opened', { question: String(row.question) })),
    words.t('polls:kept.trace', { count: trace.length }),
  ]
}

function sayVote(row: Row, words: Wording): string {
  const question = String(row.question)
  if (row.tookPart === null) return words.t('polls:kept.hidden', { question })
  if (row.tookPart === false) return words.t('polls:kept.not-answered', { question })
  if (row.anonymous === true) return words.t('polls:kept.took-part', { question })
  const choices = Array.isArray(row.choices) ? row.choices.join(', ') : '–'
  return words.t('polls:kept.chose', { question, choices })
}

/** Large electorates: so few at once keep a batch short. */
const mostPolls = 20

/** Who was asked and who took part; in named polls also who chose what. Figures and answers stay. */
export const participationStep: RetentionStep = {
  kind: 'participation',
  forget: async (tx, before, most) => {
    const rows = await tx.all(
      raw(sql<{ id: string }>`select id from poll
        where state = 'closed' and names_forgotten_at is null and closed_at < ${before}
        order by id limit ${Math.min(most, mostPolls)} for no key update skip locked`),
    )
    const ids = rows.map((row) => row.id)
    if (ids.length === 0) return 0
    await tx.run(raw(sql`delete from voter where poll_id = any(${ids}::uuid[])`))
    await tx.run(
      raw(sql`update ballot set voter_key = gen_random_uuid()::text from poll p
        where p.id = ballot.poll_id and not p.anonymous and ballot.poll_id = any(${ids}::uuid[])`),
    )
    await tx.run(
      raw(
        sql`update trace set data = '{"member":""}' where what = 'voter-added' and poll_id = any(${ids}::uuid[])`,
      ),
    )
    await tx.run(
      raw(sql`update poll set names_forgotten_at = clock_timestamp() where id = any(${ids}::uuid[])`),
    )
    return ids.length
  },
}

/** Their cards: those of a poll that runs are edited with every ballot, however long ago they were posted. */
export const pollDeliveriesStep: RetentionStep = {
  kind: 'deliveries',
  forget: (tx, before, most) =>
    forgetPosts(
      tx,
      sql`p.matter_kind like 'poll%' and not exists (
        select from poll where poll.id::text = p.matter_id and poll.state = 'open')`,
      before,
      most,
    ),
}
