/** One try to post, and what follows from it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { bytesOf, mostBytes, tooBig } from '../card/size'
import { elapsed } from '../clock'
import { coalesce } from '../database/coalesce'
import type { Transaction } from '../database/database'
import { type Delivery, mayPass, render } from './delivery'
import { markSending, outlived, retryAt, settlePost, unmarkSending } from './fate-store'
import { pauseLane, shutLane } from './lane-store'
import { type Outcome, outcomeOfCreate, pauseMs } from './outcome'
import { isMail, type Rendering } from './outlet'
import { changePost, type Post } from './store'

/** What a step leaves to be stored, in the same transaction that looks for the next one. */
export interface Carried {
  readonly settle: (tx: Transaction) => Promise<void>
  /** A request went out, and counts against the budgets. */
  readonly left: boolean
  /** Teams took it: the conversation is open, whatever was thought of it. */
  readonly arrived: boolean
  /** It missed its turn, and wants another one. */
  readonly missed?: boolean
}

/** Marks posts of many conversations as being sent with one statement. */
export type Mark = (networkId: string, postId: string) => Promise<number | undefined>

export function openMark({ express }: Pick<Delivery, 'express'>): Mark {
  const byNetwork = new Map<string, (id: string) => Promise<number | undefined>>()
  const open = (networkId: string) => {
    const mark = coalesce<string, number | undefined>({
      run: async (ids) => {
        const tries = await express.inNetwork(networkId, (tx) => markSending(tx, ids))
        return ids.map((id) => tries.get(id))
      },
      alone: mayPass,
    })
    byNetwork.set(networkId, mark)
    return mark
  }
  return (networkId, postId) => (byNetwork.get(networkId) ?? open(networkId))(postId)
}

/**
 * @param however late it is for its turn: it has missed several
 * @returns undefined when its turn did not come: the post stays as it is, and is looked at again
 */
export async function sendPost(
  delivery: Delivery,
  mark: Mark,
  networkId: string,
  post: Post,
  however?: 'late',
): Promise<Carried | undefined> {
  const rendering = await render(delivery, networkId, post)
  if (!rendering) return stay((tx) => changePost(tx, post.id, { state: 'gone', cause: 'nothing-to-show' }))
  if (rendering.holdUntil) return hold(delivery, post, rendering.holdUntil)
  if (bytesOf(rendering.card) > mostBytes) return refuse(delivery, post, rendering)
  // Mail has no turns: Microsoft's limits are not its own.
  const turn = isMail(post.conversationId) ? undefined : await delivery.pace.turn(networkId)
  if (turn === null) return undefined
  // From here on until it is settled the post may stand in the conversation.
  const tries = await ifTold(mark(networkId, post.id))
  if (tries === undefined) return stay(async () => undefined)
  if (tries === null) return stay((tx) => unmarkSending(tx, post.id, post.tries + 1))
  if (turn !== undefined && !(await delivery.pace.leave(networkId, turn, however)))
    return { ...stay((tx) => unmarkSending(tx, post.id, tries)), missed: true }
  const { answer, messageId } = await delivery.outlet.create(post, rendering, post.id)
  const outcome = 'is' in answer ? answer : outcomeOfCreate(answer, post.replyTo !== null)
  const done = { outcome, rendering, messageId, tries }
  return {
    left: true,
    arrived: outcome.is === 'sent',
    settle: async (tx) => {
      await noteThrottling(delivery, tx, post, outcome)
      await settle(delivery, tx, post, done)
    },
  }
}

export const stay = (settle: Carried['settle']): Carried => ({ settle, left: false, arrived: false })

/** null: the database did not say whether it was done (it went away), so nothing may leave on the strength of it. */
async function ifTold<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (mayPass(error)) return null
    throw error
  }
}

export const isThrottled = (outcome: Outcome): boolean => outcome.is === 'again' && outcome.throttled === true

/** Where the tenant as a whole seems throttled, nobody gets a turn for a while: Retry-After, else a first pause. */
export async function noteThrottling(
  delivery: Delivery,
  tx: Transaction,
  post: Post,
  outcome: Outcome,
): Promise<void> {
  const throttled = isThrottled(outcome)
  if (throttled) delivery.meter.throttled()
  if (!delivery.throttle.note(tx.networkId, post.conversationId, throttled, elapsed())) return
  const ms = outcome.is === 'again' ? outcome.afterMs : undefined
  await delivery.pace.pause(tx, ms ?? pauseMs(1, delivery.random()))
}

/** Teams or a crash held it up until the quiet hours began. */
function hold({ clock }: Delivery, post: Post, until: Date): Carried {
  const inMs = Math.max(1000, until.getTime() - clock.now().getTime())
  return stay((tx) =>
    retryAt(tx, post.id, inMs, { state: 'waiting', cause: 'quiet-hours', cause_detail: null }),
  )
}

function refuse(delivery: Delivery, post: Post, { card }: Rendering): Carried {
  delivery.meter.failed('failed', 'too-big')
  const change = { state: 'failed', cause: 'too-big', cause_detail: tooBig(card) } as const
  return stay((tx) => changePost(tx, post.id, change))
}

interface Try {
  readonly outcome: Outcome
  readonly rendering: Rendering
  readonly messageId: string | undefined
  readonly tries: number
}

async function settle(delivery: Delivery, tx: Transaction, post: Post, done: Try): Promise<void> {
  const { outcome, tries } = done
  if (outcome.is === 'sent') return sent(delivery, tx, post, done)
  if (outcome.is === 'shut') {
    await shutLane(tx, post.conversationId, outcome.cause, outcome.announced)
    await settlePost(tx, post.id, tries, { state: 'waiting', cause: outcome.cause })
    return
  }
  if (outcome.is === 'again' && !(await outlived(tx, post.id)))
    return tryAgain(delivery, tx, post, outcome, tries)
  const state = outcome.is === 'unknown' ? 'unknown' : outcome.is === 'again' ? 'given-up' : 'failed'
  const { cause, detail = null } = 'cause' in outcome ? outcome : { cause: outcome.is }
  delivery.meter.failed(state === 'unknown' ? 'unknown' : 'failed', cause)
  delivery.log.warn({ post: post.id, state, cause, detail }, 'a post did not go out')
  await settlePost(tx, post.id, tries, { state, cause, cause_detail: detail })
}

async function sent(delivery: Delivery, tx: Transaction, post: Post, done: Try): Promise<void> {
  const { rendering, messageId, tries } = done
  delivery.meter.sent()
  await settlePost(tx, post.id, tries, {
    state: 'sent',
    cause: null,
    cause_detail: null,
    try_at: null,
    shown_revision: rendering.revision,
    sent_at: delivery.clock.now(),
    data: '{}',
    message_id: messageId ?? null,
    // A change that came while it was on its way is shown by an edit.
    edits_done: post.editsWanted,
  })
}

async function tryAgain(
  delivery: Delivery,
  tx: Transaction,
  post: Post,
  { cause, detail, afterMs }: Outcome & { is: 'again' },
  tries: number,
): Promise<void> {
  const change = { state: 'waiting', cause, cause_detail: detail ?? null } as const
  if (!(await settlePost(tx, post.id, tries, change))) return
  await retryAt(tx, post.id, pauseMs(tries, delivery.random(), afterMs), change)
  // A pause that Teams asks for holds for whatever else goes there.
  if (afterMs !== undefined) await pauseLane(tx, post.conversationId, afterMs)
}

/** For `storeSurely`: half a second, then a second. */
export const briefly = (tries: number) => sleep(tries === 1 ? 500 : 1000).then(() => undefined)
