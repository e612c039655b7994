/** What follows from what happens to a poll: posts, edits, closing. All of it in the same transaction. */
import type { Transaction } from '../database/database'
import { requestEdit, requestPosts } from '../delivery/ledger'
import { channelsOf } from '../groups/channel-store'
import { networkOf } from '../groups/network-store'
import { withoutTeams } from '../groups/reach-store'
import { noteFor, withdraw } from '../inbox/store'
import { enqueue } from '../jobs/queue'
import type { World } from '../world'
import { electorateOf } from './ballot-store'
import { graceMs } from './closing'
import type { Poll } from './poll'
import { insertReminders } from './reminder-store'
import { reminderTimes } from './reminding'
import { announce } from './store'
import { outsideGroup } from './voters-store'

export const closeTask = 'polls:close-due'
export const refreshTask = 'polls:refresh-cards'
export const remindTask = 'polls:remind'
export const remindedTask = 'polls:edit-reminders'
export const sealTask = 'polls:seal'

/**
 * Votes of a second become one wish for an edit: who has just voted reads "Gespeichert" meanwhile, and a voting
 * transaction is spared the job. Delivery then goes by the budgets.
 */
const gatherMs = 1000

export async function onOpened(world: World, tx: Transaction, poll: Poll): Promise<void> {
  await postInChannels(world, tx, poll, 'poll')
  const network = await networkOf(tx)
  if (network) await insertReminders(tx, poll.id, reminderTimes(poll, network))
  await tellVoters(world, tx, poll, 'poll-opened')
  const inMs = Math.max(0, poll.deadline.getTime() + graceMs - world.clock.now().getTime())
  await enqueue(tx, { task: closeTask, payload: { poll: poll.id }, key: `close:${poll.id}`, inMs })
  await announce(tx, poll)
}

/** @returns the poll to store: it remembers that its cards will be refreshed, so that the next vote need not ask. */
export async function onCounted(tx: Transaction, poll: Poll): Promise<Poll> {
  if (!poll.refreshWaiting)
    await enqueue(tx, {
      task: refreshTask,
      payload: { poll: poll.id },
      inMs: gatherMs,
    })
  return { ...poll, refreshWaiting: true }
}

export async function onEdited(tx: Transaction, poll: Poll): Promise<void> {
  await requestEdit(tx, { kind: 'poll', id: poll.id })
  await enqueue(tx, { task: remindedTask, payload: { poll: poll.id } })
  await announce(tx, poll)
}

export async function onClosed(world: World, tx: Transaction, poll: Poll): Promise<void> {
  await requestEdit(tx, { kind: 'poll', id: poll.id }, true)
  await enqueue(tx, { task: remindedTask, payload: { poll: poll.id } })
  await postInChannels(world, tx, poll, 'poll-result')
  await tellVoters(world, tx, poll, 'poll-closed')
  if (poll.anonymous) await enqueue(tx, { task: sealTask, payload: { poll: poll.id } })
  await announce(tx, poll)
}

/**
 * Where the group has a channel, its people read it there, and only who has no Teams is told in person; without one,
 * everyone is. As often as E4 allows.
 */
async function tellVoters(
  world: World,
  tx: Transaction,
  poll: Poll,
  kind: 'poll-opened' | 'poll-closed',
): Promise<void> {
  // An opening that nobody could be told of is told by the result.
  if (kind === 'poll-closed') await withdraw(tx, { kind: 'poll-opened', id: poll.id })
  const voters = (await electorateOf(tx, poll.id)).map((voter) => voter.id)
  const hasChannel = (await channelsOf(tx, poll.groupId)).length > 0
  const told = hasChannel ? await withoutChannel(tx, poll, voters) : voters
  const notices = told
    // Whoever has opened it knows.
    .filter((memberId) => kind === 'poll-closed' || memberId !== poll.openedBy)
    .map((memberId) => ({
      ...{ id: world.ids.id(), memberId, groupId: poll.groupId, at: world.clock.now() },
      matter: { kind, id: poll.id },
    }))
  await noteFor(tx, notices)
}

/** Whoever has no Teams, or votes in it without being in its group, reads none of its channels. */
async function withoutChannel(
  tx: Transaction,
  poll: Poll,
  voters: readonly string[],
): Promise<readonly string[]> {
  const [apart, outside] = await Promise.all([
    withoutTeams(tx, voters),
    outsideGroup(tx, poll.groupId, voters),
  ])
  return [...new Set([...apart, ...outside])]
}

async function postInChannels(
  world: World,
  tx: Transaction,
  poll: Poll,
  kind: 'poll' | 'poll-result',
): Promise<void> {
  const channels = await channelsOf(tx, poll.groupId)
  await requestPosts(
    tx,
    channels.map(({ conversationId, serviceUrl }) => ({
      id: world.ids.id(),
      conversationId,
      serviceUrl,
      replyTo: null,
      matter: { kind, id: poll.id },
      data: {},
      at: world.clock.now(),
      urgent: false,
      groupId: poll.groupId,
    })),
  )
}
