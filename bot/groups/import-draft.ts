/** An import as it is drawn up, row by row: who is meant, what would be new, what would change. Nothing is stored. */
import { each, type Pieces } from '../pieces'
import { isRefusal, type Refusal, refuse } from '../refusal'
import { chainOf } from './family'
import type {
  Changes,
  Known,
  KnownGroup,
  KnownMembership,
  KnownOrganisation,
  KnownPerson,
  RowFate,
} from './import-network'
import { factsOf, personChanges, type Says, same } from './import-person'
import { type ImportRow, nameKey } from './import-row'
import { deputiesOutside, holdsElsewhere } from './import-seats'

/** The network as it would be after the rows taken so far. */
export class Draft {
  readonly #known: Known
  readonly #newId: () => string
  readonly #organisations: Map<string, KnownOrganisation>
  readonly #byId: Map<string, KnownOrganisation>
  readonly #groups: Map<string, KnownGroup>
  readonly #people: Map<string, KnownPerson>
  readonly #byMail = new Map<string, string>()
  readonly #byObjectId = new Map<string, string>()
  readonly #byName = new Map<string, string>()
  readonly #roles = new Map<string, KnownMembership>()
  /** What this file has said of a thing, and in which row: two rows may not say different things. */
  readonly #said = new Map<string, { readonly value: string; readonly row: number }>()
  readonly #changed = {
    organisations: new Set<string>(),
    people: new Set<string>(),
    groups: new Set<string>(),
  }
  readonly #changedRoles = new Set<string>()
  /** Who went to another organisation, and what to another family, by which row. */
  readonly #moved = { people: new Map<string, number>(), organisations: new Map<string, number>() }

  /** Whoever is known is kept one by one afterwards (`keep`): they are many. */
  constructor(known: Known, newId: () => string) {
    this.#known = known
    this.#newId = newId
    this.#organisations = new Map(known.organisations.map((one) => [nameKey(one.name), one]))
    this.#byId = new Map(known.organisations.map((one) => [one.id, one]))
    this.#groups = new Map(known.groups.map((one) => [nameKey(one.name), one]))
    this.#people = new Map()
    for (const one of known.memberships) this.#roles.set(`${one.groupId} ${one.memberId}`, one)
  }

  changes(): Changes {
    const of = <T extends { readonly id: string }>(all: Iterable<T>, ids: ReadonlySet<string>) =>
      [...all].filter(({ id }) => ids.has(id))
    return {
      organisations: of(this.#organisations.values(), this.#changed.organisations),
      people: of(this.#people.values(), this.#changed.people),
      groups: of(this.#groups.values(), this.#changed.groups),
      memberships: [...this.#roles].flatMap(([key, one]) => (this.#changedRoles.has(key) ? [one] : [])),
    }
  }

  take(row: ImportRow): RowFate {
    const says: Says[] = []
    const organisation =
      row.organisation === undefined ? undefined : this.#organisationOf(row, row.organisation, says)
    const person =
      row.name === undefined || !organisation || isRefusal(organisation)
        ? undefined
        : this.#personOf(row, row.name, organisation, says)
    const joined =
      person && !isRefusal(person) ? row.groups.map((group) => this.#join(row, person, group, says)) : []
    const refusal = [organisation, person, ...joined].find(isRefusal) ?? null
    const isNew = says.some(
      ({ code }) => code === 'new-person' || (row.name === undefined && code === 'new-organisation'),
    )
    const fate = refusal ? 'refused' : isNew ? 'new' : says.length > 0 ? 'changed' : 'same'
    return { row: row.row, fate, name: row.name ?? '', organisation: row.organisation ?? '', says, refusal }
  }

  /** Groups that nobody would coordinate any more, or at all: whose rows they are, and why they are refused. */
  *withoutCoordinator(rows: readonly ImportRow[]): Pieces<readonly (readonly [number, Refusal])[]> {
    const coordinated = new Set(
      [...this.#roles.values()].flatMap(({ groupId, role }) => (role === 'coordinator' ? [groupId] : [])),
    )
    const before = new Set(
      this.#known.memberships.flatMap(({ groupId, role }) => (role === 'coordinator' ? [groupId] : [])),
    )
    const late = yield* each(rows, (row) =>
      row.groups.flatMap((name) => {
        const group = this.#groups.get(nameKey(name))
        if (!group || coordinated.has(group.id)) return []
        const isNew = this.#changed.groups.has(group.id)
        const demotes = before.has(group.id) && row.role !== undefined && row.role !== 'coordinator'
        return isNew || demotes
          ? [[row.row, refuse('groups:row-group-without-coordinator', { group: group.name }, 422)] as const]
          : []
      }),
    )
    return late.flat()
  }

  /** Rows that would take somebody out of the family for which they stand in. */
  withoutFamily(): readonly (readonly [number, Refusal])[] {
    const person = (id: string) => this.#people.get(id)
    return deputiesOutside(this.#known, { parentOf: (id) => this.#parentOf(id), person, ...this.#moved })
  }

  #organisationOf(row: ImportRow, name: string, says: Says[]): KnownOrganisation | Refusal {
    const key = nameKey(name)
    const before = this.#organisations.get(key)
    const { bench, size, sector } = row
    if (!before && !bench) return refuse('groups:row-unknown-organisation', { organisation: name }, 422)
    const parent = row.parent === undefined ? undefined : this.#organisations.get(nameKey(row.parent))
    if (row.parent !== undefined && !parent)
      return refuse('groups:row-unknown-parent', { organisation: row.parent }, 422)
    // A parent above which the organisation itself stands would close a circle.
    if (parent && before && chainOf(parent.id, (id) => this.#parentOf(id)).includes(before.id))
      return refuse('groups:row-own-parent', {}, 422)
    const facts = { bench, size, sector, parent: parent?.id }
    const contradicted = this.#contradicted(`organisation ${key}`, facts, row.row)
    if (contradicted) return refuse('groups:row-contradicts', contradicted, 422)
    const next: KnownOrganisation = {
      id: before?.id ?? this.#newId(),
      name: before?.name ?? name,
      bench: bench ?? before?.bench ?? 'employers',
      size: size ?? before?.size ?? null,
      sector: sector ?? before?.sector ?? '',
      parentId: parent?.id ?? before?.parentId ?? null,
    }
    if (!before) says.push({ code: 'new-organisation', data: { organisation: name } })
    else if (!same(before, next))
      says.push({ code: 'organisation-changed', data: { organisation: next.name } })
    if (!before || !same(before, next)) this.#changed.organisations.add(next.id)
    if (before && before.parentId !== next.parentId) this.#moved.organisations.set(next.id, row.row)
    this.#organisations.set(key, next)
    this.#byId.set(next.id, next)
    return next
  }

  /** @returns the row that has said something else of the same thing; undefined when nobody has */
  #says(what: string, value: string, row: number): number | undefined {
    const before = this.#said.get(what)
    if (before && before.value !== value) return before.row
    if (!before) this.#said.set(what, { value, row })
    return undefined
  }

  /** @returns the first column in which another row has said something else of it, and that row */
  #contradicted(
    whose: string,
    facts: Readonly<Record<string, string | undefined>>,
    row: number,
  ): { readonly row: number; readonly column: string } | undefined {
    for (const [column, value] of Object.entries(facts)) {
      const other = value === undefined ? undefined : this.#says(`${whose} ${column}`, value, row)
      if (other !== undefined) return { row: other, column }
    }
    return undefined
  }

  #personOf(
    row: ImportRow,
    name: string,
    organisation: KnownOrganisation,
    says: Says[],
  ): KnownPerson | Refusal {
    const mailKey = row.mail?.toLowerCase()
    const byMail = mailKey === undefined ? undefined : this.#byMail.get(mailKey)
    const byObjectId = row.objectId === undefined ? undefined : this.#byObjectId.get(row.objectId)
    if (byMail && byObjectId && byMail !== byObjectId) return refuse('groups:row-two-people', {}, 422)
    const byName = this.#byName.get(`${organisation.id} ${nameKey(name)}`)
    const namesake = byName === undefined ? undefined : this.#people.get(byName)
    // Of the same name, in the same organisation: another person only if both have addresses and these differ.
    const other = namesake?.mail && mailKey && namesake.mail.toLowerCase() !== mailKey
    const id = byMail ?? byObjectId ?? (other ? undefined : byName)
    const before = id === undefined ? undefined : this.#people.get(id)
    const elsewhere = holdsElsewhere(this.#known, before, organisation.id)
    if (elsewhere) return elsewhere
    const key = before?.id ?? `new ${mailKey ?? nameKey(name)}`
    const facts = factsOf(row, name, organisation)
    const contradicted = this.#contradicted(key, facts, row.row)
    if (contradicted)
      return refuse('groups:row-person-contradicts', { ...contradicted, name: before?.name ?? name }, 422)
    // An account that is another one than before is in the tenant that is named with it.
    const account = row.objectId === undefined || row.objectId === before?.objectId ? before : undefined
    const next: KnownPerson = {
      id: before?.id ?? this.#newId(),
      name,
      organisationId: organisation.id,
      mail: row.mail ?? before?.mail ?? null,
      objectId: row.objectId ?? before?.objectId ?? null,
      tenantId: row.tenantId ?? account?.tenantId ?? null,
      language: row.language ?? before?.language ?? this.#known.language,
      left: false,
    }
    if (!before) says.push({ code: 'new-person', data: {} })
    else says.push(...personChanges(before, next, this.#nameOf(before.organisationId), organisation.name))
    if (!before || !same(before, next)) this.#changed.people.add(next.id)
    if (before && before.organisationId !== next.organisationId) this.#moved.people.set(next.id, row.row)
    if (!before) this.#contradicted(next.id, facts, row.row)
    this.keep(next)
    return next
  }

  #join(row: ImportRow, person: KnownPerson, name: string, says: Says[]): Refusal | undefined {
    const group: KnownGroup = this.#groups.get(nameKey(name)) ?? { id: this.#newId(), name }
    if (!this.#groups.has(nameKey(name))) {
      this.#groups.set(nameKey(name), group)
      this.#changed.groups.add(group.id)
      says.push({ code: 'new-group', data: { group: name } })
    }
    const key = `${group.id} ${person.id}`
    const other = row.role === undefined ? undefined : this.#says(`role ${key}`, row.role, row.row)
    if (other !== undefined)
      return refuse('groups:row-role-contradicts', { row: other, name: person.name, group: group.name }, 422)
    const before = this.#roles.get(key)
    // Whose seat it is says who is in the committee, and as what: a row may name it, and changes nothing there.
    if (group.committee)
      return before ? undefined : refuse('groups:row-committee-by-seat', { group: group.name }, 422)
    const role = row.role ?? before?.role ?? 'member'
    if (before?.role === role) return undefined
    this.#roles.set(key, { groupId: group.id, memberId: person.id, role })
    this.#changedRoles.add(key)
    says.push({ code: before ? `role-${role}` : `joins-${role}`, data: { group: group.name } })
    return undefined
  }

  #nameOf(organisationId: string): string {
    return this.#byId.get(organisationId)?.name ?? ''
  }

  #parentOf(organisationId: string): string | null | undefined {
    return this.#byId.get(organisationId)?.parentId
  }

  keep(person: KnownPerson): void {
    this.#people.set(person.id, person)
    if (person.mail) this.#byMail.set(person.mail.toLowerCase(), person.id)
    if (person.objectId) this.#byObjectId.set(person.objectId, person.id)
    this.#byName.set(`${person.organisationId} ${nameKey(person.name)}`, person.id)
  }
}
