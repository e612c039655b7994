/** The server is away: that is told as such, nothing is half stored, and work goes on when it is back. */
import '../support/one-realm'
import { sql } from 'kysely'
import { type Database, DatabaseGone, openDatabase } from '../../bot/database/database'
import { raw } from '../../bot/database/query'
import { freshDatabase, type TestDatabase } from '../support/database'
import { type DatabaseProxy, openDatabaseProxy } from '../support/database-proxy'
import { openPoll, vote, voters } from '../support/polls'
import { startTestService } from '../support/service'

const network = 'dddddddd-0000-4000-8000-000000000004'

let owner: TestDatabase
let proxy: DatabaseProxy
let database: Database
const broke: Error[] = []

beforeAll(async () => {
  owner = await freshDatabase()
  proxy = await openDatabaseProxy(owner)
  database = openDatabase({ url: proxy.database.url, connections: 3, onError: (error) => broke.push(error) })
})
afterEach(() => proxy.mend())
afterAll(async () => {
  await database.end()
  await proxy.stop()
  await owner.drop()
})

/** Until the pool has seen that its idle connections are gone. */
async function noticed(count: number): Promise<void> {
  while (broke.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
}

const one = () => database.ask(raw(sql<{ one: number }>`select 1 as one`))
const inside = () => database.inNetwork(network, (tx) => tx.first(raw(sql<{ one: number }>`select 1 as one`)))

it('is told as DatabaseGone by questions and transactions, and both work again afterwards', async () => {
  expect(await one()).toEqual([{ one: 1 }])
  await proxy.cut()
  await expect(one()).rejects.toBeInstanceOf(DatabaseGone)
  await expect(inside()).rejects.toBeInstanceOf(DatabaseGone)
  await proxy.mend()
  expect(await one()).toEqual([{ one: 1 }])
  expect(await inside()).toEqual({ one: 1 })
})

it('connections that break while nobody uses them end no process, and are told to the log', async () => {
  await Promise.all([one(), one(), one()])
  broke.length = 0
  await proxy.cut()
  await noticed(3)
  await proxy.mend()
  expect(await Promise.all([one(), one(), one()])).toEqual(Array(3).fill([{ one: 1 }]))
})

it('a transaction that is cut in its middle is told as gone, and nothing of it is there', async () => {
  const work = database.inNetwork(network, async (tx) => {
    await tx.run(
      raw(sql`insert into network (id, tenant_id, name, state, language, zone, created_at)
        values (${network}, 'tenant', 'Probe', 'DE-NI', 'de', 'Europe/Berlin', now())`),
    )
    await proxy.cut()
    await tx.run(raw(sql`select 1`))
  })
  await expect(work).rejects.toBeInstanceOf(DatabaseGone)
  expect(await owner.sql('select 1 from network where id = $1', [network])).toEqual([])
})

it('a server that ends our connections (as it does when it stops) is told as gone', async () => {
  const work = database.inNetwork(network, async (tx) => {
    const me = await tx.first(raw(sql<{ pid: number }>`select pg_backend_pid() as pid`))
    await owner.sql('select pg_terminate_backend($1)', [me?.pid])
    await tx.run(raw(sql`select 1`))
  })
  await expect(work).rejects.toBeInstanceOf(DatabaseGone)
  expect(await inside()).toEqual({ one: 1 })
})

it('a server that takes connections and never answers is told as gone after three seconds', async () => {
  await Promise.all([one(), one(), one()])
  broke.length = 0
  await proxy.hang()
  await noticed(3)
  await expect(one()).rejects.toThrow('timeout')
  await expect(inside()).rejects.toBeInstanceOf(DatabaseGone)
  await proxy.mend()
  expect(await one()).toEqual([{ one: 1 }])
})

it('a server whose machine nobody knows is told as gone', async () => {
  const nowhere = openDatabase({ url: 'postgres://nobody@nowhere.invalid/none', onError: () => undefined })
  await expect(nowhere.ask(raw(sql`select 1`))).rejects.toBeInstanceOf(DatabaseGone)
  await nowhere.end()
})

it('a server that may only be read, after a fail-over, is told as gone, and its connection is used no more', async () => {
  const name = new URL(owner.url).pathname.slice(1)
  await owner.sql(`alter database ${name} set default_transaction_read_only = on`)
  const former = openDatabase({ url: owner.url, connections: 1, onError: () => undefined })
  const found = () =>
    former.inNetwork(network, (tx) =>
      tx.run(raw(sql`update network set name = 'Probe' where id = ${network}`)),
    )
  await expect(found()).rejects.toBeInstanceOf(DatabaseGone)
  await owner.sql(`alter database ${name} reset default_transaction_read_only`)
  expect(await found()).toBe(0)
  await former.end()
})

it('users are told so with 503 and a reference, nothing counts, and the next vote does (E2, E3)', async () => {
  const test = await startTestService({ database: proxy.database })
  try {
    const poll = await openPoll(test)
    await proxy.cut()
    const lost = await vote(test, voters[0], poll.id, 'o1')
    expect([lost.status, lost.body]).toEqual([
      503,
      {
        fault: {
          what: 'Der Dienst ist gerade nicht erreichbar.',
          why: 'Die Datenbank antwortet nicht; was Sie gerade gesendet haben, kann gespeichert sein oder nicht.',
          instead: `Sehen Sie in einer Minute nach, bevor Sie es wiederholen (Nummer ${lost.body.reference}).`,
        },
        reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
      },
    ])
    expect((await fetch(`${test.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${test.url}/healthz`)).status).toBe(200)
    await proxy.mend()
    expect((await vote(test, voters[1], poll.id, 'o2')).body).toMatchObject({ answered: 1 })
    expect((await fetch(`${test.url}/readyz`)).status).toBe(200)
  } finally {
    await proxy.mend()
    await test.stop()
  }
})

it('a mistake in a statement is no absence: it stays the error that it is', async () => {
  const wrong = database.ask(raw(sql`select nothing from nowhere`))
  await expect(wrong).rejects.toMatchObject({ code: '42P01' })
  await expect(wrong).rejects.not.toBeInstanceOf(DatabaseGone)
})
