/** What elections keep of a person: where they may vote, where they stand or were asked to, what they did. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import { wantRedrawOf } from '../delivery/edit-store'
import { grade } from '../delivery/grade'
import { wake } from '../delivery/lane-store'
import type { KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import { forgetPosts } from '../ledger/kept-store'

export const electionsPart: KeptPart = {
  name: 'elections',
  covers: [
    'election_voter.member_id',
    'candidacy.member_id',
    'candidacy.proposed_by',
    'candidacy.state',
    'election.called_by',
    'election_trace.member_id',
    'election_trace.what',
    'election_trace.data',
  ],
  read: async (tx, { memberId }) => ({
    election: await tx.all(
      raw(sql<Row>`select e.id, e.title, e.deadline, e.called_by = ${memberId} as "calledByMe"
        from election e where e.called_by = ${memberId}
          or exists (select from election_voter v where v.election_id = e.id and v.member_id = ${memberId})
        order by e.called_at, e.id`),
    ),
    candidacy: await tx.all(
      raw(sql<Row>`select e.title, c.state, c.asked_at as "askedAt", c.answered_at as "answeredAt",
          c.member_id = ${memberId} as mine
        from candidacy c join election e on e.id = c.election_id
        where c.member_id = ${memberId} or c.proposed_by = ${memberId} order by c.asked_at`),
    ),
    trace: await tx.all(
      raw(sql<Row>`select t.at, t.what, e.title, t.data from election_trace t join election e on e.id = t.election_id
        where t.member_id = ${memberId} order by t.id`),
    ),
  }),
  say: ({ election = [], candidacy = [], trace = [] }, { t }) => [
    t('elections:kept.count', { count: election.length }),
    ...candidacy.map(({ title, mine }) =>
      t(mine === true ? 'elections:kept.stood' : 'elections:kept.proposed', { title: String(title) }),
    ),
    t('elections:kept.trace', { count: trace.length }),
  ],
  fate: ({ candidacy = [] }, { t }) => {
    const own = candidacy.filter(({ mine }) => mine === true).length
    return { goes: [], stays: own > 0 ? [t('elections:kept.candidacies-stay', { count: own })] : [] }
  },
  // Before voting begins somebody who is gone stands no more; afterwards the votes stay, and the seat goes to the next.
  erase: async (tx, { memberId, at }) => {
    await redrawCards(tx, memberId)
    await tx.run(
      raw(sql`update candidacy set state = 'declined', answered_at = ${at}
        from election e where e.id = candidacy.election_id and candidacy.member_id = ${memberId}
          and e.state in ('standing', 'short') and candidacy.state in ('asked', 'accepted')`),
    )
  },
}

const mostElections = 20

/**
 * Who might vote, who was asked, declined or stepped back, and who had proposed whom. Who stood to the end stays with the
 * result, under the pseudonym once they are erased. Of one that nobody decided on in all that time it is over by that.
 */
export const electionsStep: RetentionStep = {
  kind: 'participation',
  forget: async (tx, before, most) => {
    const rows = await tx.all(
      raw(sql<{ id: string }>`select e.id from election e left join poll p on p.id = e.poll_id
        where coalesce(p.closed_at, e.deadline) < ${before} and (e.state <> 'voting' or p.state = 'closed')
          and (exists (select from election_voter v where v.election_id = e.id)
            or exists (select from candidacy c where c.election_id = e.id
              and (c.state <> 'accepted' or c.proposed_by is not null)))
        order by e.id limit ${Math.min(most, mostElections)} for no key update of e skip locked`),
    )
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return 0
    const of = sql`election_id = any(${ids}::uuid[])`
    await tx.run(
      raw(sql`update election set state = 'called-off' where id = any(${ids}::uuid[]) and state <> 'voting'`),
    )
    await tx.run(raw(sql`delete from election_voter where ${of}`))
    await tx.run(raw(sql`delete from candidacy where ${of} and state <> 'accepted'`))
    await tx.run(raw(sql`update candidacy set proposed_by = null where ${of}`))
    await tx.run(
      raw(sql`delete from election_trace where ${of} and what in ('stands', 'stepped-back', 'withdrew')`),
    )
    return ids.length
  },
}

const cardsOfElections = ['election', 'election-called', 'election-asked', 'election-short']

/** Cards of an election name who stands: they are drawn anew. Its ballots and results are the polls' own to draw. */
async function redrawCards(tx: Transaction, memberId: string): Promise<void> {
  // Once: what comes in late is looked for again for some days, and these cards are right by then.
  const rows = await tx.all(
    raw(sql<{ id: string }>`select c.election_id as id from candidacy c join member m on m.id = c.member_id
      where c.member_id = ${memberId} and m.erased_at is null`),
  )
  const ids = rows.map(({ id }) => id)
  await wake(tx, await wantRedrawOf(tx, cardsOfElections, ids), grade.many)
}

/** Cards of elections that are over, called off or being voted on (those have cards of their own by then). */
export const electionDeliveriesStep: RetentionStep = {
  kind: 'deliveries',
  forget: (tx, before, most) =>
    forgetPosts(
      tx,
      sql`p.matter_kind like 'election%' and not exists (
        select from election e where e.id::text = p.matter_id and e.state in ('standing', 'short'))`,
      before,
      most,
    ),
}
