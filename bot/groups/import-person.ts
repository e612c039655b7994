/** What a row of an import says of a person, and what of the person that changes. Pure. */
import type { KnownOrganisation, KnownPerson, RowFate } from './import-network'
import { type ImportRow, nameKey } from './import-row'

export type Says = RowFate['says'][number]

/** What a row says of a person; an empty cell says nothing. */
export function factsOf(row: ImportRow, name: string, organisation: KnownOrganisation) {
  const { mail, language, objectId, tenantId } = row
  const facts = { mail: mail?.toLowerCase(), language, objectId, tenantId }
  return { organisation: organisation.id, name: nameKey(name), ...facts }
}

export function personChanges(
  before: KnownPerson,
  next: KnownPerson,
  from: string,
  to: string,
): readonly Says[] {
  const changes: Says[] = []
  if (before.left) changes.push({ code: 'comes-back', data: {} })
  if (before.name !== next.name) changes.push({ code: 'renamed', data: { from: before.name } })
  // An organisation that went with its last people has no name here any more.
  if (before.organisationId !== next.organisationId)
    changes.push(from === '' ? { code: 'moves-to', data: { to } } : { code: 'moves', data: { from, to } })
  if (before.mail !== next.mail) changes.push({ code: 'mail-changed', data: {} })
  if (before.objectId !== next.objectId || before.tenantId !== next.tenantId)
    changes.push({ code: 'account-changed', data: {} })
  if (before.language !== next.language) changes.push({ code: 'language-changed', data: {} })
  return changes
}

export function same<T extends object>(one: T, other: T): boolean {
  return (Object.keys(one) as (keyof T)[]).every((key) => one[key] === other[key])
}
