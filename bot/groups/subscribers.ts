/** What follows from joining and leaving: whoever answers is asked, whoever must know is told. In the same transaction. */
import type { Transaction } from '../database/database'
import { requestEdit } from '../delivery/ledger'
import type { Matter } from '../delivery/store'
import { forgetTold, noteFor, withdraw } from '../inbox/store'
import type { World } from '../world'
import { whoAnswers } from './join-store'

export async function onAskedToJoin(
  world: World,
  tx: Transaction,
  request: { readonly id: string; readonly groupId: string },
): Promise<void> {
  const matter = { kind: 'join-request', id: request.id }
  await noteFor(
    tx,
    (await whoAnswers(tx, request.groupId)).map((memberId) => ({
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
