/** A job that ends while the database is away: it ends no process, and is not kept locked for hours. */
import '../support/one-realm'
import { type Database, openDatabase } from '../../bot/database/database'
import { enqueue } from '../../bot/jobs/queue'
import { freshDatabase, type TestDatabase } from '../support/database'
import { type DatabaseProxy, openDatabaseProxy } from '../support/database-proxy'
import { jobsOf, until, workWith } from '../support/jobs'

const network = 'ffffffff-0000-4000-8000-000000000007'
const task = 'test:away'

let owner: TestDatabase
let proxy: DatabaseProxy
let database: Database

beforeEach(async () => {
  owner = await freshDatabase()
  proxy = await openDatabaseProxy(owner)
  database = openDatabase({ url: owner.url, connections: 2, onError: () => undefined })
})
afterEach(async () => {
  await database.end()
  await proxy.stop()
  await owner.drop()
})

// graphile-worker does not wait for the end of a job to be stored: what fails there is nobody's, and ends the process.
it('jobs that succeed or fail meanwhile are done within 30 s of the database coming back, and the worker works on', async () => {
  const put = () =>
    database.inNetwork(network, async (tx) => {
      for (const end of ['succeeds', 'fails']) await enqueue(tx, { task, payload: { end } })
    })
  const runs: unknown[] = []
  await put()
  const worker = await workWith(proxy.database, {
    [task]: async ({ end }) => {
      runs.push(end)
      if (runs.length > 2) return
      await until('both have begun', () => runs.length === 2)
      await proxy.cut()
      if (end === 'fails') throw new Error('the database does not answer')
    },
  })
  try {
    await until('both have run', () => runs.length === 2)
    await new Promise((resolve) => setTimeout(resolve, 500))
    await proxy.mend()
    await until('they are done', async () => (await jobsOf(owner, task)).length === 0, 30_000)
    const before = runs.length
    await put()
    await until('the worker works on', () => runs.length >= before + 2)
  } finally {
    await proxy.mend()
    await worker.stop()
  }
}, 45_000)
