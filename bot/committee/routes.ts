/** What the outside may ask of the committee's seats. */
import { z } from 'zod'
import { date, id } from '../inputs'
import { isRefusal, type Refusal } from '../refusal'
import { type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { addSeat } from './use-cases/add-seat'
import {
  endSeat,
  fillSeat,
  nameSeatDeputy,
  setSeatChair,
  setSeatTerm,
  vacateSeat,
} from './use-cases/change-seat'
import { showCommittee } from './use-cases/show-committee'

const seat = z.object({ seat: id })
/** An empty field says: no limit, nobody. */
const day = z.union([z.literal('').transform(() => null), date]).default(null)
const person = z.union([z.literal('').transform(() => null), id]).default(null)

export function committeeRoutes(world: World): readonly Route[] {
  /** A change answers with the committee as it stands then. */
  const changed =
    <I>(change: (turn: Turn, input: I) => Promise<Refusal | { readonly id: string } | undefined>) =>
    async (turn: Turn, input: I) => {
      const done = await change(turn, input)
      return isRefusal(done) ? done : showCommittee(world, turn.member)
    }
  return [
    route({
      name: 'committee.show',
      kind: 'read',
      does: 'Shows the seats of the committee: holder, deputy, organisation, bench, term, chair, vacancies.',
      input: z.object({}),
      run: ({ member }) => showCommittee(world, member),
    }),
    route({
      name: 'seat.add',
      kind: 'act',
      does: 'Adds a seat for an organisation.',
      input: z.object({ organisation: id, holder: person, from: day, to: day }),
      run: changed(({ member }, input) => addSeat(world, member, input)),
    }),
    route({
      name: 'seat.fill',
      kind: 'act',
      does: 'Gives a vacant seat to a person of its organisation.',
      input: seat.extend({ holder: id }),
      run: changed(({ member }, input) => fillSeat(world, member, input.seat, input.holder)),
    }),
    route({
      name: 'seat.name-deputy',
      kind: 'act',
      does: "Names who stands in for a seat's holder, or nobody.",
      input: seat.extend({ deputy: person }),
      run: changed(({ member }, input) => nameSeatDeputy(world, member, input.seat, input.deputy)),
    }),
    route({
      name: 'seat.set-term',
      kind: 'act',
      does: 'Sets from when to when a seat is one.',
      input: seat.extend({ from: day, to: day }),
      run: changed(({ member }, { seat: of, ...term }) => setSeatTerm(world, member, of, term)),
    }),
    route({
      name: 'seat.set-chair',
      kind: 'act',
      does: 'Gives the chair to a seat, or takes it away. There is one at a time.',
      input: seat.extend({ chair: z.boolean({ error: 'not-a-choice' }) }),
      run: changed(({ member }, input) => setSeatChair(world, member, input.seat, input.chair)),
    }),
    route({
      name: 'seat.vacate',
      kind: 'act',
      does: 'Takes the holder out of a seat, and the deputy and the chair with it.',
      input: seat,
      run: changed(({ member }, input) => vacateSeat(world, member, input.seat)),
    }),
    route({
      name: 'seat.end',
      kind: 'act',
      does: 'Ends a seat for good.',
      input: seat,
      run: changed(({ member }, input) => endSeat(world, member, input.seat)),
    }),
  ]
}
