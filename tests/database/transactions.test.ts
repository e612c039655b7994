/** Transactions: what is thrown leaves nothing, what has failed is told, and a network is an id and nothing else. */
import { sql } from 'kysely'
import { type Database, DatabaseBusy, openDatabase, type Transaction } from '../../bot/database/database'
import { raw } from '../../bot/database/query'
import { freshDatabase, type TestDatabase } from '../support/database'

const network = 'cccccccc-0000-4000-8000-000000000003'

let owner: TestDatabase
let database: Database

beforeAll(async () => {
  owner = await freshDatabase()
  database = openDatabase({ url: owner.url, connections: 2, onError: () => undefined })
})
afterAll(async () => {
  await database.end()
  await owner.drop()
})
beforeEach(() => owner.sql('delete from network where id = $1', [network]))

const found = (tx: Transaction, name = 'Probe') =>
  tx.run(
    raw(sql`insert into network (id, tenant_id, name, state, language, zone, created_at)
      values (${network}, ${`tenant ${name}`}, ${name}, 'DE-NI', 'de', 'Europe/Berlin', now())`),
  )
const broken = (tx: Transaction) => tx.run(raw(sql`select 1 / 0`))
const stored = async () => (await owner.sql('select 1 from network where id = $1', [network])).length

it('what returns is stored, for everybody to see', async () => {
  expect(await database.inNetwork(network, async (tx) => [tx.networkId, await found(tx)])).toEqual([
    network,
    1,
  ])
  expect(await stored()).toBe(1)
})

it('what throws is rolled back, and the error is the one that was thrown', async () => {
  const error = new Error('changed my mind')
  const work = database.inNetwork(network, async (tx) => {
    await found(tx)
    throw error
  })
  await expect(work).rejects.toBe(error)
  expect(await stored()).toBe(0)
})

it('what throws while a statement is still on its way is rolled back too', async () => {
  const work = database.inNetwork(network, async (tx) => {
    found(tx).catch(() => undefined)
    throw new Error('at once')
  })
  await expect(work).rejects.toThrow('at once')
  expect(await stored()).toBe(0)
})

it('a statement that failed and was ignored is reported at the end: nothing was stored (E2)', async () => {
  const work = database.inNetwork(network, async (tx) => {
    await found(tx)
    await broken(tx).catch(() => undefined)
  })
  await expect(work).rejects.toThrow('the transaction had failed and was rolled back')
  expect(await stored()).toBe(0)
})

it('a rule that PostgreSQL checks only at the end is reported as well', async () => {
  await owner.sql(
    'create table verbund.later (id int unique deferrable initially deferred); grant insert on verbund.later to verbund_service',
  )
  const work = database.inNetwork(network, async (tx) => {
    await found(tx)
    await tx.run(raw(sql`insert into later values (1), (1)`))
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await stored()).toBe(0)
})

it('the connection of a failed transaction serves the next one', async () => {
  for (let i = 0; i < 5; i += 1) await database.inNetwork(network, broken).catch(() => undefined)
  expect(await database.inNetwork(network, (tx) => found(tx))).toBe(1)
})

it('of two that wait for each other one is done anew, and both are there', async () => {
  let tries = 0
  let met: () => void = () => undefined
  const both = new Promise<void>((resolve) => {
    met = resolve
  })
  const lock = (tx: Transaction, key: number | undefined) =>
    tx.run(raw(sql`select pg_advisory_xact_lock(${key ?? 0}::bigint)`))
  const crossing = (order: readonly number[]) =>
    database.inNetwork(network, async (tx) => {
      tries += 1
      await lock(tx, order[0])
      if (tries === 2) met()
      await both
      // Behind the one that is ended stands another statement, which fails for that.
      await Promise.all([tx.run(raw(sql`select 1`)), lock(tx, order[1]), tx.run(raw(sql`select 2`))])
      return order
    })
  expect(await Promise.all([crossing([1, 2]), crossing([2, 1])])).toEqual([
    [1, 2],
    [2, 1],
  ])
  expect(tries).toBe(3)
})

it('what takes too long is told as that, stores nothing, and the connection serves the next one', async () => {
  const work = database.inNetwork(network, async (tx) => {
    await found(tx)
    await tx.run(raw(sql`set local statement_timeout = 50`))
    await tx.run(raw(sql`select pg_sleep(5)`))
  })
  await expect(work).rejects.toBeInstanceOf(DatabaseBusy)
  expect(await stored()).toBe(0)
  expect(await database.inNetwork(network, (tx) => found(tx))).toBe(1)
})

it('what is asked when it is over is refused: the connection serves somebody else by then (E1)', async () => {
  let late: Transaction | undefined
  await database.inNetwork(network, async (tx) => {
    late = tx
  })
  await expect(late?.run(raw(sql`select 1`))).rejects.toThrow('the transaction is over')
})

it('statements that are sent together are answered in their order', async () => {
  const answers = await database.inNetwork(network, (tx) =>
    Promise.all([
      found(tx),
      tx.first(raw(sql<{ name: string }>`select name from network`)),
      tx.run(raw(sql`update network set name = 'Zweiter'`)),
      tx.first(raw(sql<{ name: string }>`select name from network`)),
    ]),
  )
  expect(answers).toEqual([1, { name: 'Probe' }, 1, { name: 'Zweiter' }])
})

it.each(['', 'x', "'; drop table poll; --", `${network}'`, network.toUpperCase(), `${network}\n`, 'null'])(
  'a network named %j is refused before the database hears of it (E1)',
  async (name) => {
    let worked = false
    const work = database.inNetwork(name, async () => {
      worked = true
    })
    await expect(work).rejects.toThrow('a network id is a lower-case UUID')
    expect(worked).toBe(false)
  },
)

it('values are values: quotes and commands are stored letter by letter', async () => {
  const name = `'); drop table poll; -- "\\ \${x} ä 漢 👩🏽‍🏭`
  await database.inNetwork(network, (tx) => found(tx, name))
  expect(await owner.sql('select name from network where id = $1', [network])).toEqual([{ name }])
})
