/** One edit of a card that stands, and what follows from it. */
import { isDeepStrictEqual } from 'node:util'
import { bytesOf, mostBytes } from '../card/size'
import type { Transaction } from '../database/database'
import { editGap } from './budget'
import { type Delivery, render } from './delivery'
import { noteEdit, noteUnchanged } from './edit-store'
import { pauseLane, shutLane } from './lane-store'
import { requestPost } from './ledger'
import { mostTries, type Outcome, outcomeOfEdit, pauseMs } from './outcome'
import type { Rendering } from './outlet'
import { type Carried, noteThrottling, stay } from './sending'
import { changePost, type Post, retryAt } from './store'

/** @returns undefined when its turn did not come */
export async function editCard(
  delivery: Delivery,
  networkId: string,
  post: Post,
): Promise<Carried | undefined> {
  const rendering = await render(delivery, networkId, post)
  const { messageId } = post
  if (!rendering || !messageId || showsItAlready(post, rendering))
    return stay((tx) => noteUnchanged(tx, post))
  if (bytesOf(rendering.card) > mostBytes)
    return stay(async (tx) => {
      await noteUnchanged(tx, post)
      await changePost(tx, post.id, { cause: 'too-big' })
    })
  const turn = await delivery.pace.turn(networkId)
  if (turn === null) return undefined
  await delivery.pace.leave(networkId, turn)
  const outcome = outcomeOfEdit(await delivery.outlet.edit(post, messageId, rendering, post.id))
  return {
    left: true,
    settle: async (tx) => {
      await noteThrottling(delivery, tx, post, outcome)
      await settle(delivery, tx, post, rendering, outcome)
    },
  }
}

/** An edit that would change nothing costs one of the few that are allowed. */
function showsItAlready(post: Post, rendering: Rendering): boolean {
  return !post.checkWanted && rendering.revision === post.shownRevision && isDeepStrictEqual(post.data, {})
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
    await shutLane(tx, post.conversationId, outcome.cause)
    return changePost(tx, post.id, { cause: outcome.cause })
  }
  const { cause, detail = null } = outcome
  const tries = post.editTries + 1
  const change = { cause, cause_detail: detail, edit_tries: tries }
  if (outcome.is !== 'again' || tries >= mostTries) {
    // The card stays as it is until its matter changes again; the ledger says why.
    delivery.log.warn({ post: post.id, cause, detail }, 'a card could not be edited')
    await noteUnchanged(tx, post)
    return changePost(tx, post.id, { ...change, edit_tries: 0 })
  }
  await retryAt(tx, post.id, outcome.afterMs ?? pauseMs(tries, delivery.random()), change)
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
