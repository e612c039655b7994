/** A named poll put in by SQL, and put back as it was after whatever was done to it: in milliseconds. */
import { randomUUID } from 'node:crypto'
import type { TestDatabase } from './database'

export interface PollRow {
  readonly network: string
  readonly group: string
  /** Who has opened it. */
  readonly by: string
  readonly electorate: readonly string[]
  /** Stands in its question and answers. */
  readonly mark: string
}

const options = (mark: string) =>
  JSON.stringify(['o1', 'o2', 'o3'].map((id) => ({ id, label: `${mark} ${id}`, first: `${mark} ${id}` })))

/** @returns its id; `restorePoll` brings the electorate */
export async function openPollRow(
  database: TestDatabase,
  { network, group, by, electorate, mark }: PollRow,
): Promise<string> {
  const id = randomUUID()
  await database.sql(
    `insert into poll (id, network_id, group_id, kind, question, options, next_option, most, anonymous, results, deadline,
       zone, state, opened_by, opened_at, form_nonce, voters, answered, tally, revision)
     values ($1, $2, $3, 'single', $4, $5, 4, 1, false, 'live', '2026-12-30T11:00:00Z', 'Europe/Berlin', 'open', $6,
       '2026-11-23T08:00:00Z', $7, $8, 0, '{}', 1)`,
    [id, network, group, `Was will ${mark}?`, options(mark), by, `form-of-${mark}`, electorate.length],
  )
  return id
}

export async function restorePoll(
  database: TestDatabase,
  id: string,
  { electorate, mark }: Pick<PollRow, 'electorate' | 'mark'>,
): Promise<void> {
  // In one go: the matrix of roles puts a poll back hundreds of times.
  await database.sql(
    `with ballots as (delete from ballot where poll_id = $1), acts as (delete from act where poll_id = $1),
       traces as (delete from trace where poll_id = $1), voters as (delete from voter where poll_id = $1)
     delete from reminder where poll_id = $1`,
    [id],
  )
  await database.sql(
    `update poll set state = 'open', closed_at = null, answered = 0, voters = $2, tally = '{}', next_option = 4,
       options = $3, revision = revision + 1 where id = $1`,
    [id, electorate.length, options(mark)],
  )
  await database.sql(
    `insert into voter (poll_id, member_id, network_id) select p.id, v, p.network_id from poll p, unnest($2::uuid[]) v
     where p.id = $1`,
    [id, electorate],
  )
}
