/**
 * All requests of a tenant together: at most 50 a second (PLATFORM.md 1), by turns that all processes draw from one row.
 * Turns are given evenly, not by the second's dozen: what arrives in a burst would break a sliding window.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { elapsed } from '../clock'
import { coalesce } from '../database/coalesce'
import type { Database, Transaction } from '../database/database'
import { drawTurns, pausePace } from './pace-store'

/** Of one process, however its event loop stalls: no more than this many requests in any `strictMs`. */
const strictMost = 48
const strictMs = 1_030

/**
 * Who leaves later than this after its turn takes a new one: late ones would leave in a burst, and other processes know
 * nothing of it. In any second there are then at most 1,060 ms of turns: 49.
 */
const lateMs = 60

/** When a request may leave, in monotonic milliseconds of this process. */
export type TurnTime = number

/**
 * How long before its turn a post is marked as being sent: as long as that has lately taken, so that it leaves in time (8 ms
 * on an idle machine, 100 and more on a busy one). A post that is marked and has not left yet becomes unknown when the
 * process dies: one that waits brings the next one closer to its turn, one that is late farther away from it.
 */
const lead = { leastMs: 10, mostMs: 250, firstMs: 40, gain: 0.5, loss: 0.05 } as const

export interface Pace {
  /** Waits until shortly before a turn. @returns null when the line is too long (or paused): give the conversation back and come again. */
  turn(networkId: string): Promise<TurnTime | null>
  /**
   * Right before a request leaves: waits for the turn, and makes sure that it does not leave in a burst.
   * @param however late: it leaves all the same
   * @returns false when it must not leave: it came too late for its turn, or Teams has throttled the tenant meanwhile
   */
  leave(networkId: string, turn: TurnTime, however?: 'late'): Promise<boolean>
  /** Teams throttles the whole tenant: nobody gets a turn until then. */
  pause(tx: Transaction, ms: number): Promise<void>
}

export function openPace(database: Database): Pace {
  const drawers = new Map<string, (n: 1) => Promise<TurnTime | null>>()
  const left = new Map<string, number[]>()
  const pausedUntil = new Map<string, TurnTime>()
  let leadMs: number = lead.firstMs
  /** @param waitMs until its turn when it was ready to leave; negative: so much too late */
  const noteWait = (waitMs: number): void => {
    const next = waitMs < 0 ? leadMs - waitMs * lead.gain : leadMs - waitMs * lead.loss
    leadMs = Math.min(lead.mostMs, Math.max(lead.leastMs, next))
  }
  const notePause = (networkId: string, until: TurnTime) =>
    pausedUntil.set(networkId, Math.max(until, pausedUntil.get(networkId) ?? 0))

  const drawerOf = (networkId: string) => {
    const known = drawers.get(networkId)
    if (known) return known
    const made = coalesce<1, TurnTime | null>({
      run: async (asked) => {
        // From before the question: the answer may be read late.
        const since = elapsed()
        const { waits, pausedMs } = await drawTurns(database, networkId, asked.length)
        if (pausedMs > 0) notePause(networkId, since + pausedMs)
        return waits.map((wait) => (wait === null ? null : since + wait))
      },
    })
    drawers.set(networkId, made)
    return made
  }

  const turn = async (networkId: string): Promise<TurnTime | null> => {
    const at = await drawerOf(networkId)(1)
    if (at !== null) await sleepUntil(at - leadMs)
    return at
  }

  const space = async (networkId: string): Promise<void> => {
    const times = left.get(networkId) ?? []
    left.set(networkId, times)
    for (;;) {
      const oldest = times.at(-strictMost)
      if (oldest === undefined || oldest + strictMs <= elapsed()) break
      await sleepUntil(oldest + strictMs)
    }
    times.push(elapsed())
    if (times.length > 4 * strictMost) times.splice(0, times.length - strictMost)
  }

  return {
    turn,
    leave: async (networkId, at, however) => {
      noteWait(at - elapsed())
      await sleepUntil(at)
      if (however !== 'late' && elapsed() - at > lateMs) return false
      if ((pausedUntil.get(networkId) ?? 0) > elapsed()) return false
      await space(networkId)
      return true
    },
    pause: async (tx, ms) => {
      notePause(tx.networkId, elapsed() + ms)
      await pausePace(tx, ms)
    },
  }
}

async function sleepUntil(at: TurnTime): Promise<void> {
  const ms = at - elapsed()
  if (ms > 0) await sleep(ms)
}
