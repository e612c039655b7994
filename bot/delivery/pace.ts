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
  /** Right before a request leaves: waits for the turn, and makes sure that it does not leave in a burst. */
  leave(networkId: string, turn: TurnTime): Promise<void>
  /** Teams throttles the whole tenant: nobody gets a turn until then. */
  pause(tx: Transaction, ms: number): Promise<void>
}

export function openPace(database: Database): Pace {
  const drawers = new Map<string, (n: 1) => Promise<TurnTime | null>>()
  const left = new Map<string, number[]>()

  const drawerOf = (networkId: string) => {
    const known = drawers.get(networkId)
    if (known) return known
    const made = coalesce<1, TurnTime | null>({
      run: async (asked) => {
        // From before the question: the answer may be read late.
        const since = elapsed()
        const waits = await drawTurns(database, networkId, asked.length)
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

  const next = async (networkId: string): Promise<TurnTime> => {
    const at = (await drawerOf(networkId)(1)) ?? elapsed()
    await sleepUntil(at)
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
    leave: async (networkId, at) => {
      let mine = at
      await sleepUntil(mine)
      for (let turns = 1; turns < mostTurns && elapsed() - mine > lateMs; turns += 1)
        mine = await next(networkId)
      await space(networkId)
    },
    pause: pausePace,
  }
}

async function sleepUntil(at: TurnTime): Promise<void> {
  const ms = at - elapsed()
  if (ms > 0) await sleep(ms)
}
