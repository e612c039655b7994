/** Shows the seats to every member of the network; to who may change them, with whom they could be filled. */
import type { Transaction } from '../../database/database'
import { committeeGroup } from '../../groups/committee-store'
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import type { World } from '../../world'
import { type Seat, termState } from '../seat'
import { organisationsByName, peopleFor, seatsWithNames } from '../store'
import { dayIn } from '../today'
import type { CommitteeView, SeatChoice } from '../view'

export async function showCommittee(world: World, member: Member): Promise<CommitteeView> {
  const mayEdit = may(member, 'administer')
  const today = dayIn(member.network.zone, world.clock.now())
  return world.database.inNetwork(member.networkId, async (tx) => {
    const rows = await seatsWithNames(tx)
    const seats = []
    for (const seat of rows) {
      const { id, organisation, bench, holder, deputy, chair, from, to } = seat
      seats.push({
        ...{ id, organisation, bench, holder, deputy, chair, from, to, term: termState(seat, today) },
        holders: mayEdit && holder === null ? await peopleFor(tx, organisation.id, false) : [],
        deputies: await deputiesFor(tx, member, seat),
      })
    }
    const now = seats.filter(({ term }) => term === 'now')
    return {
      group: await committeeGroup(tx),
      seats,
      now: now.length,
      vacant: now.filter(({ holder }) => holder === null || holder.left).length,
      mayEdit,
      organisations: mayEdit ? await organisationsByName(tx) : [],
    }
  })
}

/** Whoever may name one: the office, and the holder of the seat. */
async function deputiesFor(tx: Transaction, member: Member, seat: Seat): Promise<readonly SeatChoice[]> {
  const own = member.seat && seat.holderId === member.id
  if (seat.holderId === null || !(own || may(member, 'administer'))) return []
  const people = await peopleFor(tx, seat.organisationId, true)
  return people.filter(({ id }) => id !== seat.holderId)
}
