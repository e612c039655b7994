/** A conversation's lane in the database: who works it, its budgets, whether it is open. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { queries, raw } from '../database/query'
import { stillCounting } from './budget'
import type { Grade } from './grade'

export interface Lane {
  readonly conversationId: string
  /** The database's clock, ms since 1970; so are all instants here. */
  readonly now: number
  readonly heldBy: string | null
  readonly heldUntil: number
  readonly pausedUntil: number
  readonly requests: readonly number[]
  readonly edits: readonly number[]
  /** Pages of its roster and the like: they leave beside what the holder sends. */
  readonly reads: readonly number[]
  /** Why nothing can be posted there; null: it can. */
  readonly shut: string | null
  /** It is shut, and one request may try whether it still is. */
  readonly probing: boolean
}

/**
 * Short enough that what a killed process was working on goes on within 30 s. Whoever lives renews it while a step takes
 * longer: a wait for one's turn and for Teams (10 s) seldom does, a mail often (`holding.ts`).
 */
export const leaseMs = 18_000

/** A shut conversation whose end no event announces is tried this often. */
const probeHours = 6

interface LaneRow {
  readonly now: Date
  readonly held_by: string | null
  readonly held_until: Date | null
  readonly paused_until: Date | null
  readonly requests: readonly Date[]
  readonly edits: readonly Date[]
  readonly reads: readonly Date[]
  readonly shut: string | null
  readonly probing: boolean
}

/** Locks the lane's row: whoever looks for work there looks alone. */
export async function lockLane(tx: Transaction, conversationId: string): Promise<Lane> {
  const row = (await lockedRow(tx, conversationId)) ?? (await makeRow(tx, conversationId))
  const ms = (at: Date | null) => at?.getTime() ?? 0
  return {
    conversationId,
    now: row.now.getTime(),
    heldBy: row.held_by,
    heldUntil: ms(row.held_until),
    pausedUntil: ms(row.paused_until),
    requests: row.requests.map(ms),
    edits: row.edits.map(ms),
    reads: row.reads.map(ms),
    shut: row.shut,
    probing: row.probing,
  }
}

function lockedRow(tx: Transaction, conversationId: string): Promise<LaneRow | undefined> {
  return tx.first(
    raw(sql<LaneRow>`select clock_timestamp() as now, held_by, held_until, paused_until, requests, edits, reads, shut,
                       shut is not null and coalesce(probe_at <= clock_timestamp(), false) as probing
                     from lane where conversation_id = ${conversationId} for update`),
  )
}

/** The first time, or at the same time as somebody else. */
async function makeRow(tx: Transaction, conversationId: string): Promise<LaneRow> {
  await tx.run(
    raw(sql`insert into lane (network_id, conversation_id) values (${tx.networkId}, ${conversationId})
            on conflict do nothing`),
  )
  const row = await lockedRow(tx, conversationId)
  if (!row) throw new Error('a lane that was just made is not there')
  return row
}

/** Counts a request against the budgets and holds the lane for whoever makes it. */
export async function holdLane(
  tx: Transaction,
  lane: Lane,
  by: string,
  request: 'post' | 'edit',
): Promise<void> {
  const requests = [...lane.requests, lane.now]
  const edits = request === 'edit' ? [...lane.edits, lane.now] : lane.edits
  await keep(tx, { ...lane, requests, edits }, by)
}

/** Counts a read. It needs no lease: it changes nothing, so neither order nor repetition matters. */
export async function countRead(tx: Transaction, lane: Lane): Promise<void> {
  const reads = [...stillCounting(lane.reads, lane.now), lane.now].map((time) => new Date(time))
  await tx.run(queries.updateTable('lane').set({ reads }).where('conversation_id', '=', lane.conversationId))
}

/** @returns whether the lane was still held by this one */
export async function renewLane(tx: Transaction, conversationId: string, by: string): Promise<boolean> {
  const renewed = await tx.run(
    raw(sql`update lane set held_until = clock_timestamp() + ${leaseMs}::double precision * interval '1 millisecond'
            where conversation_id = ${conversationId} and held_by = ${by}`),
  )
  return renewed === 1
}

/** Nothing to do there now. */
export async function leaveLane(tx: Transaction, lane: Lane): Promise<void> {
  await keep(tx, lane, null)
}

/**
 * A request is counted when it is decided on, and leaves later, after waiting for its turn: it counts from when its answer
 * was there, or the next ones would come too soon after it. One that never left counts for nothing.
 */
export function afterStep(lane: Lane, left: boolean): Lane {
  const last = lane.requests.at(-1)
  if (last === undefined) return lane
  const now = left ? [lane.now] : []
  const corrected = (times: readonly number[]) =>
    times.at(-1) === last ? [...times.slice(0, -1), ...now] : times
  return { ...lane, requests: corrected(lane.requests), edits: corrected(lane.edits) }
}

async function keep(tx: Transaction, lane: Lane, by: string | null): Promise<void> {
  const dates = (times: readonly number[]) => stillCounting(times, lane.now).map((time) => new Date(time))
  await tx.run(
    queries
      .updateTable('lane')
      .set({
        held_by: by,
        held_until: by ? new Date(lane.now + leaseMs) : null,
        requests: dates(lane.requests),
        edits: dates(lane.edits),
      })
      .where('conversation_id', '=', lane.conversationId),
  )
}

/** Retry-After, for every process at once. A longer pause that is already set stays. */
export async function pauseLane(tx: Transaction, conversationId: string, ms: number): Promise<void> {
  await tx.run(
    raw(sql`update lane set paused_until = greatest(paused_until, clock_timestamp() + ${ms}::double precision * interval '1 millisecond')
            where conversation_id = ${conversationId}`),
  )
}

/**
 * Nothing goes there until it is opened again; what is to go waits.
 * @param announced Teams will tell when that is; else one request tries it every few hours
 */
export async function shutLane(
  tx: Transaction,
  conversationId: string,
  why: string,
  announced: boolean,
): Promise<void> {
  const hours = announced ? null : probeHours
  await tx.run(
    raw(sql`insert into lane (network_id, conversation_id, shut, shut_at, probe_at)
            values (${tx.networkId}, ${conversationId}, ${why}, clock_timestamp(),
                    clock_timestamp() + ${hours}::int * interval '1 hour')
            on conflict (network_id, conversation_id) do update
              set shut = excluded.shut, shut_at = coalesce(lane.shut_at, excluded.shut_at), probe_at = excluded.probe_at`),
  )
}

/** Somebody thinks that they may take something again: the next request tries it, whatever shut them. */
export async function probeLanes(tx: Transaction, conversations: readonly string[]): Promise<void> {
  await tx.run(
    raw(sql`update lane set probe_at = clock_timestamp()
            where conversation_id = any(${conversations}::text[]) and shut is not null`),
  )
}

/** @returns whether it had been shut */
export async function openLane(tx: Transaction, conversationId: string): Promise<boolean> {
  const opened = await tx.run(
    raw(sql`update lane set shut = null, shut_at = null, probe_at = null
            where conversation_id = ${conversationId} and shut is not null`),
  )
  return opened > 0
}

/** Jobs in the caller's transaction: whoever they wake sees what it has written. */
export async function wake(tx: Transaction, conversations: readonly string[], grade: Grade): Promise<void> {
  const once = [...new Set(conversations)]
  if (once.length === 0) return
  await tx.run(raw(sql`select wake_lanes(${tx.networkId}, ${once}::text[], ${grade}::int)`))
}
