/** Settles posts of which nobody knows by reading the channel they were meant for, where Graph may. */
import { elapsed } from '../clock'
import type { Delivery } from './delivery'
import { wantEditOf } from './edit-store'
import { grade } from './grade'
import { wake } from './lane-store'
import { claimUnknownPost, type UnknownPost } from './look-up-store'
import { type Found, markOf } from './mark'
import { changePost, lockPost } from './store'

/** Earlier than the request, as clocks differ. */
const marginMs = 5 * 60_000

/** A round comes each minute and takes one of the few places in which jobs are worked: it leaves it in time. */
const roundMs = 30_000

export interface LookUp {
  /** One round; a second one while the first goes on is none. */
  round(): Promise<void>
}

/** Graph that throttles or does not answer is left alone until then, whatever else there is to ask. */
export function openLookUp(delivery: Delivery): LookUp {
  let underWay = false
  let notBefore = 0
  const all = async (until: number): Promise<void> => {
    while (elapsed() < until && elapsed() >= notBefore) {
      const post = await claimUnknownPost(delivery.database)
      if (!post) return
      const found = await lookUp(delivery, post)
      if (found.is === 'unreadable' && found.afterMs !== undefined) notBefore = elapsed() + found.afterMs
    }
  }
  return {
    round: async () => {
      if (underWay || !delivery.reader) return
      underWay = true
      try {
        await all(elapsed() + roundMs)
      } finally {
        underWay = false
      }
    },
  }
}

async function lookUp(delivery: Delivery, post: UnknownPost): Promise<Found> {
  const { reader, log } = delivery
  if (!reader) throw new Error('nobody reads channels here')
  const { team_group_id: teamGroupId, conversation_id: channelId } = post
  const since = new Date(post.requested_at.getTime() - marginMs)
  const found = await reader.find({ teamGroupId, channelId }, markOf(post.post_id), since)
  if (found.is === 'unreadable')
    log.warn({ post: post.post_id, cause: found.cause }, 'a channel could not be read')
  else await settle(delivery, post, found)
  return found
}

/**
 * Found: it stands there, and from now on it can be edited. Absent: it is sent again, but only when three minutes have
 * passed since the try: Graph may lag behind, and a request that was cut may still be taken. What was read says nothing of
 * a later try.
 */
async function settle({ database, clock, tell }: Delivery, post: UnknownPost, found: Found): Promise<void> {
  await database.inNetwork(post.network_id, async (tx) => {
    const now = await lockPost(tx, post.post_id)
    if (now?.state !== 'unknown' || now.tries !== post.tries) return
    const known = { cause: null, cause_detail: null } as const
    if (found.is === 'found') {
      await changePost(tx, now.id, {
        ...{ state: 'sent', message_id: found.messageId, sent_at: clock.now(), data: '{}', ...known },
      })
      await wantEditOf(tx, now.id)
    } else if (post.quiet) await changePost(tx, now.id, { state: 'waiting', try_at: null, ...known })
    else return
    await wake(tx, [now.conversationId], grade.many)
    tell(post.network_id, now.groupId)
  })
}
