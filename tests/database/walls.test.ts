/** E1 by the second wall: the service's role sees one network at a time, in every table there is. */
import { sql } from 'kysely'
import { type Database, openDatabase } from '../../bot/database/database'
import { raw } from '../../bot/database/query'
import { freshDatabase, type TestDatabase } from '../support/database'
import { fillEveryTable, type Table, tablesOf } from '../support/every-table'

const mine = 'aaaaaaaa-0000-4000-8000-000000000001'
const theirs = 'bbbbbbbb-0000-4000-8000-000000000002'

let owner: TestDatabase
let database: Database
let tables: readonly Table[]
/** Tables that carry their network, and the network itself. */
let walled: readonly Table[]

beforeAll(async () => {
  owner = await freshDatabase()
  tables = await tablesOf(owner)
  walled = tables.filter(({ networkColumn }) => networkColumn !== undefined)
  for (const network of [mine, theirs]) await fillEveryTable(owner, walled, network)
  database = openDatabase({ url: owner.url, connections: 2, onError: () => undefined })
})
afterAll(async () => {
  await database.end()
  await owner.drop()
})

const count = ({ name }: Table) =>
  raw(sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(name)}`)
const networksIn = ({ name, networkColumn = '' }: Table) =>
  raw(
    sql<{
      network: string
    }>`select distinct ${sql.ref(networkColumn)}::text as network from ${sql.table(name)}`,
  )

describe('the role of the service', () => {
  it('is no superuser, walks through no wall, owns nothing and may become no owner', async () => {
    const [role] = await database.ask(
      raw(sql<Record<string, unknown>>`
        select rolname as name, rolsuper as super, rolbypassrls as bypasses, rolcreaterole as "makesRoles",
          rolcreatedb as "makesDatabases", rolcanlogin as "signsIn",
          exists (select from pg_class c where c.relowner = r.oid) as owns,
          exists (select from pg_tables t where t.schemaname = 'verbund'
            and pg_has_role(current_user, t.tableowner, 'member')) as "becomesOwner"
        from pg_roles r where rolname = current_user`),
    )
    expect(role).toEqual({
      name: 'verbund_service',
      super: false,
      bypasses: false,
      makesRoles: false,
      makesDatabases: false,
      signsIn: false,
      owns: false,
      becomesOwner: false,
    })
  })

  it('may touch no table that carries no network, and nothing of graphile-worker', async () => {
    const open = await owner.sql<{ name: string }>(`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('verbund', 'graphile_worker') and c.relkind in ('r', 'p', 'v', 'm')
        and has_table_privilege('verbund_service', c.oid, 'select, insert, update, delete, truncate')`)
    expect(open.map(({ name }) => name).sort()).toEqual(walled.map(({ name }) => name).sort())
    const [worker] = await owner.sql<{ may: boolean }>(
      "select has_schema_privilege('verbund_service', 'graphile_worker', 'usage') as may",
    )
    expect(worker?.may).toBe(false)
  })

  it('may make nothing of its own', async () => {
    const making = database.inNetwork(mine, (tx) => tx.run(raw(sql`create table attic (id uuid)`)))
    await expect(making).rejects.toMatchObject({ code: '42501' })
  })
})

it('every table carries its network, or says here why it carries none', () => {
  const without = tables.filter(({ networkColumn }) => networkColumn === undefined).map(({ name }) => name)
  expect(without).toEqual([
    // Which processes live: of no network.
    'live_worker',
    // Which migrations were applied.
    'migration',
    // Who may found a network that is not there yet; only functions touch it.
    'set_up_code',
  ])
  expect(walled.length).toBeGreaterThan(12)
})

// The tables are known only once the database is there: each test walks through all of them and names the ones that fail.
async function failing(check: (table: Table) => Promise<boolean>): Promise<readonly string[]> {
  const failed: string[] = []
  for (const table of walled) if (!(await check(table))) failed.push(table.name)
  return failed
}

it('without a network it sees no row of any table', async () => {
  expect(await failing(async (table) => (await database.ask(count(table)))[0]?.rows === 0)).toEqual([])
  // There are rows, of both networks and more.
  const empty = await failing(
    async ({ name }) =>
      ((await owner.sql<{ rows: number }>(`select count(*)::int as rows from ${name}`))[0]?.rows ?? 0) >= 2,
  )
  expect(empty).toEqual([])
})

it('in a network it sees the rows of that one and of no other', async () => {
  const seen = (network: string) =>
    failing(async (table) => {
      const found = await database.inNetwork(network, (tx) => tx.all(networksIn(table)))
      return found.length === 1 && found[0]?.network === network
    })
  expect(await seen(mine)).toEqual([])
  expect(await seen(theirs)).toEqual([])
})

it('the network of a transaction ends with it: the next on the same connection sees nothing', async () => {
  const one = openDatabase({ url: owner.url, connections: 1, onError: () => undefined })
  try {
    const [table] = walled as [Table, ...Table[]]
    const [before] = await one.inNetwork(mine, (tx) => tx.all(count(table)))
    expect(before?.rows).toBeGreaterThan(0)
    expect((await one.ask(count(table)))[0]?.rows).toBe(0)
    await one.inNetwork(mine, () => Promise.reject(new Error('no'))).catch(() => undefined)
    expect((await one.ask(count(table)))[0]?.rows).toBe(0)
  } finally {
    await one.end()
  }
})

it('it cannot put a row into another network', async () => {
  const refused = await failing(async ({ name, networkColumn = '', copy, mayInsert }) => {
    const putting = database.inNetwork(mine, (tx) =>
      tx.run(raw(sql`insert into ${sql.table(name)} ${sql.raw(copy(theirs))}`)),
    )
    const error: { code?: string; message?: string } = await putting.then(
      () => ({}),
      (thrown) => thrown,
    )
    const wall = mayInsert ? /row-level security/ : /permission denied/
    return networkColumn !== '' && error.code === '42501' && wall.test(error.message ?? '')
  })
  expect(refused).toEqual([])
})

it('it cannot move a row of its own into another network', async () => {
  const moved = await failing(async ({ name, networkColumn = '' }) => {
    const moving = database.inNetwork(mine, (tx) =>
      tx.run(raw(sql`update ${sql.table(name)} set ${sql.ref(networkColumn)} = ${theirs}`)),
    )
    return moving.then(
      () => false,
      (thrown) => thrown.code === '42501',
    )
  })
  expect(moved).toEqual([])
})

it('it cannot change or delete a row of another network', async () => {
  const touched = await failing(async ({ name, networkColumn = '', mayDelete, mayUpdate }) => {
    const column = sql.ref(networkColumn)
    const [changed, deleted] = await database.inNetwork(mine, async (tx) => [
      mayUpdate
        ? await tx.run(
            raw(sql`update ${sql.table(name)} set ${column} = ${column} where ${column} = ${theirs}`),
          )
        : 0,
      mayDelete ? await tx.run(raw(sql`delete from ${sql.table(name)} where ${column} = ${theirs}`)) : 0,
    ])
    return changed === 0 && deleted === 0
  })
  expect(touched).toEqual([])
})
