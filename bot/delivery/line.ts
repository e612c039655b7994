/** What is to be done next in a conversation: order, urgency, budgets and pauses come together here. */
import type { Transaction } from '../database/database'
import { halfOfIt, ofConversation, roomAt, together } from './budget'
import { orphaned } from './fate-store'
import { type Grade, grade } from './grade'
import { afterStep, holdLane, type Lane, leaveLane, lockLane } from './lane-store'
import { dueIn } from './line-store'
import { type Post, readPost } from './store'

export type Step = DueStep | Later | { readonly is: 'idle' }

/** Something to be done now. */
export interface DueStep {
  readonly is: 'post' | 'edit'
  readonly post: Post
  readonly grade: Grade
  /** The conversation is shut: this request tries whether it still is. */
  readonly probing: boolean
}

/** Nothing now; look again after that. */
export interface Later {
  readonly is: 'later'
  readonly inMs: number
  readonly grade: Grade
}

interface Candidate extends Omit<DueStep, 'probing'> {
  readonly at: number
}

/**
 * Looks for the next step and, if there is one, holds the lane for it; else lets the lane go.
 * @param left whether a request of the step before went out
 */
export async function nextStep(
  tx: Transaction,
  conversationId: string,
  by: string,
  left: boolean,
): Promise<Step> {
  const found = await lockLane(tx, conversationId)
  if (found.heldBy !== by) {
    if (found.heldBy && found.heldUntil > found.now)
      return { is: 'later', inMs: found.heldUntil - found.now, grade: grade.many }
    // Whoever was sending there died, and what was on its way may have arrived.
    await orphaned(tx, conversationId)
  }
  const lane = found.heldBy === by ? afterStep(found, left) : found
  const next = lane.shut && !lane.probing ? undefined : soonest(await candidates(tx, lane))
  if (next && next.at <= lane.now) {
    await holdLane(tx, lane, by, next.is)
    return { is: next.is, post: next.post, grade: next.grade, probing: lane.probing }
  }
  await leaveLane(tx, lane)
  return next ? { is: 'later', inMs: next.at - lane.now, grade: next.grade } : { is: 'idle' }
}

/** @returns when the conversation takes one more request, of whatever kind */
export function roomIn(lane: Lane): number {
  const all = together(lane.requests, lane.reads)
  return Math.max(roomAt(all, lane.now, ofConversation), lane.pausedUntil)
}

/** Answers first, then edits (they have their own half of the budget), then what goes to many. */
async function candidates(tx: Transaction, lane: Lane): Promise<readonly Candidate[]> {
  const { posts, edits } = await dueIn(tx, lane.conversationId)
  const room = roomIn(lane)
  const roomToEdit = Math.max(room, roomAt(lane.edits, lane.now, halfOfIt))
  const post = posts.map((row): Candidate => {
    const at = Math.max(room, row.try_at?.getTime() ?? 0)
    return { is: 'post', post: readPost(row), at, grade: row.urgent ? grade.answer : grade.many }
  })
  const edit = edits.map((row): Candidate => {
    const at = Math.max(roomToEdit, row.due?.getTime() ?? 0)
    return { is: 'edit', post: readPost(row), at, grade: row.edit_urgent ? grade.lastState : grade.many }
  })
  return posts[0]?.urgent ? [...post, ...edit] : [...edit, ...post]
}

/** Of several that can go at the same time (now, most often) the one named first. */
function soonest(found: readonly Candidate[]): Candidate | undefined {
  return found.reduce<Candidate | undefined>(
    (best, other) => (best === undefined || other.at < best.at ? other : best),
    undefined,
  )
}

/** Gives the lane back without a further step. */
export async function stopHere(
  tx: Transaction,
  conversationId: string,
  by: string,
  left: boolean,
): Promise<void> {
  const lane = await lockLane(tx, conversationId)
  if (lane.heldBy === by) await leaveLane(tx, afterStep(lane, left))
}
