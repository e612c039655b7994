/** What follows from what happens to a round: posts, edits, closing. All of it in the same transaction. */
import type { Transaction } from '../database/database'
import { requestEdit, requestPosts } from '../delivery/ledger'
import type { NewPost } from '../delivery/store'
import { networkOf } from '../groups/network-store'
import { noteFor, withdraw } from '../inbox/store'
import { enqueue } from '../jobs/queue'
import { graceMs } from '../polls/closing'
import { reminderTimes } from '../polls/reminding'
import type { World } from '../world'
import { answerersIn, channelsFor, withoutRoundChannel } from './answerer-store'
import { insertRoundReminders } from './reminder-store'
import { type Round, withAnswered } from './round'
import { saveRound } from './round-store'

export const closeRoundTask = 'needs:close-due'
export const remindRoundTask = 'needs:remind'
export const repeatRoundTask = 'needs:repeat-due'

export async function onRoundOpened(world: World, tx: Transaction, round: Round): Promise<void> {
  await postInChannels(world, tx, round, 'round')
  const network = await networkOf(tx)
  if (network) await insertRoundReminders(tx, round.id, reminderTimes(round, network))
  await tell(world, tx, round, 'round-opened')
  const inMs = Math.max(0, round.deadline.getTime() + graceMs - world.clock.now().getTime())
  await enqueue(tx, { task: closeRoundTask, payload: { round: round.id }, key: `close:${round.id}`, inMs })
}

/**
 * An organisation has answered, or taken its answer back: the round, which is locked, knows how many have, and its cards
 * change where everybody may see it.
 * @param answered how many have by now
 */
export async function onAnswered(tx: Transaction, round: Round, answered: number): Promise<Round> {
  const { next, seen } = withAnswered(round, answered)
  await saveRound(tx, next)
  if (seen) await onRoundChanged(tx, next)
  return next
}

/** Brings its cards up to date. */
export async function onRoundChanged(tx: Transaction, { id }: Round, isFinal = false): Promise<void> {
  await requestEdit(tx, { kind: 'round', id }, isFinal)
}

export async function onRoundClosed(world: World, tx: Transaction, round: Round): Promise<void> {
  await onRoundChanged(tx, round, true)
  for (const kind of ['round-reminder', 'round-opened']) await requestEdit(tx, { kind, id: round.id }, true)
  await postInChannels(world, tx, round, 'round-result')
  await tell(world, tx, round, 'round-closed')
}

/** Whoever may answer and reads none of its channels is told in person, as often as E4 allows. */
async function tell(
  world: World,
  tx: Transaction,
  round: Round,
  kind: 'round-opened' | 'round-closed',
): Promise<void> {
  // An opening that nobody could be told of is told by the result.
  if (kind === 'round-closed') await withdraw(tx, { kind: 'round-opened', id: round.id })
  const people = (await answerersIn(tx, round, { missing: false })).map(({ memberId }) => memberId)
  const told = await withoutRoundChannel(tx, round, people)
  const notices = told
    // Whoever has opened it knows.
    .filter((memberId) => kind === 'round-closed' || memberId !== round.openedBy)
    .map((memberId) => ({
      ...{ id: world.ids.id(), memberId, groupId: round.groupId, at: world.clock.now() },
      matter: { kind, id: round.id },
    }))
  await noteFor(tx, notices)
}

/** Nobody is told any more how it ended: of a round that the demo has made with its past. */
export async function untellResult(tx: Transaction, id: string): Promise<void> {
  await withdraw(tx, { kind: 'round-closed', id })
}

async function postInChannels(
  world: World,
  tx: Transaction,
  round: Round,
  kind: 'round' | 'round-result',
): Promise<void> {
  const channels = await channelsFor(tx, round.groupId)
  await requestPosts(
    tx,
    channels.map((channel) => roundPost(world, round, kind, { ...channel, memberId: null })),
  )
}

export function roundPost(
  world: World,
  { id, groupId }: Round,
  kind: string,
  to: { readonly conversationId: string; readonly serviceUrl: string; readonly memberId: string | null },
): NewPost {
  const { conversationId, serviceUrl, memberId } = to
  return {
    ...{ id: world.ids.id(), conversationId, serviceUrl, replyTo: null, matter: { kind, id }, data: {} },
    ...{ at: world.clock.now(), urgent: false, groupId, ...(memberId !== null && { memberId }) },
  }
}
