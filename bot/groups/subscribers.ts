/** What follows from joining and leaving: whoever answers is asked, whoever must know is told. In the same transaction. */
import type { Transaction } from '../database/database'
import { requestEdit } from '../delivery/ledger'
import type { Matter } from '../delivery/store'
import { forgetTold, noteFor, withdraw } from '../inbox/store'
import { enqueue } from '../jobs/queue'
import type { World } from '../world'
import { groupsOf } from './channel-store'
import { answerWhoIsIn, whoAnswers } from './join-store'

export const rosterTask = 'groups:link-accounts'

export async function onAskedToJoin(
  world: World,
  tx: Transaction,
  request: { readonly id: string; readonly groupId: string },
): Promise<void> {
  const matter = { kind: 'join-request', id: request.id }
  await noteFor(
    tx,
    (await whoAnswers(tx, request.groupId, world.mail)).map((memberId) => ({
      ...{ id: world.ids.id(), memberId, groupId: request.groupId, matter, at: world.clock.now() },
    })),
  )
}

/** Cards that ask show the answer; who has not been asked yet is not asked any more. */
export async function onRequestsOver(tx: Transaction, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await withdraw(tx, { kind: 'join-request', id })
    await requestEdit(tx, { kind: 'join-request', id }, true)
  }
}

export async function onJoinAnswered(
  world: World,
  tx: Transaction,
  ids: readonly string[],
  asker: { readonly memberId: string; readonly groupId: string },
): Promise<void> {
  await onRequestsOver(tx, ids)
  await noteFor(
    tx,
    ids.map((id) => ({
      ...{ id: world.ids.id(), ...asker, at: world.clock.now() },
      matter: { kind: 'join-answer', id },
    })),
  )
}

/** People have come into groups without anybody's answer to what they had asked: by a file, out of a channel. */
export async function onTakenIn(world: World, tx: Transaction, by: string): Promise<void> {
  for (const { id, ...asker } of await answerWhoIsIn(tx, by, world.clock.now()))
    await onJoinAnswered(world, tx, [id], asker)
}

/**
 * M1 and the polls of a group need somebody who runs them.
 * @param office who is told
 * @param groups that nobody coordinates any more
 */
export async function onCoordinationVacant(
  world: Pick<World, 'ids' | 'clock'>,
  tx: Transaction,
  office: readonly string[],
  groups: readonly string[],
): Promise<void> {
  for (const group of groups) {
    // It may have happened to this group before.
    await forgetTold(tx, { kind: 'no-coordinator', id: group })
    await tellOffice(world, tx, office, { kind: 'no-coordinator', id: group })
  }
}

/** One notice to each of the office. */
export async function tellOffice(
  world: Pick<World, 'ids' | 'clock'>,
  tx: Transaction,
  office: readonly string[],
  matter: Matter,
): Promise<void> {
  const at = world.clock.now()
  await noteFor(
    tx,
    office.map((memberId) => ({ id: world.ids.id(), memberId, groupId: null, matter, at })),
  )
}
/** Somebody is new in the group's channel: one notice, however many they are, and anew for those who come later (E4). */
export async function onNewcomers(world: World, tx: Transaction, groupId: string): Promise<void> {
  const matter = { kind: 'newcomers', id: groupId }
  await forgetTold(tx, matter)
  await noteFor(
    tx,
    (await whoAnswers(tx, groupId, world.mail)).map((memberId) => ({
      ...{ id: world.ids.id(), memberId, groupId, matter, at: world.clock.now() },
    })),
  )
}

/** People have come into these conversations: their groups are looked at in a while, once for all who come by then. */
export async function onPeopleCame(tx: Transaction, conversations: readonly string[]): Promise<void> {
  const [group] = await groupsOf(tx, conversations)
  // One keyed job a transaction; the other channels of the team see the same people in the daily round.
  if (group) await enqueue(tx, { task: rosterTask, payload: { group }, key: `roster:${group}`, inMs: soonMs })
}

/** Whoever fills a team does so within a few minutes. */
const soonMs = 600_000
