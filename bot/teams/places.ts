/** Where the bot is heard from, there it is: an installation is told in one channel of a team, its cards are used in others. */
import { elapsed } from '../clock'
import { resume } from '../delivery/ledger'
import { noteInstalled } from '../groups/channel-store'
import { isStillThere } from '../groups/erasure-store'
import type { Member } from '../groups/member'
import type { World } from '../world'
import { type Activity, conversationOf } from './activity'
import { installationOf } from './installation'

export type RememberPlace = (member: Member, activity: Activity) => void

/** A lively card is used some hundred times a minute; that it is there need be noted once. */
const everyMs = 60_000
const mostPlaces = 10_000

/** Nobody waits for it: what is not stored now is learnt from the next use of a card there. */
export function placeMemory(world: World, onError: (error: unknown) => void): RememberPlace {
  const noted = new Map<string, number>()
  return (member, activity) => {
    const conversationId = conversationOf(activity)
    const place = `${member.networkId} ${conversationId} ${activity.serviceUrl}`
    const before = noted.get(place)
    if (before !== undefined && before > elapsed() - everyMs) return
    if (noted.size >= mostPlaces) noted.clear()
    noted.set(place, elapsed())
    world.database
      .inNetwork(member.networkId, async (tx) => {
        if (!(await isStillThere(tx, member.id))) return
        await noteInstalled(tx, installationOf(world, activity, member))
        await resume(tx, conversationId)
      })
      .catch(onError)
  }
}
