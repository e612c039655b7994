/** Who votes in a poll or in what becomes one: asked by doors for whom news of it would be, many at a time. */
import { sql } from 'kysely'
import { coalesce } from '../database/coalesce'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Elector, IsElector } from '../groups/electors'

export function electorAsker(database: Database): IsElector {
  return coalesce({ run: (asked: readonly Elector[]) => whoVotes(database, asked) })
}

async function whoVotes(database: Database, asked: readonly Elector[]): Promise<readonly boolean[]> {
  const answers = new Map<Elector, boolean>()
  for (const networkId of new Set(asked.map((one) => one.networkId))) {
    const some = asked.filter((one) => one.networkId === networkId)
    const votes = await database.inNetwork(networkId, (tx) => whoVotesIn(tx, some))
    for (const [i, one] of some.entries()) answers.set(one, votes[i] ?? false)
  }
  return asked.map((one) => answers.get(one) ?? false)
}

/** In their order. */
async function whoVotesIn(tx: Transaction, asked: readonly Elector[]): Promise<readonly boolean[]> {
  const rows = await tx.all(
    raw(sql<{ votes: boolean }>`select
        exists (select from voter v where v.poll_id = a.matter and v.member_id = a.member)
        or exists (select from election_voter e where e.election_id = a.matter and e.member_id = a.member) as votes
      from unnest(${asked.map((one) => one.matter)}::uuid[], ${asked.map((one) => one.memberId)}::uuid[])
        with ordinality as a(matter, member, place) order by a.place`),
  )
  return rows.map(({ votes }) => votes)
}
