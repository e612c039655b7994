/** The only way out of the house: a post is requested in the transaction of the act that causes it. */
import type { Transaction } from '../database/database'
import { enqueue } from '../jobs/queue'
import { changePost, insertPost, type Matter, type NewPost, postOfMessage } from './store'

export const sendTask = 'delivery:send'
export const editTask = 'delivery:edit'

export async function requestPost(tx: Transaction, post: NewPost): Promise<void> {
  await insertPost(tx, post)
  await wake(tx, post.id)
}

/**
 * No queue of graphile-worker's for a conversation: its rows are locked in another order when jobs end together, which
 * PostgreSQL now and then breaks off as a deadlock, and then nobody works for 15 s (seen in the bench).
 */
export async function wake(tx: Transaction, postId: string, inMs = 0): Promise<void> {
  await enqueue(tx, { task: sendTask, payload: { post: postId }, key: `send:${postId}`, inMs })
}

/**
 * Brings every card of a matter up to date. A second request before the first is carried out is the same one.
 * @param inMs how long changes are gathered first
 */
export async function requestEdit(tx: Transaction, matter: Matter, inMs = 0): Promise<void> {
  const key = `edit:${matter.kind}:${matter.id}`
  await enqueue(tx, { task: editTask, payload: { kind: matter.kind, id: matter.id }, key, inMs })
}

/** Looks whether the cards of a matter still stand, and posts those anew that do not. */
export async function checkCards(tx: Transaction, matter: Matter): Promise<void> {
  const payload = { kind: matter.kind, id: matter.id, check: 1 }
  await enqueue(tx, { task: editTask, payload, key: `check:${matter.kind}:${matter.id}` })
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
  await requestEdit(tx, post.matter)
}
