/**
 * All requests of a tenant together: at most 50 a second (PLATFORM.md 1), by turns that all processes draw from one row.
 * Turns are given evenly, not by the second's dozen: what arrives in a burst would break a sliding window.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { elapsed } from '../clock'
import { coalesce } from '../database/coalesce'
import type { Database } from '../database/database'
import { drawTurns, pausePace } from './pace-store'

/** Of one process, however its event loop stalls: no more than this many requests in any `strictMs`. */
const strictMost = 48
const strictMs = 1_030

export interface Pace {
  /** Waits for a turn. @returns false when the line is too long (or paused): give the conversation back and come again. */
  turn(networkId: string): Promise<boolean>
  /** Teams throttles the whole tenant: nobody gets a turn until then. */
  pause(networkId: string, ms: number): Promise<void>
}

export function openPace(database: Database): Pace {
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
    pause: (networkId, ms) => pausePace(database, networkId, ms),
  }
}
