/** Leave to read something of a conversation: out of the budgets from which its posts and edits are paid. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/database'
import { halfOfIt, roomAt } from './budget'
import { countRead, lockLane, pauseLane } from './lane-store'
import { roomIn } from './line'
import type { Pace } from './pace'

export interface Reading {
  /**
   * Waits for room in the conversation's budget and for a turn of the tenant's.
   * @returns false when that would take longer than `patienceMs`: come again
   */
  leave(networkId: string, conversationId: string, patienceMs: number): Promise<boolean>
  /** Teams asks to be left alone: nobody sends or reads there until then. */
  pause(networkId: string, conversationId: string, ms: number): Promise<void>
}

/** The tenant's line was too long, or the turn was missed. */
const againMs = 500

export function openReading(database: Database, pace: Pace): Reading {
  /** @returns how long to wait for room; 0: there was some, and it is taken */
  const take = (networkId: string, conversationId: string) =>
    database.inNetwork(networkId, async (tx) => {
      const lane = await lockLane(tx, conversationId)
      const room = Math.max(roomIn(lane), roomAt(lane.reads, lane.now, halfOfIt))
      if (room <= lane.now) await countRead(tx, lane)
      return Math.max(0, room - lane.now)
    })
  return {
    leave: async (networkId, conversationId, patienceMs) => {
      let patience = patienceMs
      while (patience >= 0) {
        const turn = await pace.turn(networkId)
        const wait = turn === null ? againMs : await take(networkId, conversationId)
        if (turn !== null && wait === 0 && (await pace.leave(networkId, turn))) return true
        const pause = Math.max(againMs, wait)
        patience -= pause
        if (patience >= 0) await sleep(pause)
      }
      return false
    },
    pause: (networkId, conversationId, ms) =>
      database.inNetwork(networkId, (tx) => pauseLane(tx, conversationId, ms)),
  }
}
