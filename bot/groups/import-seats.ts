/** Whom a seat of the committee holds where they are, when rows of an import move people and organisations. Pure. */
import { type Refusal, refuse } from '../refusal'
import { chainOf, type ParentOf, topOf } from './family'
import type { Known, KnownPerson } from './import-network'

/** The network as it would be after the rows taken, and which of them have moved what: row by id. */
export interface Moves {
  readonly parentOf: ParentOf
  readonly person: (id: string) => KnownPerson | undefined
  readonly people: ReadonlyMap<string, number>
  readonly organisations: ReadonlyMap<string, number>
}

/** Whoever holds a seat is of its organisation. */
export function holdsElsewhere(
  { seats = [] }: Known,
  before: KnownPerson | undefined,
  organisation: string,
): Refusal | undefined {
  const seat = seats.find(({ holder, of }) => before && holder === before.id && of.id !== organisation)
  return (
    seat && before && refuse('groups:row-holds-seat', { name: before.name, organisation: seat.of.name }, 422)
  )
}

/** Deputies are of the family; which one that is, is known when all rows are taken. @returns rows to be refused, and why */
export function deputiesOutside(
  { seats = [], people, organisations }: Known,
  moves: Moves,
): readonly (readonly [number, Refusal])[] {
  const parents = new Map(organisations.map(({ id, parentId }) => [id, parentId]))
  const before: ParentOf = (id) => parents.get(id)
  return seats.flatMap(({ of, deputy }) => {
    const person = deputy === null ? undefined : moves.person(deputy)
    if (!person || topOf(person.organisationId, moves.parentOf) === topOf(of.id, moves.parentOf)) return []
    const was = people.find(({ id }) => id === deputy)?.organisationId ?? person.organisationId
    // Who was parted before is no row's doing.
    if (topOf(was, before) !== topOf(of.id, before)) return []
    // Their families are parted where somebody, or something between them and the top, was moved.
    const moved = [...chainOf(was, before), ...chainOf(of.id, before)].map((id) =>
      moves.organisations.get(id),
    )
    const rows = new Set([moves.people.get(person.id), ...moved].filter((row) => row !== undefined))
    const facts = { name: person.name, organisation: of.name }
    return [...rows].map((row) => [row, refuse('groups:row-parts-deputy', facts, 422)] as const)
  })
}
