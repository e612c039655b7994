/** What follows from what happens to an election: posts, edits, opening. All of it in the same transaction. */
import { whoRunsElections } from '../committee/store'
import { dayIn } from '../committee/today'
import type { Transaction } from '../database/database'
import { requestEdit, requestPosts } from '../delivery/ledger'
import type { NewPost } from '../delivery/store'
import { channelsOf } from '../groups/channel-store'
import { reachOf, withoutTeams } from '../groups/reach-store'
import { noteFor } from '../inbox/store'
import { enqueue } from '../jobs/queue'
import { announce } from '../polls/store'
import { outsideGroup } from '../polls/voters-store'
import type { World } from '../world'
import type { Election } from './election'
import { electorateOf } from './store'

export const openTask = 'elections:open-due'

export async function onCalled(world: World, tx: Transaction, election: Election): Promise<void> {
  const channels = await channelsOf(tx, election.groupId)
  await requestPosts(
    tx,
    channels.map(({ conversationId, serviceUrl }) =>
      post(world, election, 'election', { conversationId, serviceUrl, memberId: null }),
    ),
  )
  await tellElectorate(world, tx, election, channels.length > 0)
  await onTimes(world, tx, election)
}

/** Voting opens by itself; when the time for it has changed, the job of the old one finds nothing to do. */
export async function onTimes(world: World, tx: Transaction, election: Election): Promise<void> {
  const inMs = Math.max(0, election.opensAt.getTime() - world.clock.now().getTime())
  await enqueue(tx, { task: openTask, payload: { election: election.id }, key: `open:${election.id}`, inMs })
  await onChanged(tx, election)
}

/** Brings its cards up to date, and whoever looks at its page. */
export async function onChanged(tx: Transaction, election: Election): Promise<void> {
  for (const kind of ['election', 'election-asked', 'election-called', 'election-short'])
    await requestEdit(tx, { kind, id: election.id })
  await announce(tx, election)
}

/** Somebody has proposed the person, who is asked in person. */
export async function onProposed(
  world: World,
  tx: Transaction,
  election: Election,
  memberId: string,
): Promise<void> {
  await noteFor(tx, [notice(world, election, 'election-asked', memberId)])
  await onChanged(tx, election)
}

/**
 * Chair and office decide, all of them are told: whoever has called it may have left or have no way. It is their own matter,
 * so it comes at once, outside the count of E4. Where nobody can be told in person, the group's channels hear of it (E4).
 */
export async function onShort(world: World, tx: Transaction, election: Election): Promise<void> {
  const deciding = await whoRunsElections(tx, dayIn(election.zone, world.clock.now()))
  const ways = await reachOf(tx, deciding, world.mail)
  const channels = ways.length > 0 ? [] : await channelsOf(tx, election.groupId)
  await requestPosts(tx, [
    ...ways.map((way) => post(world, election, 'election-short', way)),
    ...channels.map((channel) => post(world, election, 'election', { ...channel, memberId: null })),
  ])
  await onChanged(tx, election)
}

/** Whoever reads no channel of the group is told in person, as often as E4 allows. */
async function tellElectorate(
  world: World,
  tx: Transaction,
  election: Election,
  hasChannel: boolean,
): Promise<void> {
  const voters = (await electorateOf(tx, election.id)).map(({ id }) => id)
  const apart = hasChannel
    ? [...(await withoutTeams(tx, voters)), ...(await outsideGroup(tx, election.groupId, voters))]
    : voters
  const told = [...new Set(apart)].filter((id) => id !== election.calledBy)
  await noteFor(
    tx,
    told.map((id) => notice(world, election, 'election-called', id)),
  )
}

function notice(world: World, { id, groupId }: Election, kind: string, memberId: string) {
  return { id: world.ids.id(), memberId, groupId, at: world.clock.now(), matter: { kind, id } }
}

function post(
  world: World,
  { id, groupId }: Election,
  kind: string,
  to: { readonly conversationId: string; readonly serviceUrl: string; readonly memberId: string | null },
): NewPost {
  const { conversationId, serviceUrl, memberId } = to
  return {
    ...{ id: world.ids.id(), conversationId, serviceUrl, replyTo: null, matter: { kind, id }, data: {} },
    ...{ at: world.clock.now(), urgent: false, groupId, ...(memberId !== null && { memberId }) },
  }
}
