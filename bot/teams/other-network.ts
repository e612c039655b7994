/** A card of one of the reader's networks, used in a chat that stands for another by now: which one it is, and how to switch. */
import type { Card } from '../card/elements'
import type { Transaction } from '../database/database'
import type { Describers } from '../delivery/describe'
import { id } from '../inputs'
import { refuse } from '../refusal'
import type { Answer, Route, Turn } from '../route'
import type { Fault } from '../turn'
import { type Activity, conversationOf, homeTenantOf, tenantOf } from './activity'
import type { Desk } from './desk'
import { identifySender } from './identify'

export interface Taken {
  readonly route: Route
  readonly turn: Turn
  readonly typed: Readonly<Record<string, unknown>> | undefined
  readonly answer: Answer | Fault
}

/**
 * E1: only the reader's own networks are looked into, so nobody hears of a network what its members do not know; to all
 * others the matter stays unknown.
 * @returns undefined where it is nothing of the kind
 */
export async function ofAnotherNetwork(
  desk: Desk,
  activity: Activity,
  { route, turn, typed, answer }: Taken,
): Promise<Card | undefined> {
  if (answer.is !== 'refusal' || answer.refusal.status !== 404 || turn.place?.kind !== 'personal')
    return undefined
  const ids = Object.values(typed ?? {}).flatMap((value) => id.safeParse(value).data ?? [])
  const network = ids.length > 0 ? await homeOf(desk, activity, turn, ids) : undefined
  if (!network) return undefined
  const there = await identifySender(desk.identify, activity, network.id)
  if (!there.member) return undefined
  const words = desk.world.texts.for(turn.words.language, there.zone)
  const refusal = refuse('groups:card-of-other-network', {
    network: network.name,
    here: turn.member.network.name,
  })
  // Beneath stands the card as its own network has it, so that it can be used once the chat stands for that one.
  return route.refuse({ ...turn, member: there.member, words }, typed, refusal).card()
}

/** Of the reader's other networks: in which one any of these ids is known. */
async function homeOf(
  { world, identify, describers }: Desk,
  activity: Activity,
  { member }: Turn,
  ids: readonly string[],
) {
  const tenantId = homeTenantOf(activity) ?? tenantOf(activity)
  const objectId = activity.from.aadObjectId ?? ''
  const all = await identify.everywhere({ tenantId, objectId }, conversationOf(activity))
  for (const { member: other } of all) {
    const { networkId, network } = other
    if (networkId === member.networkId) continue
    if (await world.database.inNetwork(networkId, (tx) => isKnown(tx, describers, ids)))
      return { id: networkId, name: network.name }
  }
  return undefined
}

async function isKnown(tx: Transaction, describers: Describers, ids: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    [...new Set(Object.values(describers))].map((describe) => describe(tx, ids)),
  )
  return found.some((titles) => titles.size > 0)
}
