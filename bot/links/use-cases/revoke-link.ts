/** The office takes a link back: it works in no browser any more. */
import { record } from '../../audit/store'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { linkById, revokeLink } from '../store'

export async function revokePersonalLink(
  world: World,
  member: Member,
  id: string,
): Promise<{ readonly id: string } | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  return world.database.inNetwork(member.networkId, async (tx) => {
    const link = await linkById(tx, id)
    if (!link) return refuse('links:unknown-link', {}, 404)
    // Twice is once.
    if (link.revokedAt) return { id }
    const at = world.clock.now()
    await revokeLink(tx, id, member.id, at)
    const matter = { kind: 'member', id: link.memberId }
    await record(tx, { at, by: member, what: 'link.revoke', matter, data: { link: id } })
    return { id }
  })
}
