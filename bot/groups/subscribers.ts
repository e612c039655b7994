/** What follows from joining: the coordinator is asked, the asker is told. In the same transaction. */
import type { Transaction } from '../database/database'
import { requestEdit } from '../delivery/ledger'
import { noteFor, withdraw } from '../inbox/store'
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
