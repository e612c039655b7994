/** The network as tables of text in the reader's language; among them the one that the import reads. */
import { each, type Pieces } from '../pieces'
import type { Wording } from '../texts'
import type { NamedTable, Table } from './csv'
import type { Exported, ExportedPerson } from './export-store'
import { isGuid, mostGroups, writeGroups } from './import-row'

type Cell = string | number | boolean | null

/** Columns in which a word of the list stands, not a text of the network's own. */
const worded: readonly string[] = ['bench', 'role', 'language', 'kind', 'open', 'chair']

function* tableOf<C extends string>(
  columns: readonly C[],
  rows: readonly Readonly<Record<C, Cell>>[],
  { t }: Wording,
): Pieces<Table> {
  const cell = (column: C, value: Cell) => {
    if (value === null || value === '') return ''
    return worded.includes(column) ? t(`groups:export.${column}.${value}`) : `${value}`
  }
  return [
    columns.map((column) => t(`groups:export.column.${column}`)),
    ...(yield* each(rows, (row) => columns.map((column) => cell(column, row[column])))),
  ]
}

const importColumns = [
  ...['name', 'mail', 'organisation', 'bench', 'size', 'sector', 'parent', 'groups', 'role'],
  ...['language', 'objectId', 'tenantId'],
] as const

/** A role stands for all groups of a row: who has several roles, or very many groups, gets several. */
function personRows(person: ExportedPerson): readonly Readonly<Record<string, Cell>>[] {
  const { groups, objectId, tenantId } = person
  const parts = Array.from({ length: Math.max(1, Math.ceil(groups.length / mostGroups)) }, (_, i) =>
    groups.slice(i * mostGroups, (i + 1) * mostGroups),
  )
  // Without a tenant of its own (tried out on one machine) an account has a name that is none to others.
  const account =
    objectId !== null && isGuid(objectId) ? { objectId, tenantId } : { objectId: null, tenantId: null }
  return parts.map((part) => ({ ...person, ...account, groups: writeGroups(part) }))
}

/** One table that reads back all organisations, families first, and all people with their groups. */
export function* importTable({ organisations, people }: Exported, words: Wording): Pieces<Table> {
  const nobody = {
    name: null,
    mail: null,
    groups: null,
    role: null,
    language: null,
    objectId: null,
    tenantId: null,
  }
  const rows = [
    ...organisations.map((one) => ({ ...one, ...nobody, organisation: one.name })),
    ...people.flatMap(personRows),
  ]
  return yield* tableOf<string>(importColumns, rows, words)
}

/** Everything, each word of the domain in a table of its own. */
export function* allTables(network: Exported, words: Wording): Pieces<readonly NamedTable[]> {
  const named = (sheet: string, table: Table) => ({ name: words.t(`groups:export.sheet.${sheet}`), table })
  const { people, organisations, groups, seats } = network
  return [
    named('people', yield* tableOf<string>(importColumns, people.flatMap(personRows), words)),
    named(
      'organisations',
      yield* tableOf(
        ['organisation', 'bench', 'size', 'sector', 'parent', 'people'],
        organisations.map((one) => ({ ...one, organisation: one.name })),
        words,
      ),
    ),
    named(
      'groups',
      yield* tableOf(
        ['group', 'kind', 'topic', 'mandate', 'open', 'coordinators', 'people'],
        groups.map((one) => ({ ...one, group: one.name, coordinators: one.coordinators.join(' | ') })),
        words,
      ),
    ),
    named(
      'seats',
      yield* tableOf(['organisation', 'bench', 'holder', 'deputy', 'chair', 'from', 'to'], seats, words),
    ),
  ]
}
