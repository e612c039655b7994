/** One row of an import: what stands in its cells, read and checked, before anybody is looked for. */
import { line, mailAddress } from '../inputs'
import { type Refusal, refuse } from '../refusal'
import { type Bench, plainWord, readBench, readSize, type SizeBand } from './bench'
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

const headingOf = (column: string) => importHeadings[column === 'group' ? 'groups' : column]?.[0] ?? column

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Far more than anybody is in; bounds what one row can cost. */
const mostGroups = 20
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
  const cell = (column: string) => (cells[column] ? cells[column] : undefined)
  const texts = (value: string | undefined, column: keyof typeof lines): string | undefined => {
    if (value === undefined) return undefined
    if (/^[=@]/.test(value)) wrong('formula', { column: headingOf(column) })
    const read = lines[column].safeParse(value)
    if (!read.success) wrong('text', { column: headingOf(column) })
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

  const groups = [...new Set((cell('groups') ?? '').split(/[|;\n]/).map((one) => one.trim()))].filter(Boolean)
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
    objectId: choice('objectId', (written) =>
      guid.test(written.toLowerCase()) ? written.toLowerCase() : undefined,
    ),
  }
  const refusal = problems[0] ?? contradicting(read)
  return refusal
    ? { row, refusal, name: cells.name?.slice(0, 160), organisation: cells.organisation?.slice(0, 160) }
    : read
}

/** What a row cannot say at once. */
function contradicting(row: ImportRow): Refusal | undefined {
  const { name, mail, objectId, organisation, role, groups, bench, size, sector, parent } = row
  if (name === undefined && (mail ?? objectId ?? role) !== undefined)
    return refuse('groups:row-no-name', {}, 422)
  if (name !== undefined && organisation === undefined) return refuse('groups:row-no-organisation', {}, 422)
  if (organisation === undefined && (bench ?? size ?? sector ?? parent) !== undefined)
    return refuse('groups:row-no-organisation', {}, 422)
  if (role !== undefined && groups.length === 0) return refuse('groups:row-role-without-group', {}, 422)
  if (name === undefined && groups.length > 0) return refuse('groups:row-no-name', {}, 422)
  if (parent !== undefined && organisation !== undefined && sameName(parent, organisation))
    return refuse('groups:row-own-parent', {}, 422)
  return undefined
}

/** Names are known however they are written (PostgreSQL's `lower` does the same for the unique index). */
export function nameKey(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

const sameName = (one: string, other: string) => nameKey(one) === nameKey(other)
