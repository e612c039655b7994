/** The row from which all processes draw a tenant's turns. By the database's clock. */
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'

/** 46.5 a second: 93 % of Microsoft's 50; the rest is for what arrives less evenly than it left. */
const turnMs = 21.5

/** Nobody stands in line for longer; whoever came later looks again, and what is urgent finds a short line. */
const longestLineMs = 2_500

export interface Drawn {
  /** For each turn the wait until it comes, in ms; null for all when the line is too long. */
  readonly waits: readonly (number | null)[]
  /** The tenant is throttled for so many ms more; 0: it is not. */
  readonly pausedMs: number
}

export async function drawTurns(database: Database, networkId: string, n: number): Promise<Drawn> {
  const [row] = await database.inNetwork(networkId, (tx) =>
    tx.all(
      raw(sql<{ last: number | null; paused: number }>`
        with drawn as (insert into pace (network_id, next_at)
        values (${networkId}, clock_timestamp() + ${n * turnMs}::double precision * interval '1 millisecond')
        on conflict (network_id) do update
          set next_at = greatest(pace.next_at, clock_timestamp()) + ${n * turnMs}::double precision * interval '1 millisecond'
          where pace.next_at < clock_timestamp() + ${longestLineMs}::double precision * interval '1 millisecond'
            and coalesce(pace.paused_until <= clock_timestamp(), true)
        returning (extract(epoch from next_at - clock_timestamp()) * 1000)::double precision as last)
        select (select last from drawn) as last, coalesce(greatest(0, extract(epoch from
          (select paused_until from pace where network_id = ${networkId}) - clock_timestamp()) * 1000), 0)::double precision as paused`),
    ),
  )
  const last = row?.last ?? null
  return {
    waits: Array.from({ length: n }, (_, i) => (last === null ? null : Math.max(0, last - (n - i) * turnMs))),
    pausedMs: row?.paused ?? 0,
  }
}

/** Nobody gets a turn until then; a longer pause that is already set stays. */
export async function pausePace(tx: Transaction, ms: number): Promise<void> {
  await tx.run(
    raw(sql`insert into pace (network_id, next_at, paused_until)
            values (${tx.networkId}, clock_timestamp(), clock_timestamp() + ${ms}::double precision * interval '1 millisecond')
            on conflict (network_id) do update set paused_until = greatest(pace.paused_until, excluded.paused_until)`),
  )
}
