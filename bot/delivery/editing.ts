/** One edit of a card that stands, and what follows from it. */
import { isDeepStrictEqual } from 'node:util'
import { bytesOf, mostBytes, tooBig } from '../card/size'
import type { Transaction } from '../database/database'
import { editGap } from './budget'
import { type Delivery, render } from './delivery'
import { noteEdit, noteUnchanged } from './edit-store'
import { retryAt } from './fate-store'
import { pauseLane, shutLane } from './lane-store'
import { requestPost } from './ledger'
import { mostEditTries, type Outcome, outcomeOfEdit, pauseMs } from './outcome'
import type { Rendering } from './outlet'
import { type Carried, noteThrottling, stay } from './sending'
import { changePost, type Post } from './store'

/** As `sendPost`. */
export async function editCard(
  delivery: Delivery,
  networkId: string,
  post: Post,
  however?: 'late',
): Promise<Carried | undefined> {
  const rendering = await render(delivery, networkId, post)
  const { messageId } = post
  if (!rendering || !messageId || showsItAlready(post, rendering))
    return stay((tx) => noteUnchanged(tx, post))
  if (bytesOf(rendering.card) > mostBytes)
    return stay(async (tx) => {
      await noteUnchanged(tx, post)
      await changePost(tx, post.id, { cause: 'too-big', cause_detail: tooBig(rendering.card) })
    })
  const turn = await delivery.pace.turn(networkId)
  if (turn === null) return undefined
  if (!(await delivery.pace.leave(networkId, turn, however)))
    return { ...stay(async () => undefined), missed: true }
  const outcome = outcomeOfEdit(await delivery.outlet.edit(post, messageId, rendering, post.id))
  return {
    left: true,
    arrived: outcome.is === 'sent' || outcome.is === 'gone',
    settle: async (tx) => {
      await noteThrottling(delivery, tx, post, outcome)
      await settle(delivery, tx, post, rendering, outcome)
    },
  }
}

/** An edit that would change nothing costs one of the few that are allowed; whether a closed matter still stands, too. */
function showsItAlready(post: Post, rendering: Rendering): boolean {
  return (
    !(post.checkWanted && rendering.open) &&
    rendering.revision === post.shownRevision &&
    isDeepStrictEqual(post.data, {})
  )
}

async function settle(
  delivery: Delivery,
  tx: Transaction,
  post: Post,
  rendering: Rendering,
  outcome: Outcome,
): Promise<void> {
  if (outcome.is === 'sent') {
    delivery.meter.edited()
    return noteEdit(tx, post, rendering.revision, delivery.clock.now(), editGap.restMs)
  }
  if (outcome.is === 'gone') return gone(delivery, tx, post, rendering)
  if (outcome.is === 'shut') {
    await shutLane(tx, post.conversationId, outcome.cause, outcome.announced)
    return changePost(tx, post.id, { cause: outcome.cause })
  }
  const { cause, detail = null } = outcome
  const tries = post.editTries + 1
  const change = { cause, cause_detail: detail, edit_tries: tries }
  if (outcome.is !== 'again' || tries >= mostEditTries) {
    // The card stays as it is until its matter changes again; the ledger says why.
    delivery.log.warn({ post: post.id, cause, detail }, 'a card could not be edited')
    await noteUnchanged(tx, post)
    return changePost(tx, post.id, { ...change, edit_tries: 0 })
  }
  await retryAt(tx, post.id, pauseMs(tries, delivery.random(), outcome.afterMs), change)
  if (outcome.afterMs !== undefined) await pauseLane(tx, post.conversationId, outcome.afterMs)
}

/**
 * A card that was deleted while its matter goes on gets a new one, once: whoever deletes that one, too, wants it gone.
 * Where cards were looked for on purpose (the bot has just come back, the Playground forgets all), always.
 */
async function gone(delivery: Delivery, tx: Transaction, post: Post, rendering: Rendering): Promise<void> {
  await changePost(tx, post.id, { state: 'gone', cause: 'deleted', cause_detail: null })
  if (!rendering.open || (post.replaces && !post.checkWanted)) return
  const { conversationId, serviceUrl, replyTo, matter, groupId, urgent } = post
  await requestPost(tx, {
    ...{ id: delivery.ids.id(), conversationId, serviceUrl, replyTo, matter, groupId, urgent },
    data: {},
    at: delivery.clock.now(),
    ...(post.checkWanted ? {} : { replaces: post.id }),
  })
}
