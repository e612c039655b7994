/** What the worker does for delivery: send a post, edit the cards of a matter. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Clock } from '../clock'
import type { Database, Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Ids } from '../ids'
import type { JobPayload, Task } from '../jobs/worker'
import type { Log } from '../log'
import { editTask, requestEdit, requestPost, sendTask, wake } from './ledger'
import { mostTries, type Outcome, outcomeOfCreate, outcomeOfEdit, pauseMs } from './outcome'
import type { Outlet, Renderer, Rendering } from './outlet'
import { changePost, lockPost, type Post, postsOf, takeForEdit } from './store'

export interface Delivery {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly outlet: Outlet
  readonly renderers: Readonly<Record<string, Renderer>>
  /** 0 to 1, for jitter. */
  readonly random: () => number
}

export const forgetTask = 'delivery:forget-activities'

export function deliveryTasks(delivery: Delivery): Readonly<Record<string, Task>> {
  return {
    [sendTask]: (payload) => send(delivery, payload),
    [editTask]: (payload) => edit(delivery, payload),
    [forgetTask]: async () => {
      const aDayAgo = new Date(delivery.clock.now().getTime() - 86_400_000)
      await delivery.database.ask(raw(sql`select forget_activities(${aDayAgo})`))
    },
  }
}

async function send(delivery: Delivery, { network, post: id }: JobPayload): Promise<void> {
  const { database, outlet, clock } = delivery
  const post = await database.inNetwork(network, (tx) => take(tx, String(id)))
  if (!post) return
  const rendering = await render(delivery, network, post)
  if (!rendering) {
    await database.inNetwork(network, (tx) =>
      changePost(tx, post.id, { state: 'gone', cause: 'nothing to show' }),
    )
    return
  }
  const { answer, messageId } = await outlet.create(post, rendering.card)
  const outcome = outcomeOfCreate(answer)
  await database.inNetwork(network, async (tx) => {
    if (outcome.is === 'sent') {
      const { revision } = rendering
      const sent = {
        state: 'sent',
        cause: null,
        shown_revision: revision,
        sent_at: clock.now(),
        data: '{}',
      } as const
      await changePost(tx, post.id, messageId ? { ...sent, message_id: messageId } : sent)
      // What changed while it was on its way is shown by an edit.
      await requestEdit(tx, post.matter)
      return
    }
    await settle(delivery, tx, post, outcome)
  })
}

/** @returns the post, marked as being sent; undefined when it is not to be sent (any more). */
async function take(tx: Transaction, id: string): Promise<Post | undefined> {
  const post = await lockPost(tx, id)
  if (post?.state === 'sending') {
    // The process that was sending it died: it may stand in the channel, so it is not sent again.
    await changePost(tx, id, { state: 'unknown', cause: 'interrupted while sending' })
    return undefined
  }
  if (post?.state !== 'waiting') return undefined
  await changePost(tx, id, { state: 'sending', tries: post.tries + 1 })
  return post
}

async function settle(delivery: Delivery, tx: Transaction, post: Post, outcome: Outcome): Promise<void> {
  const tries = post.tries + 1
  if (outcome.is === 'again' && tries < mostTries) {
    await changePost(tx, post.id, { state: 'waiting', cause: outcome.cause })
    await wake(tx, post.id, outcome.afterMs ?? pauseMs(tries, delivery.random()))
    return
  }
  const state = outcome.is === 'unknown' ? 'unknown' : 'failed'
  const cause = 'cause' in outcome ? outcome.cause : outcome.is
  delivery.log.warn({ post: post.id, state, cause }, 'a post did not go out')
  await changePost(tx, post.id, { state, cause })
}

async function render(delivery: Delivery, networkId: string, post: Post): Promise<Rendering | undefined> {
  const renderer = delivery.renderers[post.matter.kind]
  if (!renderer) throw new Error(`nobody renders posts of kind ${post.matter.kind}`)
  const { matter, conversationId, data } = post
  return renderer({ networkId, matterId: matter.id, conversationId, data })
}

/** Cards of one matter that are edited at the same time: fast for twenty channels, far below 50 requests a second. */
const editsAtOnce = 5

async function edit(delivery: Delivery, { network, kind, id, check }: JobPayload): Promise<void> {
  const matter = { kind: String(kind), id: String(id) }
  const posts = await delivery.database.inNetwork(network, (tx) => postsOf(tx, matter))
  const standing = posts.filter((post) => post.state === 'sent' && post.messageId)
  const outcomes: Outcome[] = []
  for (let i = 0; i < standing.length; i += editsAtOnce)
    outcomes.push(
      ...(await Promise.all(
        standing.slice(i, i + editsAtOnce).map((p) => editOne(delivery, network, p, check === 1)),
      )),
    )
  const again = outcomes.find((outcome) => outcome.is === 'again')
  if (again?.is === 'again')
    await delivery.database.inNetwork(network, (tx) =>
      requestEdit(tx, matter, again.afterMs ?? pauseMs(1, delivery.random())),
    )
}

/** An edit that finds another on its way comes back after this. */
const busyMs = 500

async function editOne(delivery: Delivery, network: string, post: Post, check: boolean): Promise<Outcome> {
  if (!check && !(await needsEdit(delivery, network, post))) return { is: 'sent' }
  const taken = await delivery.database.inNetwork(network, (tx) => takeForEdit(tx, post.id))
  if (taken === 'busy') return { is: 'again', cause: 'another edit is on its way', afterMs: busyMs }
  // Rendered once the post is ours, so that what is sent last is also the newest.
  const rendering = taken && (await render(delivery, network, taken))
  if (!rendering || !taken.messageId) return { is: 'sent' }
  const outcome = outcomeOfEdit(await delivery.outlet.edit(taken, taken.messageId, rendering.card))
  await delivery.database.inNetwork(network, async (tx) => {
    await record(delivery, tx, taken, rendering, outcome)
    if (outcome.is === 'gone' && rendering.open) await postAnew(delivery, tx, taken)
  })
  return outcome
}

async function needsEdit(delivery: Delivery, network: string, post: Post): Promise<boolean> {
  const rendering = await render(delivery, network, post)
  return (
    rendering !== undefined &&
    (rendering.revision !== post.shownRevision || !isDeepStrictEqual(post.data, {}))
  )
}

/** A card that was deleted while its matter goes on gets a new one (the Playground forgets all of them). */
async function postAnew(delivery: Delivery, tx: Transaction, post: Post): Promise<void> {
  const { conversationId, serviceUrl, replyTo, matter } = post
  const id = delivery.ids.id()
  await requestPost(tx, {
    id,
    conversationId,
    serviceUrl,
    replyTo,
    matter,
    data: {},
    at: delivery.clock.now(),
  })
}

async function record(
  delivery: Delivery,
  tx: Transaction,
  post: Post,
  { revision }: Rendering,
  outcome: Outcome,
): Promise<void> {
  const at = delivery.clock.now()
  if (outcome.is === 'sent')
    await changePost(tx, post.id, {
      shown_revision: revision,
      edited_at: at,
      cause: null,
      data: '{}',
      edited_until: null,
    })
  else if (outcome.is === 'gone')
    await changePost(tx, post.id, {
      state: 'gone',
      cause: 'no longer in the conversation',
      edited_until: null,
    })
  else await changePost(tx, post.id, { cause: outcome.cause, edited_until: null })
}
