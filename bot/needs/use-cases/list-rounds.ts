/** Lists the rounds that a member sees, newest first. */
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { allGroups } from '../../groups/store'
import { type Place, placeAfter } from '../../place'
import type { World } from '../../world'
import { listRounds } from '../round-list-store'
import type { RoundListView } from '../view'

const pageOfRounds = 20

export async function listMyRounds(
  world: World,
  member: Member,
  before: Place | undefined,
): Promise<RoundListView> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const office = may(member, 'administer')
    const groups = await allGroups(tx)
    const rows = await listRounds(tx, {
      organisationId: member.organisationId,
      groupIds: office ? null : groups.filter(({ id, kind }) => sees(member, id, kind)).map(({ id }) => id),
      ...{ before: before ?? null, most: pageOfRounds + 1 },
    })
    const page = rows.slice(0, pageOfRounds)
    const last = page.at(-1)
    return {
      rounds: page.map(({ openedAtInstant: _, ...line }) => line),
      next: last && rows.length > pageOfRounds ? placeAfter({ at: last.openedAtInstant, id: last.id }) : null,
      mayOpen: office || groups.some(({ id, kind }) => may(member, 'run-polls', id, kind)),
    }
  })
}

function sees(member: Member, id: string, kind: 'group' | 'committee'): boolean {
  return may(member, 'see-group', id) || may(member, 'run-polls', id, kind)
}
