/** Settles posts of which nobody knows by reading the channel they were meant for, where Graph may. */
import { each } from '../jobs/each'
import type { Delivery } from './delivery'
import { wantEditOf } from './edit-store'
import { wake } from './lane-store'
import { type Found, markOf } from './mark'
import { changePost, lockPost, type UnknownPost, unknownPosts } from './store'

/** Earlier than the request, as clocks differ. */
const marginMs = 5 * 60_000

export async function lookUpUnknown(delivery: Delivery): Promise<void> {
  const { reader, database, log } = delivery
  if (!reader) return
  await each(await unknownPosts(database), async (post) => {
    const { team_group_id: teamGroupId, conversation_id: channelId } = post
    const since = new Date(post.requested_at.getTime() - marginMs)
    const found = await reader.find({ teamGroupId, channelId }, markOf(post.post_id), since)
    if (found.is === 'unreadable')
      log.warn({ post: post.post_id, cause: found.cause }, 'a channel could not be read')
    else await settle(delivery, post, found)
  })
}

/**
 * Found: it stands there, and from now on it can be edited. Absent: it is sent again, but only when three minutes have
 * passed since the try: Graph may lag behind, and a request that was cut may still be taken.
 */
async function settle({ database, clock, tell }: Delivery, post: UnknownPost, found: Found): Promise<void> {
  await database.inNetwork(post.network_id, async (tx) => {
    const now = await lockPost(tx, post.post_id)
    if (now?.state !== 'unknown') return
    const known = { cause: null, cause_detail: null } as const
    if (found.is === 'found') {
      await changePost(tx, now.id, {
        ...{ state: 'sent', message_id: found.messageId, sent_at: clock.now(), data: '{}', ...known },
      })
      await wantEditOf(tx, now.id)
    } else if (post.quiet) await changePost(tx, now.id, { state: 'waiting', try_at: null, ...known })
    else return
    await wake(tx, [now.conversationId], false)
    tell(post.network_id, now.groupId)
  })
}
