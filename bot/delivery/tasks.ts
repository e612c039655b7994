/** What the worker does for delivery: wake drains, spread edits, look after what was left lying. */
import { sql } from 'kysely'
import { raw } from '../database/query'
import type { Task } from '../jobs/worker'
import type { Delivery } from './delivery'
import type { Drains } from './drains'
import { type Grade, grade } from './grade'
import { drainTask, editTask, spreadEdit } from './ledger'
import { openLookUp } from './looking-up'

export const lookUpTask = 'delivery:look-up'
export const giveUpTask = 'delivery:give-up'

/** What waits for a conversation that stays shut is no longer news. */
const giveUpAfter = '14 days'

export function deliveryTasks(delivery: Delivery, drains: Drains): Readonly<Record<string, Task>> {
  const { database } = delivery
  const lookUp = openLookUp(delivery)
  return {
    [drainTask]: async ({ network, conversations, grade: by }) => {
      for (const conversation of conversations as readonly string[])
        drains.wake({ network, conversation }, by as Grade)
    },
    [editTask]: ({ network, kind, id, last }) =>
      database.inNetwork(network, (tx) => spreadEdit(tx, { kind: String(kind), id: String(id) }, last === 1)),
    [lookUpTask]: () => lookUp.round(),
    [giveUpTask]: async () => {
      await database.ask(raw(sql`select give_up_posts(${giveUpAfter}::interval)`))
    },
  }
}

/** A killed process lets go of its conversations by doing nothing; whoever lives looks for them this often. */
const lookMs = 5_000

/** Wakes conversations in which something is due and nobody works. */
export function lookForIdle({ database, log }: Delivery, drains: Drains): { stop(): void } {
  const look = async (): Promise<void> => {
    const idle = await database.ask(
      raw(sql<{ network_id: string; conversation_id: string }>`select * from idle_lanes()`),
    )
    for (const { network_id, conversation_id } of idle)
      drains.wake({ network: network_id, conversation: conversation_id }, grade.many)
  }
  const lookSafely = () => {
    look().catch((error) => log.warn({ err: error }, 'no look at what waits to be sent'))
  }
  lookSafely()
  const timer = setInterval(lookSafely, lookMs)
  return { stop: () => clearInterval(timer) }
}
