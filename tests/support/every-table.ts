/** Every table of the house, read from the catalog, and a row in each for a network: new tables come by themselves. */
import type { TestDatabase } from './database'

export interface Table {
  readonly name: string
  /** `network_id`; `id` of the network itself; undefined where no network is carried. */
  readonly networkColumn: string | undefined
  readonly columns: readonly string[]
  /** Whether the service has the right to delete at all. */
  readonly mayDelete: boolean
  /** Whether it may write rows itself; else a function does. */
  readonly mayInsert: boolean
  readonly mayUpdate: boolean
  /** `(columns) values (…)` of a new row in this network. */
  copy(network: string): string
}

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  /** May be left out: null, a default, an identity. */
  readonly optional: boolean
  /** The first value that a check of this column allows. */
  readonly allowed: string | null
  readonly deletable: boolean
  readonly insertable: boolean
  readonly updatable: boolean
}

export async function tablesOf(owner: TestDatabase): Promise<readonly Table[]> {
  const columns = await owner.sql<Column>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
      not a.attnotnull or a.atthasdef or a.attidentity <> '' as optional,
      (select coalesce(substring(pg_get_constraintdef(k.oid) from '''([^'']+)'''),
          substring(pg_get_constraintdef(k.oid) from '>= (\\d+)')) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as allowed,
      has_table_privilege('verbund_service', c.oid, 'delete') as deletable,
      has_table_privilege('verbund_service', c.oid, 'insert') as insertable,
      has_table_privilege('verbund_service', c.oid, 'update') as updatable
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'verbund'::regnamespace and c.relkind in ('r', 'p') order by 1, a.attnum`)
  return [...new Set(columns.map(({ table }) => table))].map((name) =>
    tableOf(
      name,
      columns.filter(({ table }) => table === name),
    ),
  )
}

function tableOf(name: string, columns: readonly Column[]): Table {
  const carries = columns.some(({ column }) => column === 'network_id')
  const networkColumn = name === 'network' ? 'id' : carries ? 'network_id' : undefined
  const needed = columns.filter(({ optional }) => !optional)
  return {
    name,
    networkColumn,
    columns: columns.map(({ column }) => column),
    mayDelete: columns.some(({ deletable }) => deletable),
    mayInsert: columns.some(({ insertable }) => insertable),
    mayUpdate: columns.some(({ updatable }) => updatable),
    copy: (network) => {
      const values = needed.map((column) =>
        column.column === networkColumn ? `'${network}'` : valueFor(column),
      )
      return `(${needed.map(({ column }) => column).join(', ')}) values (${values.join(', ')})`
    },
  }
}

const values: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: 'gen_random_uuid()::text',
  integer: '1',
  bigint: '1',
  numeric: '1',
  boolean: 'false',
  date: 'current_date',
  quarter: "'2027-1'",
  'timestamp with time zone': 'now()',
  jsonb: "'{}'",
}

function valueFor({ table, column, type, allowed }: Column): string {
  const value = allowed === null ? values[type] : `'${allowed}'`
  if (!value)
    throw new Error(`${table}.${column}: teach tests/support/every-table.ts a value of type ${type}`)
  return value
}

/** References are not checked here: what a row means does not matter, only whose it is. */
export async function fillEveryTable(
  owner: TestDatabase,
  tables: readonly Table[],
  network: string,
): Promise<void> {
  await owner.sql('set session_replication_role = replica')
  for (const { name, copy } of tables) await owner.sql(`insert into ${name} ${copy(network)}`)
  await owner.sql('set session_replication_role = default')
}
