/** Somebody whom nobody knows yet: Teams is asked who it is, and a mail address that the network knows tells the rest. */
import { elapsed } from '../clock'
import { recognise } from '../groups/use-cases/compare-roster'
import type { World } from '../world'
import { type Activity, conversationOf } from './activity'
import type { ReadPerson } from './roster'

/** @returns whether the sender is known now, and worth identifying once more */
export type Introduce = (networkId: string, activity: Activity) => Promise<boolean>

/** Who stays a stranger is not asked for again at every word: the office may have taken them in a few minutes later. */
const againMs = 300_000
const mostStrangers = 10_000

export function introducer(
  world: World,
  readPerson: ReadPerson,
  onError: (error: unknown) => void,
): Introduce {
  const strangers = new Map<string, number>()
  return async (networkId, activity) => {
    const objectId = activity.from.aadObjectId
    if (!objectId) return false
    const key = `${networkId} ${objectId}`
    const before = strangers.get(key)
    if (before !== undefined && before > elapsed() - againMs) return false
    if (strangers.size >= mostStrangers) strangers.clear()
    strangers.set(key, elapsed())
    try {
      const { serviceUrl } = activity
      const place = { serviceUrl, conversationId: conversationOf(activity) }
      const person = await readPerson(networkId, place, activity.from.id)
      // Teams' answer is about the one it was asked for, or it is worth nothing.
      if (person?.objectId !== objectId.toLowerCase()) return false
      return await recognise(world, networkId, person)
    } catch (error) {
      onError(error)
      return false
    }
  }
}
