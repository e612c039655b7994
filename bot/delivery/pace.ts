/**
 * All requests of a tenant together: at most 50 a second (PLATFORM.md 1), by turns that all processes draw from one row.
 * Turns are given evenly, not by the second's dozen: what arrives in a burst would break a sliding window.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { coalesce } from '../database/coalesce'
import type { Database } from '../database/database'
import { raw } from '../database/query'

/** 46.5 a second: 93 % of the limit; the rest is for what arrives less evenly than it left. */
export const turnMs = 21.5

/** Nobody stands in line for longer; whoever came later looks again, and what is urgent finds a short line. */
const longestLineMs = 2_500

/** Of one process, however its event loop stalls: no more than this many requests in any `strictMs`. */
const strictMost = 48
const strictMs = 1_030

export interface Pace {
  /** Waits for a turn. @returns false when the line is too long (or paused): give the conversation back and come again. */
  turn(networkId: string): Promise<boolean>
  /** Teams throttles the whole tenant: nobody gets a turn until then. */
  pause(networkId: string, ms: number): Promise<void>
}

export interface PaceSettings {
  readonly database: Database
  /** Monotonic milliseconds. */
  readonly elapsed: () => number
}

export function openPace({ database, elapsed }: PaceSettings): Pace {
  const draw = new Map<string, (n: 1) => Promise<number | null>>()
  const strict = new Map<string, number[]>()
  const drawFor = (networkId: string) => {
    const known = draw.get(networkId)
    if (known) return known
    const made = coalesce<1, number | null>({ run: (asked) => drawTurns(database, networkId, asked.length) })
    draw.set(networkId, made)
    return made
  }
  return {
    turn: async (networkId) => {
      const waitMs = await drawFor(networkId)(1)
      if (waitMs === null) return false
      if (waitMs > 0) await sleep(waitMs)
      const left = strict.get(networkId) ?? []
      strict.set(networkId, left)
      for (;;) {
        const oldest = left.length >= strictMost ? left[left.length - strictMost] : undefined
        const early = oldest === undefined ? 0 : oldest + strictMs - elapsed()
        if (early <= 0) break
        await sleep(early)
      }
      left.push(elapsed())
      if (left.length > 4 * strictMost) left.splice(0, left.length - strictMost)
      return true
    },
    pause: async (networkId, ms) => {
      await database.inNetwork(networkId, (tx) =>
        tx.run(
          raw(sql`insert into pace (network_id, next_at)
                  values (${networkId}, clock_timestamp() + ${ms}::double precision * interval '1 millisecond')
                  on conflict (network_id) do update set next_at = greatest(pace.next_at, excluded.next_at)`),
        ),
      )
    },
  }
}

/** @returns for each of `n` turns the wait until it comes, in ms; null for all when the line is too long. */
async function drawTurns(
  database: Database,
  networkId: string,
  n: number,
): Promise<readonly (number | null)[]> {
  const [row] = await database.inNetwork(networkId, (tx) =>
    tx.all(
      raw(sql<{ last: number }>`
        insert into pace (network_id, next_at)
        values (${networkId}, clock_timestamp() + ${n * turnMs}::double precision * interval '1 millisecond')
        on conflict (network_id) do update
          set next_at = greatest(pace.next_at, clock_timestamp()) + ${n * turnMs}::double precision * interval '1 millisecond'
          where pace.next_at < clock_timestamp() + ${longestLineMs}::double precision * interval '1 millisecond'
        returning (extract(epoch from next_at - clock_timestamp()) * 1000)::double precision as last`),
    ),
  )
  return Array.from({ length: n }, (_, i) => (row ? Math.max(0, row.last - (n - i) * turnMs) : null))
}
