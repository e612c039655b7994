/** The only way out of the house: a post is requested in the transaction of the act that causes it. */
import type { Transaction } from '../database/database'
import { enqueue } from '../jobs/queue'
import { wantChecks, wantEdits, wantRedraw, wantRedrawIn } from './edit-store'
import { grade } from './grade'
import { openLane, shutLane, wake } from './lane-store'
import { changePost, insertPosts, type Matter, type NewPost, postOfMessage, tellOfPosts } from './store'

export const drainTask = 'delivery:drain'
export const editTask = 'delivery:edit'

export async function requestPost(tx: Transaction, post: NewPost): Promise<void> {
  await requestPosts(tx, [post])
}

/** One matter for many conversations: each goes its own way, none waits for another. */
export async function requestPosts(tx: Transaction, posts: readonly NewPost[]): Promise<void> {
  if (posts.length === 0) return
  await insertPosts(tx, posts)
  const shown = posts.filter(({ secret }) => !secret)
  await tellOfPosts(tx, [...new Set(shown.map((post) => post.groupId))])
  for (const urgent of [true, false])
    await wake(
      tx,
      posts.filter((post) => post.urgent === urgent).map((post) => post.conversationId),
      urgent ? grade.answer : grade.many,
    )
}

/**
 * Brings every card of a matter up to date: at once, and then as often as the budgets allow. The job spreads the wish,
 * so that an act does not wait for a thousand rows.
 * @param last the matter has come to its end: this goes before other edits (P9)
 */
export async function requestEdit(tx: Transaction, matter: Matter, last = false): Promise<void> {
  const payload = { kind: matter.kind, id: matter.id, last: last ? 1 : 0 }
  await enqueue(tx, { task: editTask, payload, urgent: last })
}

export async function spreadEdit(tx: Transaction, matter: Matter, last: boolean): Promise<void> {
  await wake(tx, await wantEdits(tx, matter, last), last ? grade.lastState : grade.many)
}

/** Turns an answer that stands in a conversation (a form, say) into another one, for everyone who sees it. */
export async function replaceAnswer(
  tx: Transaction,
  where: { readonly conversationId: string; readonly messageId: string },
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const post = await postOfMessage(tx, where.conversationId, where.messageId)
  if (post?.matter.kind !== 'answer') return
  await changePost(tx, post.id, { data: JSON.stringify(data) })
  await spreadEdit(tx, post.matter, true)
}

/** The bot is in a conversation (again): what waited for it goes out. */
export async function resume(tx: Transaction, conversationId: string): Promise<void> {
  if (await openLane(tx, conversationId)) await wake(tx, [conversationId], grade.many)
}

/** Looks whether the cards of a conversation still stand, and posts those anew that do not. */
export async function checkCards(
  tx: Transaction,
  conversationId: string,
  kinds: readonly string[],
): Promise<void> {
  await wantChecks(tx, conversationId, kinds)
  await wake(tx, [conversationId], grade.many)
}

/** Draws the newest cards of a conversation anew: they speak another language from now on. */
export async function redrawCards(tx: Transaction, conversationId: string): Promise<void> {
  await wantRedrawIn(tx, conversationId)
  await wake(tx, [conversationId], grade.many)
}

/** What a matter's cards name has changed, though not the matter itself: each is drawn anew. */
export async function redrawMatter(tx: Transaction, matter: Matter): Promise<void> {
  await wake(tx, await wantRedraw(tx, matter), grade.many)
}

/** The bot left a conversation, or it is no more: nothing is tried there until Teams tells that it is back. */
export async function suspend(tx: Transaction, conversationId: string, why: string): Promise<void> {
  await shutLane(tx, conversationId, why, true)
}
