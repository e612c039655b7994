/** Ballots, who took part, and acts: stored apart (P5), in as few statements as a batch of any size needs. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { BallotChanges, Place, StoredVoter } from './counting'
import type { Marks } from './kinds/kind'
import { type BallotContent, openMarks, sealMarks } from './sealing'

/** What is stored of these people, in their order. Lateral: two look-ups by index each, whatever the statistics say. */
export async function votersAt(
  tx: Transaction,
  places: readonly Pick<Place, 'pollId' | 'memberId' | 'voterKey' | 'key'>[],
): Promise<readonly StoredVoter[]> {
  const rows = await tx.all(
    raw(sql<{ in_electorate: boolean; took_part: boolean; content: BallotContent | null }>`
      select v.member_id is not null as in_electorate, coalesce(v.took_part, false) as took_part, b.content
      from unnest(${places.map((p) => p.pollId)}::uuid[], ${places.map((p) => p.memberId)}::uuid[],
                  ${places.map((p) => p.voterKey)}::text[])
        with ordinality as asked(poll_id, member_id, voter_key, place)
      left join lateral (
        select member_id, took_part from voter
        where voter.poll_id = asked.poll_id and voter.member_id = asked.member_id limit 1
      ) v on true
      left join lateral (
        select content from ballot
        where ballot.poll_id = asked.poll_id and ballot.voter_key = asked.voter_key limit 1
      ) b on true
      order by asked.place`),
  )
  return rows.map((row, i) => ({
    inElectorate: row.in_electorate,
    tookPart: row.took_part,
    marks: openMarks(row.content, places[i]?.key),
  }))
}

/** Act keys are hashes over the voter too: none stands for acts in two polls. */
export async function knownActs(
  tx: Transaction,
  places: readonly Pick<Place, 'pollId' | 'actKey'>[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.all(
    raw(sql<{ act_key: string }>`
      select a.act_key from unnest(${places.map((p) => p.pollId)}::uuid[], ${places.map((p) => p.actKey)}::text[])
        as asked(poll_id, act_key)
      cross join lateral (
        select act_key from act where act.poll_id = asked.poll_id and act.act_key = asked.act_key limit 1) a`),
  )
  return new Set(rows.map((row) => row.act_key))
}

/** Sends all statements at once; they are answered in order. */
export async function saveBallots(tx: Transaction, changes: BallotChanges): Promise<void> {
  const { stored, withdrawn, took, acts } = changes
  const work = [
    stored.length > 0 && tx.run(upsertBallots(tx.networkId, stored)),
    withdrawn.length > 0 && tx.run(deleteBallots(withdrawn)),
    ...[true, false].map((part) => {
      const some = took.filter((one) => one.part === part)
      return some.length > 0 && tx.run(markPart(some, part))
    }),
    acts.length > 0 && tx.run(insertActs(tx.networkId, acts)),
  ]
  await Promise.all(work)
}

function upsertBallots(networkId: string, stored: BallotChanges['stored']) {
  return raw(sql`insert into ballot (poll_id, voter_key, network_id, content)
    select b.poll_id, b.voter_key, ${networkId}, b.content::jsonb
    from unnest(${stored.map((s) => s.pollId)}::uuid[], ${stored.map((s) => s.voterKey)}::text[],
                ${stored.map((s) => JSON.stringify(sealMarks(s.marks, s.key)))}::text[]) as b(poll_id, voter_key, content)
    on conflict (poll_id, voter_key) do update set content = excluded.content`)
}

function deleteBallots(withdrawn: BallotChanges['withdrawn']) {
  return raw(sql`delete from ballot using unnest(${withdrawn.map((w) => w.pollId)}::uuid[],
      ${withdrawn.map((w) => w.voterKey)}::text[]) as gone(poll_id, voter_key)
    where ballot.poll_id = gone.poll_id and ballot.voter_key = gone.voter_key`)
}

/** `any` on both columns of the key is a look-up by index; the pairs are then compared exactly. */
function markPart(took: BallotChanges['took'], part: boolean) {
  const polls = took.map((t) => t.pollId)
  const members = took.map((t) => t.memberId)
  return raw(sql`update voter set took_part = ${part}, answered_at = case when ${part} then
        (select clock_timestamp() from poll p where p.id = poll_id and not p.anonymous and p.results = 'live') end
    where poll_id = any(${polls}::uuid[]) and member_id = any(${members}::uuid[])
      and (poll_id, member_id) in (select * from unnest(${polls}::uuid[], ${members}::uuid[]))`)
}

function insertActs(networkId: string, acts: BallotChanges['acts']) {
  return raw(sql`insert into act (poll_id, act_key, network_id)
    select unnest(${acts.map((a) => a.pollId)}::uuid[]), unnest(${acts.map((a) => a.actKey)}::text[]), ${networkId}
    on conflict do nothing`)
}

/** Equal ballots together, with how many there are. Sealed ones, which are all different, are opened first. */
export async function ballotsByContent(
  tx: Transaction,
  pollId: string,
  key: Buffer | undefined,
): Promise<readonly { readonly marks: Marks; readonly ballots: number }[]> {
  const rows = await tx.all(
    raw(sql<{ content: BallotContent; ballots: number }>`
      select content, count(*)::int as ballots from ballot where poll_id = ${pollId} group by content`),
  )
  return rows.map(({ content, ballots }) => {
    const marks = openMarks(content, key)
    if (!marks)
      throw new Error('the key of an anonymous poll is missing: is KEYS_DIR the same for all processes?')
    return { marks, ballots }
  })
}

/**
 * P5: at closing, every ballot becomes a new row in clear, under a random key, in random order, all of one
 * transaction. With the key destroyed nothing joins them to their voters.
 */
export async function storeShuffled(
  tx: Transaction,
  pollId: string,
  groups: readonly { readonly marks: Marks; readonly ballots: number }[],
): Promise<void> {
  await tx.run(queries.deleteFrom('ballot').where('poll_id', '=', pollId))
  await tx.run(
    raw(sql`insert into ballot (poll_id, voter_key, network_id, content)
      select ${pollId}, gen_random_uuid()::text, ${tx.networkId}, b.content::jsonb
      from unnest(${groups.map((group) => JSON.stringify(group.marks))}::text[],
                  ${groups.map((group) => group.ballots)}::int[]) as b(content, ballots),
           generate_series(1, b.ballots)
      order by random()`),
  )
}

export async function forgetActs(tx: Transaction, pollId: string): Promise<void> {
  await tx.run(queries.deleteFrom('act').where('poll_id', '=', pollId))
}

/** Named polls: who chose what. */
export async function namesByOption(
  tx: Transaction,
  pollId: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await tx.all(
    raw(sql<{ option: string; names: string[] }>`
      select mark.key as option, array_agg(m.name order by m.name) as names
      from ballot b join member m on m.id::text = b.voter_key, jsonb_each(b.content) mark
      where b.poll_id = ${pollId} group by mark.key`),
  )
  return Object.fromEntries(rows.map((row) => [row.option, row.names]))
}

export async function electorateOf(
  tx: Transaction,
  pollId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly organisation: string }[]> {
  return tx.all(
    queries
      .selectFrom('voter')
      .innerJoin('member', 'member.id', 'voter.member_id')
      .innerJoin('organisation', 'organisation.id', 'member.organisation_id')
      .select(['member.id', 'member.name', 'organisation.name as organisation'])
      .where('voter.poll_id', '=', pollId)
      .orderBy('member.name'),
  )
}

/**
 * 29:… of those in the electorate, for a card's refresh (Microsoft: at most 60). Of more than that, those who answered
 * last, but only where the running result names them anyway; else, and in what order, by their ids: the list stands in a
 * card that everyone gets (P4, P5).
 */
export async function teamsUsersOf(
  tx: Transaction,
  pollId: string,
  most: number,
): Promise<readonly string[]> {
  const rows = await tx.all(
    raw(sql<{ teams_user_id: string }>`select teams_user_id from (
        select m.id, m.teams_user_id from voter v join member m on m.id = v.member_id
        where v.poll_id = ${pollId} and m.teams_user_id is not null
        order by v.answered_at desc nulls last, m.id limit ${most}) chosen
      order by id`),
  )
  return rows.map((row) => row.teams_user_id)
}
