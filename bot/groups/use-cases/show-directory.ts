/** What the office reads of the directory: when it was compared, who was not found, who has left and is back. */
import type { Refusal } from '../../refusal'
import type { World } from '../../world'
import type { OwnDirectory } from '../directory'
import { absentWithNames, latestComparison, latestRuns, leftTenant } from '../directory-store'
import type { Member } from '../member'
import { tenantOf } from '../network-store'
import { lacks } from '../rights'
import type { DirectoryView } from '../view'

/** FACE: lists end after ten rows. Those who are back come first, and make room once they are taken back. */
const mostLeft = 10

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
    const left = await leftTenant(tx, mostLeft)
    return {
      mayCompare: own?.tenantId === (await tenantOf(tx)),
      byItself,
      compared: compared ? { run: compared.id, at: compared.at.toISOString(), asked: compared.asked } : null,
      failed: last?.failure ? { at: last.at.toISOString(), why: last.failure } : null,
      absent: await absentWithNames(tx),
      left: left.map(({ leftAt, ...person }) => ({ ...person, leftAt: leftAt.toISOString() })),
    }
  })
}
