/** Says for which of the reader's networks a personal chat, or the tab, stands from now on. */
import { type Refusal, refuse } from '../../refusal'
import type { Turn } from '../../route'
import type { World } from '../../world'
import { inTheTab } from '../network-choice'
import { chooseFor } from '../network-store'

/** The gate has let the reader in as the member of that network, or there would be no turn. */
export async function chooseNetworkHere(
  world: World,
  { member, place }: Turn,
  networkId: string,
): Promise<Refusal | undefined> {
  const isOwn = place === null || place.kind === 'personal'
  if (!isOwn || networkId !== member.networkId) return refuse('groups:place-decides')
  await world.database.inNetwork(member.networkId, (tx) =>
    chooseFor(tx, member.id, place?.conversationId ?? inTheTab, world.clock.now()),
  )
  return undefined
}
