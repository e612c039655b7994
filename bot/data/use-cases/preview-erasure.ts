/** Says what erasing a person takes away, what it leaves, and why, before anything is done. */
import { record } from '../../audit/store'
import { seePersonAndOffice } from '../../groups/erasure-store'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { type Refusal, refuse } from '../../refusal'
import type { Wording } from '../../texts'
import type { DataDesk } from '../desk'
import { personOf } from '../store'
import type { ErasureView } from '../view'

export async function previewErasure(
  { world, parts }: DataDesk,
  member: Member,
  words: Wording,
  memberId = member.id,
): Promise<ErasureView | Refusal> {
  const own = memberId === member.id
  const lacking = own ? undefined : lacks(member, 'administer')
  if (lacking) return lacking
  return world.database.inNetwork(member.networkId, async (tx) => {
    const found = await personOf(tx, memberId)
    if (!found) return refuse('data:unknown-person', {}, 404)
    if (found.erased) return refuse('data:already-erased')
    const { person, others } = await seePersonAndOffice(tx, memberId)
    if (person?.here && others.length === 0) return refuse('data:last-office')
    const fates = await Promise.all(
      // P4, P6: the office does not learn on the way who has voted while a poll runs.
      parts.map(async (part) => part.fate(await part.read(tx, { memberId, byOther: !own }), words)),
    )
    const { id, name, organisation } = found
    const matter = { kind: 'member', id }
    if (!own) await record(tx, { at: world.clock.now(), by: member, what: 'data.erasure', matter })
    return {
      person: { id, name, organisation },
      own,
      goes: fates.flatMap((fate) => fate.goes),
      stays: fates.flatMap((fate) => fate.stays),
    }
  })
}
