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
const mostTurns = 4

/** When a request may leave, in monotonic milliseconds of this process. */
export type TurnTime = number

/** How long before its turn a post is marked as being sent: longer than that mostly takes, so that it leaves in time. */
const leadMs = 120

export interface Pace {
  /** Waits until shortly before a turn. @returns null when the line is too long (or paused): give the conversation back and come again. */
  turn(networkId: string): Promise<TurnTime | null>
  /**
   * Right before a request leaves: waits for the turn, and makes sure that it does not leave in a burst.
   * @returns false when it must not leave: it came too late for its turn and the line is too long, or Teams has
   * throttled the tenant meanwhile
   */
  leave(networkId: string, turn: TurnTime): Promise<boolean>
  /** Teams throttles the whole tenant: nobody gets a turn until then. */
  pause(tx: Transaction, ms: number): Promise<void>
}

export function openPace(database: Database): Pace {
  const drawers = new Map<string, (n: 1) => Promise<TurnTime | null>>()
  const left = new Map<string, number[]>()
  const pausedUntil = new Map<string, TurnTime>()
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

  /** @returns the turn by which it may leave; null: it may not */
  const inTime = async (networkId: string, at: TurnTime): Promise<TurnTime | null> => {
    let mine: TurnTime | null = at
    for (let turns = 1; mine !== null; turns += 1) {
      await sleepUntil(mine)
      // On a machine that is always late something must leave all the same; `space` keeps it from leaving in a burst.
      if (elapsed() - mine <= lateMs || turns === mostTurns) return mine
      mine = await drawerOf(networkId)(1)
    }
    return null
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
    leave: async (networkId, at) => {
      if ((await inTime(networkId, at)) === null) return false
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
