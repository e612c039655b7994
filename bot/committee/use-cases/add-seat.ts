/** Adds a seat for an organisation, held at once or vacant. An organisation may have several. */
import { record } from '../../audit/store'
import { administering } from '../../groups/administration-store'
import { followSeats } from '../../groups/committee-store'
import type { Member } from '../../groups/member'
import { lacks } from '../../groups/rights'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { fill, type Seat, type Term, termRefusal } from '../seat'
import { insertSeats, organisationIsKnown, personFor, seatsOf } from '../store'

export interface NewSeat extends Term {
  readonly organisation: string
  /** null: vacant. */
  readonly holder: string | null
}

export async function addSeat(
  world: World,
  member: Member,
  wanted: NewSeat,
): Promise<{ readonly id: string } | Refusal> {
  const no = lacks(member, 'administer') ?? termRefusal(wanted)
  if (no) return no
  return world.database.inNetwork(member.networkId, async (tx) => {
    const gone = await administering(tx, member)
    if (gone) return gone
    const { organisation, holder, from, to } = wanted
    if (!(await organisationIsKnown(tx, organisation)))
      return refuse('committee:unknown-organisation', {}, 404)
    const id = world.ids.id()
    const people = { holderId: null, deputyId: null, chair: false }
    const vacant: Seat = { id, organisationId: organisation, ...people, from, to, ended: false }
    const seat =
      holder === null ? vacant : fill(vacant, await personFor(tx, holder, organisation), await seatsOf(tx))
    if (isRefusal(seat)) return seat
    await insertSeats(tx, [seat], null)
    const at = world.clock.now()
    await followSeats(tx, at)
    const data = { organisation, holder, from, to }
    await record(tx, {
      at,
      by: member,
      what: 'seat.add',
      matter: { kind: 'seat', id },
      data,
    })
    return { id }
  })
}
