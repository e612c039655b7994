/** One row of an import: what stands in its cells, read and checked, before anybody is looked for. */
import { line, mailAddress } from '../inputs'
import { type Refusal, refuse } from '../refusal'
import { type Bench, plainWord, readBench, readSize, type SizeBand } from './bench'
import { unguardCell } from './guarded-cell'
import type { Headings, TableRow } from './table-file'

export type ImportRole = 'coordinator' | 'member' | 'observer'

/** What an empty cell leaves as it is is undefined here. */
export interface ImportRow {
  readonly row: number
  readonly name: string | undefined
  readonly mail: string | undefined
  readonly organisation: string | undefined
  readonly bench: Bench | undefined
  readonly size: SizeBand | undefined
  readonly sector: string | undefined
  /** The organisation to whose family it belongs. */
  readonly parent: string | undefined
  readonly groups: readonly string[]
  readonly role: ImportRole | undefined
  readonly language: 'de' | 'en' | undefined
  readonly objectId: string | undefined
  /** Where that account is; without it in the network's own tenant. */
  readonly tenantId: string | undefined
}

/** A row that cannot be read, with what stands in it, so that people find it. */
export interface UnreadRow {
  readonly row: number
  readonly refusal: Refusal
  readonly name?: string | undefined
  readonly organisation?: string | undefined
}

export const importHeadings: Headings = {
  name: ['Name', 'Person', 'Mitglied', 'Member'],
  mail: ['E-Mail', 'Email', 'Mail', 'E-Mail-Adresse', 'Email address'],
  organisation: ['Organisation', 'Organization', 'Unternehmen', 'Firma', 'Company'],
  bench: ['Bank', 'Bench'],
  size: ['Größe', 'Beschäftigte', 'Size', 'Employees'],
  sector: ['Branche', 'Sector'],
  parent: ['Unternehmensgruppe', 'Konzern', 'Family', 'Parent'],
  groups: ['Arbeitskreise', 'Arbeitskreis', 'Groups', 'Group'],
  role: ['Rolle', 'Role'],
  language: ['Sprache', 'Language'],
  objectId: ['Entra-Objekt-ID', 'Objekt-ID', 'Object ID', 'Entra object ID'],
  tenantId: ['Entra-Mandanten-ID', 'Mandanten-ID', 'Tenant ID', 'Entra tenant ID'],
}

const roles: Readonly<Record<ImportRole, readonly string[]>> = {
  coordinator: ['koordination', 'koordinatorin', 'koordinator', 'coordinator', 'coordination'],
  member: ['mitglied', 'member'],
  observer: [
    'beobachtend',
    'observing',
    'beobachtung',
    'beobachterin',
    'beobachter',
    'gast',
    'observer',
    'guest',
  ],
}

const languages = { de: ['deutsch', 'german', 'de'], en: ['englisch', 'english', 'en'] } as const

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const isGuid = (text: string): boolean => guid.test(text)
/** Far more than anybody is in; bounds what one row can cost. */
export const mostGroups = 20
/** Made once: making one takes longer than reading a whole row with it. */
const lines = {
  name: line(120),
  organisation: line(160),
  sector: line(80),
  parent: line(160),
  group: line(120),
}

export function readImportRow({ row, cells }: TableRow): ImportRow | UnreadRow {
  const problems: Refusal[] = []
  const wrong = (code: string, data: Readonly<Record<string, string>> = {}) =>
    problems.push(refuse(`groups:row-${code}`, data, 422))
  // What the export has made harmless is text, whatever it begins with.
  const cell = (column: string) => (cells[column] ? unguardCell(cells[column]) : undefined)
  for (const column of ['name', 'organisation', 'sector', 'parent', 'groups'])
    if (/^[=@]/.test(cells[column] ?? '')) wrong('formula', { column })
  const texts = (value: string | undefined, column: keyof typeof lines): string | undefined => {
    if (value === undefined) return undefined
    const read = lines[column].safeParse(value)
    if (!read.success) wrong('text', { column: column === 'group' ? 'groups' : column })
    return read.data
  }
  const choice = <T>(column: string, read: (word: string) => T | undefined): T | undefined => {
    const written = cell(column)
    const found = written === undefined ? undefined : read(written)
    if (written !== undefined && found === undefined)
      wrong(`unknown-${column}`, { written: written.slice(0, 60) })
    return found
  }
  const word =
    <T extends string>(table: Readonly<Record<T, readonly string[]>>) =>
    (written: string) =>
      (Object.keys(table) as T[]).find((one) => table[one].includes(plainWord(written)))

  const id = (written: string) => (guid.test(written.toLowerCase()) ? written.toLowerCase() : undefined)
  const groups = readGroups(cell('groups') ?? '')
  if (groups.length > mostGroups) wrong('many-groups')
  const read: ImportRow = {
    row,
    name: texts(cell('name'), 'name'),
    mail: choice('mail', (written) => (mailAddress.safeParse(written).success ? written : undefined)),
    organisation: texts(cell('organisation'), 'organisation'),
    bench: choice('bench', readBench),
    size: choice('size', readSize),
    sector: texts(cell('sector'), 'sector'),
    parent: texts(cell('parent'), 'parent'),
    groups: groups.slice(0, mostGroups).flatMap((one) => texts(one, 'group') ?? []),
    role: choice('role', word(roles)),
    language: choice('language', word(languages)),
    objectId: choice('objectId', id),
    tenantId: choice('tenantId', id),
  }
  const refusal = problems[0] ?? contradicting(read)
  return refusal
    ? { row, refusal, name: cells.name?.slice(0, 160), organisation: cells.organisation?.slice(0, 160) }
    : read
}

/** What a row cannot say at once. */
function contradicting(row: ImportRow): Refusal | undefined {
  const { name, mail, objectId, tenantId, organisation, role, groups, bench, size, sector, parent } = row
  if (name === undefined && (mail ?? objectId ?? role) !== undefined)
    return refuse('groups:row-no-name', {}, 422)
  if (tenantId !== undefined && objectId === undefined)
    return refuse('groups:row-tenant-without-account', {}, 422)
  if (name !== undefined && organisation === undefined) return refuse('groups:row-no-organisation', {}, 422)
  if (organisation === undefined && (bench ?? size ?? sector ?? parent) !== undefined)
    return refuse('groups:row-no-organisation', {}, 422)
  if (role !== undefined && groups.length === 0) return refuse('groups:row-role-without-group', {}, 422)
  if (name === undefined && groups.length > 0) return refuse('groups:row-no-name', {}, 422)
  if (parent !== undefined && organisation !== undefined && sameName(parent, organisation))
    return refuse('groups:row-own-parent', {}, 422)
  return undefined
}

/** One or several groups in a cell; a name with a separator in it stands in quotation marks, as in a CSV file. */
function readGroups(cell: string): readonly string[] {
  const names = [...cell.matchAll(/\s*(?:"((?:[^"]|"")*)"(?=\s*(?:[|;\n]|$))|([^|;\n]+))/g)].map(
    ([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  )
  return [...new Set(names)].filter(Boolean)
}

/** As `readGroups` reads it. */
export function writeGroups(names: readonly string[]): string {
  const written = names.map((name) => (/[|;\n]|^"/.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
  return written.join(' | ')
}

/**
 * Names are known however they are written. The database's `name_key` says the same, but for letters that its Unicode does
 * not know: JavaScript alone makes two of İ, and another sigma of the one at a word's end.
 */
export function nameKey(name: string): string {
  const small = name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  return small.replaceAll('i\u0307', 'i').replaceAll('ς', 'σ').normalize('NFC')
}

const sameName = (one: string, other: string) => nameKey(one) === nameKey(other)
