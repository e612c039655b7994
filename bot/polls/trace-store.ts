/** The life of a poll in the database: what was done to it, by whom. Names are looked up when it is read. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { TraceEntry } from './view'

export async function addTrace(
  tx: Transaction,
  pollId: string,
  entry: {
    readonly at: Date
    readonly what: TraceEntry['what']
    readonly by: string | null
    readonly data: TraceEntry['data']
  },
): Promise<void> {
  await tx.run(
    queries.insertInto('trace').values({
      network_id: tx.networkId,
      poll_id: pollId,
      at: entry.at,
      what: entry.what,
      member_id: entry.by,
      data: JSON.stringify(entry.data),
    }),
  )
}

export async function traceOf(tx: Transaction, pollId: string): Promise<readonly TraceEntry[]> {
  const rows = await tx.all(
    queries
      .selectFrom('trace')
      .leftJoin('member', 'member.id', 'trace.member_id')
      .leftJoin('member as other', (join) =>
        join
          .on(sql`other.id::text`, '=', sql`trace.data ->> 'member'`)
          .onRef('other.network_id', '=', 'trace.network_id'),
      )
      .select(['trace.at', 'trace.what', 'trace.data', 'member.name', 'other.name as other'])
      .where('trace.poll_id', '=', pollId)
      .orderBy('trace.id'),
  )
  return rows.map((row) => ({
    at: row.at.toISOString(),
    what: row.what as TraceEntry['what'],
    who: row.name ?? '',
    data: row.data.member === undefined ? row.data : { name: row.other ?? '' },
  }))
}

/** Whether it is forgotten by now who was asked and who took part. */
export async function areNamesForgotten(tx: Transaction, pollId: string): Promise<boolean> {
  const row = await tx.first(
    raw(
      sql<{
        forgotten: boolean
      }>`select names_forgotten_at is not null as forgotten from poll where id = ${pollId}`,
    ),
  )
  return row?.forgotten ?? false
}
