/** Lists of polls in the database. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { Place } from '../place'
import type { PollLine } from './view'

export interface LineRow extends PollLine {
  readonly openedAt: Date
}

export interface WaitingPoll {
  readonly id: string
  readonly question: string
  readonly group: string
  readonly deadline: Date
}

/** Open polls in whose electorate the member stands and has not answered, the next deadline first. */
export async function waitingPolls(tx: Transaction, memberId: string): Promise<readonly WaitingPoll[]> {
  return tx.all(
    raw(sql<WaitingPoll>`select p.id, p.question, g.name as group, p.deadline
      from voter v join poll p on p.id = v.poll_id join working_group g on g.id = p.group_id
      where v.member_id = ${memberId} and not v.took_part and p.state = 'open'
      order by p.deadline, p.id limit 200`),
  )
}

/** Whose polls: of these groups, those in which the member votes, and for the chair the committee's. */
export interface Visible {
  readonly groupIds: readonly string[]
  /** Those in which the member votes, whatever their group. */
  readonly own: boolean
  readonly committee: boolean
}

/** Lists polls, newest first. */
export async function listPolls(
  tx: Transaction,
  wanted: {
    readonly memberId: string
    /** null: all of the network. */
    readonly visible: Visible | null
    readonly state: 'open' | 'closed'
    readonly before: Place | null
    readonly most: number
  },
): Promise<readonly LineRow[]> {
  const rows = await tx.all(
    queries
      .selectFrom('poll')
      .innerJoin('working_group', 'working_group.id', 'poll.group_id')
      .leftJoin('voter', (join) =>
        join.onRef('voter.poll_id', '=', 'poll.id').on('voter.member_id', '=', wanted.memberId),
      )
      .select(['poll.id', 'poll.question', 'poll.state', 'poll.deadline', 'poll.closed_at', 'poll.opened_at'])
      .select(['poll.voters', 'poll.answered', 'working_group.name as group_name', 'voter.took_part'])
      .where('poll.state', '=', wanted.state)
      .where(() => seen(wanted.visible))
      .where((is) =>
        wanted.before === null
          ? is.lit(true)
          : sql<boolean>`(poll.opened_at, poll.id) < (${wanted.before.at}, ${wanted.before.id}::uuid)`,
      )
      .orderBy('poll.opened_at', 'desc')
      .orderBy('poll.id', 'desc')
      .limit(wanted.most),
  )
  return rows.map((row) => ({
    id: row.id,
    question: row.question,
    group: row.group_name,
    state: row.state,
    deadline: row.deadline.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    voters: row.voters,
    answered: row.answered,
    answeredByMe: row.took_part,
    openedAt: row.opened_at,
  }))
}

function seen(visible: Visible | null) {
  if (visible === null) return sql<boolean>`true`
  const { groupIds, own, committee } = visible
  return sql<boolean>`(poll.group_id = any(${groupIds}::uuid[]) or (${own} and voter.member_id is not null)
    or (${committee} and working_group.kind = 'committee'))`
}
