/** What the office reads of the directory: when it was compared, and who was not found. */
import type { Refusal } from '../../refusal'
import type { World } from '../../world'
import type { OwnDirectory } from '../directory'
import { absentWithNames, latestComparison, latestRuns } from '../directory-store'
import type { Member } from '../member'
import { tenantOf } from '../network-store'
import { lacks } from '../rights'
import type { DirectoryView } from '../view'

/** @param byItself whether the service compares every night */
export async function showDirectory(
  world: World,
  member: Member,
  own: OwnDirectory | undefined,
  byItself: boolean,
): Promise<DirectoryView | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  return world.database.inNetwork(member.networkId, async (tx) => {
    const [last] = await latestRuns(tx, 1)
    const compared = await latestComparison(tx)
    return {
      mayCompare: own?.tenantId === (await tenantOf(tx)),
      byItself,
      compared: compared ? { run: compared.id, at: compared.at.toISOString(), asked: compared.asked } : null,
      failed: last?.failure ? { at: last.at.toISOString(), why: last.failure } : null,
      absent: await absentWithNames(tx),
    }
  })
}
