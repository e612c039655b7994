/** Marks whom the directory knows no more as having left: by the office's word, or by the service where they are few. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { administering } from '../administration-store'
import {
  type Absent,
  absentPeople,
  groupsLedBy,
  latestComparison,
  ledByNobody,
  noteMarked,
  officePeople,
  runById,
  seatsHeldBy,
} from '../directory-store'
import type { Member } from '../member'
import { markLeft } from '../people-store'
import { lacks } from '../rights'
import { onCoordinationVacant, tellOffice } from '../subscribers'
import type { MarkedView } from '../view'

/** @param run the comparison whose list was shown: a newer one may have found others */
export async function confirmLeft(world: World, member: Member, run: string): Promise<MarkedView | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  return world.database.inNetwork(member.networkId, async (tx) => {
    const gone = await administering(tx, member)
    if (gone) return gone
    if ((await latestComparison(tx))?.id !== run) return refuse('groups:directory-changed')
    const { marked, kept } = await markAbsent(world, tx, run, member)
    const { vacated = [] } = (await runById(tx, run)) ?? {}
    return { marked, kept, vacated }
  })
}

/**
 * Ballots stay, those of open polls too: their electorate is fixed (P1). Groups and seats are lost, as with everyone who
 * leaves; a group that nobody coordinates then is no reason to keep somebody who is not there.
 *
 * @param by null: the service by itself, which tells the office what it has done
 */
export async function markAbsent(
  world: World,
  tx: Transaction,
  run: string,
  by: Member | null,
): Promise<Pick<MarkedView, 'marked' | 'kept'>> {
  const at = world.clock.now()
  const all = await absentPeople(tx)
  const leaving = withoutLastOffice(all, await officePeople(tx))
  const ids = leaving.map(({ memberId }) => memberId)
  const counts = { marked: ids.length, kept: all.length - ids.length }
  if (ids.length === 0) return counts
  const [vacated, led] = [await seatsHeldBy(tx, ids), await groupsLedBy(tx, ids)]
  // What was found of them stays: a blocked account is not back because somebody looks who cannot see that.
  await markLeft(tx, ids, at, 'left-tenant')
  await noteMarked(tx, run, ids.length, vacated)
  const office = await officePeople(tx)
  await onCoordinationVacant(world, tx, office, await ledByNobody(tx, led))
  if (!by) await tellOffice(world, tx, office, { kind: 'directory-left', id: run })
  for (const { memberId, what } of leaving)
    await record(tx, {
      ...{ at, by, what: 'member.left-tenant', matter: { kind: 'member', id: memberId } },
      data: { run, account: what },
    })
  return counts
}

/** An empty office could take nobody in any more: if all of it is gone, one of them stays. */
function withoutLastOffice(absent: readonly Absent[], office: readonly string[]): readonly Absent[] {
  const gone = new Set(absent.filter((one) => one.office).map(({ memberId }) => memberId))
  const last = office.every((id) => gone.has(id)) ? office[0] : undefined
  return absent.filter(({ memberId }) => memberId !== last)
}
