/** Reminds voters whose ballot is missing (P4): in the personal chat, else by mail, else the channel, without a name. */
import { nextOpen } from '../../calendar/quiet-hours'
import type { Transaction } from '../../database/database'
import { requestPosts } from '../../delivery/ledger'
import type { NewPost } from '../../delivery/store'
import { channelsOf } from '../../groups/channel-store'
import { networkOf } from '../../groups/network-store'
import { reachOf } from '../../groups/reach-store'
import { each } from '../../jobs/each'
import type { World } from '../../world'
import type { Poll } from '../poll'
import { dueReminders, missingVoters, postpone, takeReminders } from '../reminder-store'
import { lockPoll } from '../store'

/** @returns of how many polls voters were reminded */
export async function remindVoters(world: World): Promise<number> {
  const due = await dueReminders(world.database, world.clock.now())
  let reminded = 0
  await each(due, async ({ network_id, poll_id }) => {
    if (await world.database.inNetwork(network_id, (tx) => remind(world, tx, poll_id))) reminded += 1
  })
  return reminded
}

/** Done and requested in one transaction: a crash leaves both or neither. */
async function remind(world: World, tx: Transaction, pollId: string): Promise<boolean> {
  const stored = await lockPoll(tx, pollId)
  const now = world.clock.now()
  // Two that are due together (the service was down) are one.
  if ((await takeReminders(tx, pollId, now)) === 0) return false
  const network = await networkOf(tx)
  if (!network || stored?.poll.state !== 'open' || stored.poll.deadline <= now) return false
  const open = nextOpen(now, network)
  if (open > now) {
    if (open < stored.poll.deadline) await postpone(tx, pollId, now, open)
    return false
  }
  await requestPosts(tx, await postsFor(world, tx, stored.poll))
  return true
}

async function postsFor(world: World, tx: Transaction, poll: Poll): Promise<readonly NewPost[]> {
  const missing = await missingVoters(tx, poll.id)
  const ways = await reachOf(tx, missing, world.mail)
  const post = (
    conversationId: string,
    serviceUrl: string,
    more: { readonly memberId?: string } = {},
  ): NewPost => ({
    ...{
      id: world.ids.id(),
      conversationId,
      serviceUrl,
      replyTo: null,
      data: {},
      urgent: false,
      groupId: poll.groupId,
    },
    matter: { kind: 'poll-reminder', id: poll.id },
    at: world.clock.now(),
    ...more,
  })
  const personal = ways.map((way) => post(way.conversationId, way.serviceUrl, { memberId: way.memberId }))
  if (ways.length === missing.length) return personal
  const channels = await channelsOf(tx, poll.groupId)
  return [...personal, ...channels.map((channel) => post(channel.conversationId, channel.serviceUrl))]
}
