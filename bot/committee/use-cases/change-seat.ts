/** Changes one seat: fill, deputy, term, chair, vacate, end. Whole or not at all, one after the other, and written down. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { administering } from '../../groups/administration-store'
import { followSeats } from '../../groups/committee-store'
import type { Member } from '../../groups/member'
import { lacks, may } from '../../groups/rights'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { end, fill, nameDeputy, type Seat, setChair, setTerm, type Term, vacate } from '../seat'
import { personFor, saveSeat, seatById, seatsOf } from '../store'

type Change = (seat: Seat, all: readonly Seat[], tx: Transaction) => Seat | Refusal | Promise<Seat | Refusal>

type What = 'fill' | 'name-deputy' | 'set-term' | 'set-chair' | 'vacate' | 'end'

interface Doing {
  readonly what: What
  readonly change: Change
  /** Who may do it with this seat. */
  readonly lacking: (seat: Seat) => Refusal | undefined
}

/** @returns nothing but success: the caller shows the committee anew. */
async function changeSeat(
  world: World,
  member: Member,
  id: string,
  { what, change, lacking }: Doing,
): Promise<Refusal | undefined> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const gone = await administering(tx, member, may(member, 'administer') ? 'administer' : 'join')
    if (gone) return gone
    const seat = await seatById(tx, id)
    const no = seat
      ? lacking(seat)
      : (lacks(member, 'administer') ?? refuse('committee:unknown-seat', {}, 404))
    if (no || !seat) return no
    const next = await change(seat, await seatsOf(tx), tx)
    if (isRefusal(next)) return next
    if (JSON.stringify(next) === JSON.stringify(seat)) return undefined
    const at = world.clock.now()
    await saveSeat(tx, next, at)
    await followSeats(tx, at)
    const { holderId: holder, deputyId: deputy, chair, from, to } = next
    const data = { holder, deputy, chair, from, to }
    await record(tx, { at, by: member, what: `seat.${what}`, matter: { kind: 'seat', id }, data })
    return undefined
  })
}

const byOffice = (member: Member) => () => lacks(member, 'administer')

/** The holder names the own deputy; of every other seat, the office. */
const byHolder = (member: Member) => (seat: Seat) =>
  may(member, 'administer') || (member.seat && seat.holderId === member.id)
    ? undefined
    : lacks(member, 'administer')

export function fillSeat(world: World, member: Member, id: string, holder: string) {
  return changeSeat(world, member, id, {
    what: 'fill',
    lacking: byOffice(member),
    change: async (seat, all, tx) => fill(seat, await personFor(tx, holder, seat.organisationId), all),
  })
}

/** @param deputy null: nobody */
export function nameSeatDeputy(world: World, member: Member, id: string, deputy: string | null) {
  return changeSeat(world, member, id, {
    what: 'name-deputy',
    lacking: byHolder(member),
    change: async (seat, _all, tx) =>
      nameDeputy(seat, deputy === null ? null : await personFor(tx, deputy, seat.organisationId)),
  })
}

export function setSeatTerm(world: World, member: Member, id: string, term: Term) {
  const change: Change = async (seat, all, tx) => {
    const personOf = (id: string | null) => (id === null ? undefined : personFor(tx, id, seat.organisationId))
    return setTerm(seat, term, all, {
      holder: await personOf(seat.holderId),
      deputy: await personOf(seat.deputyId),
    })
  }
  return changeSeat(world, member, id, { what: 'set-term', lacking: byOffice(member), change })
}

export function setSeatChair(world: World, member: Member, id: string, chair: boolean) {
  const change: Change = (seat, all) => setChair(seat, chair, all)
  return changeSeat(world, member, id, { what: 'set-chair', lacking: byOffice(member), change })
}

export function vacateSeat(world: World, member: Member, id: string) {
  return changeSeat(world, member, id, { what: 'vacate', lacking: byOffice(member), change: vacate })
}

export function endSeat(world: World, member: Member, id: string) {
  return changeSeat(world, member, id, { what: 'end', lacking: byOffice(member), change: end })
}
