/** The life of a round in the database. Names are looked up when it is read. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import type { RoundTrace } from './view'

export async function addRoundTrace(
  tx: Transaction,
  roundId: string,
  entry: {
    readonly at: Date
    readonly what: RoundTrace['what']
    readonly by: string | null
    readonly data?: RoundTrace['data']
  },
): Promise<void> {
  await tx.run(
    queries.insertInto('round_trace').values({
      ...{ network_id: tx.networkId, round_id: roundId, at: entry.at, what: entry.what },
      ...{ member_id: entry.by, data: JSON.stringify(entry.data ?? {}) },
    }),
  )
}

interface Row {
  readonly at: Date
  readonly what: RoundTrace['what']
  readonly who: string | null
  readonly data: RoundTrace['data']
  readonly organisation: string | null
}

/** The name of an organisation that was added stands in place of its id. */
export async function roundTraceOf(tx: Transaction, roundId: string): Promise<readonly RoundTrace[]> {
  const rows = await tx.all(
    raw(sql<Row>`select t.at, t.what, m.name as who, t.data, o.name as organisation
      from round_trace t left join member m on m.id = t.member_id
      left join organisation o on o.id::text = t.data ->> 'organisation' and o.network_id = t.network_id
      where t.round_id = ${roundId} order by t.id`),
  )
  return rows.map(({ at, what, who, data, organisation }) => ({
    ...{ at: at.toISOString(), what, who: who ?? '' },
    data: data.organisation === undefined ? data : { name: organisation ?? '' },
  }))
}

/** Whether it was to repeat when it opened. */
export async function repeatedAtOpening(tx: Transaction, roundId: string): Promise<boolean> {
  const opened = (await roundTraceOf(tx, roundId)).find(({ what }) => what === 'opened')
  return opened?.data.repeats === 'true'
}
