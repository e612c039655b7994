/** A job exists exactly when what caused it does: it joins the transaction of its caller. */
import { type Database, openDatabase } from '../../bot/database/database'
import { enqueue, type Job } from '../../bot/jobs/queue'
import { freshDatabase, type TestDatabase } from '../support/database'
import { jobsOf } from '../support/jobs'

const network = 'eeeeeeee-0000-4000-8000-000000000005'

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

/** A task name of the test's own: nobody works it. */
let task = ''
let count = 0
beforeEach(() => {
  count += 1
  task = `test:${count}`
})

const put = (job: Partial<Job> = {}) =>
  database.inNetwork(network, (tx) => enqueue(tx, { task, payload: { poll: 'p1' }, ...job }))

it('is stored with its network, so that whoever works it knows where', async () => {
  await put()
  expect(await jobsOf(owner, task)).toEqual([
    expect.objectContaining({
      payload: { network, poll: 'p1' },
      attempts: 0,
      locked_by: null,
    }),
  ])
})

it('is not there when the transaction throws', async () => {
  const work = database.inNetwork(network, async (tx) => {
    await enqueue(tx, { task, payload: {} })
    throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  expect(await jobsOf(owner, task)).toEqual([])
})

it('is not seen by others before the transaction ends', async () => {
  await database.inNetwork(network, async (tx) => {
    await enqueue(tx, { task, payload: {} })
    expect(await jobsOf(owner, task)).toEqual([])
  })
  expect(await jobsOf(owner, task)).toHaveLength(1)
})

it('is due at once, or so many milliseconds later', async () => {
  await put()
  await put({ inMs: 90_000 })
  const [now, later] = await jobsOf(owner, task)
  expect(now?.due_in_ms).toBeLessThanOrEqual(0)
  expect(later?.due_in_ms).toBeGreaterThan(80_000)
  expect(later?.due_in_ms).toBeLessThanOrEqual(90_000)
})

it('replaces the one of the same key that still waits: what it says and when', async () => {
  await put({ key: `key ${task}`, inMs: 60_000, payload: { poll: 'first' } })
  await put({ key: `key ${task}`, payload: { poll: 'second' } })
  const jobs = await jobsOf(owner, task)
  expect(jobs.map(({ payload }) => payload.poll)).toEqual(['second'])
  expect(jobs[0]?.due_in_ms).toBeLessThanOrEqual(0)
})

it('stands beside the one of the same key that is being worked: what changed meanwhile is not lost', async () => {
  await put({ key: `key ${task}` })
  await owner.sql(
    'update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where key = $2',
    ['somebody', `key ${task}`],
  )
  await put({ key: `key ${task}`, payload: { poll: 'second' } })
  expect((await jobsOf(owner, task)).map(({ payload, key }) => [payload.poll, key])).toEqual([
    ['p1', null],
    ['second', `key ${task}`],
  ])
})

it('takes texts letter by letter', async () => {
  const poll = `'); drop table poll; -- "\\ ä 👩🏽‍🏭`
  await put({ payload: { poll } })
  expect((await jobsOf(owner, task))[0]?.payload.poll).toBe(poll)
})

it('is tried for about a day before it is given up', async () => {
  await put()
  const [row] = await owner.sql<{ max_attempts: number }>(
    'select max_attempts from graphile_worker._private_jobs where id = $1',
    [(await jobsOf(owner, task))[0]?.id],
  )
  expect(row?.max_attempts).toBe(25)
})
