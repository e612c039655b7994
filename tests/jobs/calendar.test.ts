/** P3: a poll closes by the service's clock, however far the database's clock is ahead of it or behind. */
import { closeTask } from '../../bot/polls/subscribers'
import { jobsOf, until } from '../support/jobs'
import { openPoll, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService

beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

const stateOf = async (id: string) => {
  const [row] = await test.database.sql<{ state: string; closed_at: Date | null }>(
    'select state, closed_at from poll where id = $1',
    [id],
  )
  return { state: row?.state, at: row?.closed_at?.toISOString() ?? null }
}
const jobOf = async (id: string) =>
  (await jobsOf(test.database, closeTask)).find(({ key }) => key === `close:${id}`)

/** The database's clock has reached the job, whatever ours says. */
const ringNow = (id: string) =>
  test.database.sql('update graphile_worker._private_jobs set run_at = now() where key = $1', [`close:${id}`])

/** What comes round every minute. */
const comeRound = () => test.database.sql('select graphile_worker.add_job($1)', [closeTask])

const inAWeek = 7 * 86_400_000
/** Opened at 09:00, ends in a week at 12:00. */
const untilDeadline = inAWeek + 3 * 3_600_000

it('opening it asks for its closing two seconds after the deadline, reckoned from now', async () => {
  const poll = await openPoll(test)
  const job = await jobOf(poll.id)
  expect(job?.payload.poll).toBe(poll.id)
  expect(Math.abs((job?.due_in_ms ?? 0) - untilDeadline - 2000)).toBeLessThan(10_000)
})

it('our clock ahead of the database: the round of every minute closes it, long before its job is due', async () => {
  const poll = await openPoll(test)
  await vote(test, voters[0], poll.id, 'o1')
  test.clock.set('2026-11-30T12:00:02+01:00')
  expect((await jobOf(poll.id))?.due_in_ms).toBeGreaterThan(inAWeek)
  await comeRound()
  await until('it is closed', async () => (await stateOf(poll.id)).state === 'closed')
  expect((await stateOf(poll.id)).at).toBe('2026-11-30T11:00:00.000Z')
})

it('our clock behind the database: its job comes too early, closes nothing, and comes again when it is due', async () => {
  const poll = await openPoll(test)
  test.clock.set('2026-11-30T11:59:00+01:00')
  const first = await jobOf(poll.id)
  await ringNow(poll.id)
  await until('a later one has taken its place', async () => {
    const job = await jobOf(poll.id)
    return job !== undefined && job.id !== first?.id
  })
  expect((await stateOf(poll.id)).state).toBe('open')
  const again = await jobOf(poll.id)
  expect(again?.due_in_ms).toBeGreaterThan(50_000)
  expect(again?.due_in_ms).toBeLessThanOrEqual(62_000)
  test.clock.set('2026-11-30T12:00:02+01:00')
  await ringNow(poll.id)
  await until('it is closed', async () => (await stateOf(poll.id)).state === 'closed')
  await until('nothing is left to do', async () => (await jobOf(poll.id)) === undefined)
})

it('between the deadline and two seconds later it waits for ballots on their way, and looks again', async () => {
  const poll = await openPoll(test)
  test.clock.set('2026-11-30T12:00:01.500+01:00')
  const first = await jobOf(poll.id)
  await ringNow(poll.id)
  await until('it has looked', async () => (await jobOf(poll.id))?.id !== first?.id)
  expect((await stateOf(poll.id)).state).toBe('open')
  expect((await vote(test, voters[0], poll.id, 'o1')).body.refusal.code).toBe('polls:closed')
  test.clock.advance(500)
  await until('it is closed by itself', async () => (await stateOf(poll.id)).state === 'closed')
})

it('a clock that was set back closes nothing that is not due, and opens nothing that was closed', async () => {
  const [over, open] = [await openPoll(test, { date: '2026-11-24' }), await openPoll(test)]
  test.clock.set('2026-11-24T12:00:02+01:00')
  await comeRound()
  await until('the first is closed', async () => (await stateOf(over.id)).state === 'closed')
  test.clock.set('2026-11-23T09:00:00+01:00')
  await comeRound()
  await until('the round is over', async () =>
    (await jobsOf(test.database, closeTask)).every(({ key }) => key !== null),
  )
  expect([(await stateOf(over.id)).state, (await stateOf(open.id)).state]).toEqual(['closed', 'open'])
})

it('two processes that find it due at once close it once: one trace, one result', async () => {
  const second = await startTestService({ database: test.database })
  try {
    const poll = await openPoll(test)
    test.clock.set('2026-11-30T12:00:02+01:00')
    second.clock.set('2026-11-30T12:00:02+01:00')
    await test.database.sql('select graphile_worker.add_job($1) from generate_series(1, 8)', [closeTask])
    await until('it is closed', async () => (await stateOf(poll.id)).state === 'closed')
    await until('the rounds are over', async () =>
      (await jobsOf(test.database, closeTask)).every(({ key }) => key !== null),
    )
    expect(
      await test.database.sql("select 1 from trace where poll_id = $1 and what = 'closed'", [poll.id]),
    ).toHaveLength(1)
  } finally {
    await second.stop()
  }
})

it('the rounds stand in the calendar: closing every minute, keys and old messages now and then', async () => {
  const known = await test.database.sql<{ identifier: string }>(
    'select identifier from graphile_worker._private_known_crontabs order by 1',
  )
  expect(known.map(({ identifier }) => identifier)).toEqual([
    'committee:follow-seats',
    'data:tidy-up',
    'delivery:give-up',
    'delivery:look-up',
    'elections:open-due',
    'gaps:make-due',
    'groups:compare-directory',
    'groups:link-accounts',
    'inbox:forget-untold',
    'inbox:tell',
    'needs:close-due',
    'needs:remind',
    'needs:repeat-due',
    'offers:settle-due',
    'polls:close-due',
    'polls:remind',
    'polls:sweep-keys',
  ])
})
