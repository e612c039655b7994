/** Whoever dies while working, the others take its jobs up within 30 seconds; whoever lives keeps them. */
import '../support/one-realm'
import { type Database, openDatabase } from '../../bot/database/database'
import { enqueue, type Job } from '../../bot/jobs/queue'
import type { Worker } from '../../bot/jobs/worker'
import { freshDatabase, type TestDatabase } from '../support/database'
import { jobsOf, lockAs, until, workWith } from '../support/jobs'

const network = 'ffffffff-0000-4000-8000-000000000006'
const task = 'test:work'

let owner: TestDatabase
let database: Database
const workers: Worker[] = []

beforeEach(async () => {
  owner = await freshDatabase()
  database = openDatabase({ url: owner.url, connections: 4, onError: () => undefined })
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await database.end()
  await owner.drop()
})

const put = (job: Partial<Job> = {}) =>
  database.inNetwork(network, (tx) => enqueue(tx, { task, payload: {}, ...job }))

/** A worker whose task notes what it was given. */
async function work(during: () => Promise<void> = async () => {}): Promise<Record<string, unknown>[]> {
  const done: Record<string, unknown>[] = []
  workers.push(
    await workWith(owner, {
      [task]: async (payload) => {
        done.push(payload)
        await during()
      },
    }),
  )
  return done
}

it('works what is due and forgets it', async () => {
  await put({ payload: { poll: 'p1' } })
  const done = await work()
  await until('the job is gone', async () => (await jobsOf(owner, task)).length === 0)
  expect(done).toEqual([{ network, poll: 'p1' }])
})

it('tries again what failed, and keeps why', async () => {
  await put()
  await work(() => Promise.reject(new Error('not yet')))
  const failed = "select 1 from graphile_worker._private_jobs where last_error = 'not yet'"
  await until('it has failed once', async () => (await owner.sql(failed)).length === 1)
  expect((await jobsOf(owner, task))[0]?.due_in_ms).toBeGreaterThan(500)
})

describe('a job that a dead process has locked', () => {
  it('is released and worked', async () => {
    await put()
    const [job] = await jobsOf(owner, task)
    await lockAs(owner, 'worker-of-the-dead', job?.id ?? '', '20 seconds')
    const done = await work()
    await until('it has been worked', () => done.length === 1)
    await until('it is gone', async () => (await jobsOf(owner, task)).length === 0)
  })

  it('is released although the dead one had said 16 seconds ago that it lives', async () => {
    await put()
    await owner.sql("insert into live_worker values ('worker-of-the-dead', now() - interval '16 seconds')")
    await lockAs(owner, 'worker-of-the-dead', (await jobsOf(owner, task))[0]?.id ?? '', '1 minute')
    const done = await work()
    await until('it has been worked', () => done.length === 1)
    await until('the dead one is forgotten', async () => {
      const dead = await owner.sql("select 1 from live_worker where worker_id = 'worker-of-the-dead'")
      return dead.length === 0
    })
  })

  it('stays locked while it may still be alive: locked a moment ago, or seen a moment ago', async () => {
    await put({ payload: { poll: 'locked now' } })
    await put({ payload: { poll: 'seen now' } })
    const [first, second] = await jobsOf(owner, task)
    await lockAs(owner, 'worker-unknown', first?.id ?? '', '0 seconds')
    await owner.sql("insert into live_worker values ('worker-elsewhere', now() + interval '1 minute')")
    await lockAs(owner, 'worker-elsewhere', second?.id ?? '', '1 hour')
    const done = await work()
    await until('the heart has beaten', async () => (await owner.sql('select 1 from live_worker')).length > 1)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(done).toEqual([])
    expect((await jobsOf(owner, task)).map(({ locked_by }) => locked_by)).toEqual([
      'worker-unknown',
      'worker-elsewhere',
    ])
  })
})

it('a long job of a process that lives is not taken from it and not run twice', async () => {
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  await put()
  const done = await work(() => finished)
  const second = await work(() => finished)
  await until('it has begun', () => done.length + second.length === 1)
  // As if it had begun a minute ago: a post that Teams answers late, cards of a hundred channels.
  await owner.sql("update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'")
  const [before] = await jobsOf(owner, task)
  // One beat and a poll: every 5 s the hearts look for the dead.
  await new Promise((resolve) => setTimeout(resolve, 6500))
  const [after] = await jobsOf(owner, task)
  finish()
  expect({ runs: done.length + second.length, locked: after?.locked_by }).toEqual({
    runs: 1,
    locked: before?.locked_by,
  })
}, 20_000)

it('two processes share the work: each job is done once', async () => {
  for (let i = 0; i < 40; i += 1) await put({ payload: { poll: `p${i}` } })
  const both = await Promise.all([work(), work()])
  await until('all are gone', async () => (await jobsOf(owner, task)).length === 0)
  const polls = both.flat().map(({ poll }) => poll)
  expect(polls.length).toBe(40)
  expect(new Set(polls).size).toBe(40)
})

it('who stops lets its jobs end, keeps no lock and is no longer counted among the living', async () => {
  await put()
  const done = await work(() => new Promise((resolve) => setTimeout(resolve, 300)))
  await until('it has begun', () => done.length === 1)
  await workers.pop()?.stop()
  expect(await jobsOf(owner, task)).toEqual([])
  expect(await owner.sql('select 1 from live_worker')).toEqual([])
})
