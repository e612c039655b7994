/** E2, the part that one process can show: what was acknowledged is stored, what failed left nothing half-done. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { freshDatabase, type TestDatabase } from '../support/database'
import { coordinator, openPoll, showPage, tryToOpen, vote, voters } from '../support/polls'
import { type HttpAnswer, startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

let database: TestDatabase
const running: TestService[] = []

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  for (const service of running.splice(0)) await service.stop()
  await database.drop()
})

async function start(): Promise<TestService> {
  const service = await startTestService({ database })
  running.push(service)
  return service
}

async function end(service: TestService): Promise<void> {
  running.splice(running.indexOf(service), 1)
  await service.stop()
}

const names = (poll: string) =>
  database.sql<{ name: string; content: object }>(
    'select m.name, b.content from ballot b join member m on m.id::text = b.voter_key where poll_id = $1',
    [poll],
  )

/** @returns what was acknowledged to whom; requests that found no service count as not acknowledged. */
async function storm(test: TestService, poll: string, rounds: number): Promise<Map<string, string>> {
  const acknowledged = new Map<string, string>()
  await Promise.all(
    voters.map(async (who) => {
      for (let i = 0; i < rounds; i += 1) {
        const choice = `o${1 + (i % 3)}`
        const answer: HttpAnswer | undefined = await vote(test, who, poll, choice).catch(() => undefined)
        if (answer?.status === 200) acknowledged.set(who, choice)
        // Whether this one was stored is not known to the voter: nothing can be said of them any more.
        else return void acknowledged.delete(who)
      }
    }),
  )
  return acknowledged
}

async function holds(poll: string, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const stored = await names(poll)
  for (const [who, choice] of acknowledged)
    expect(stored.filter((row) => row.name === who).map((row) => Object.keys(row.content))).toEqual([
      [choice],
    ])
  const [row] = await database.sql<{ answered: number; tally: Record<string, number> }>(
    'select answered, tally from poll where id = $1',
    [poll],
  )
  expect(row?.answered).toBe(stored.length)
  expect(Object.values(row?.tally ?? {}).reduce((sum, votes) => sum + votes, 0)).toBe(stored.length)
}

it('E2 a ballot is committed before it is acknowledged: another connection sees it at once', async () => {
  const test = await start()
  const { id } = await openPoll(test)
  for (const [i, who] of voters.entries()) {
    expect((await vote(test, who, id, 'o2')).status).toBe(200)
    expect(await names(id)).toHaveLength(i + 1)
  }
  await end(test)
})

it('E2 every acknowledged ballot is there once after the service was stopped in the middle of votes', async () => {
  const test = await start()
  const { id } = await openPoll(test)
  const voting = storm(test, id, 200)
  // However slow the machine is: everybody has voted, and all go on voting.
  await until(async () => (await names(id)).length === voters.length, 10_000)
  await end(test)
  const acknowledged = await voting
  const stored = await names(id)
  expect(stored.length).toBe(voters.length)
  await holds(id, acknowledged)
  const again = await start()
  expect((await vote(again, voters[0], id, 'o3')).body).toMatchObject({
    answered: voters.length,
    mine: { choices: ['o3'] },
  })
  await end(again)
})

it('E2 connections cut by the database lose nothing acknowledged, and who was refused is told in words', async () => {
  const test = await start()
  const { id } = await openPoll(test)
  const told: HttpAnswer[] = []
  const acknowledged = new Map<string, string>()
  const cut = () =>
    database.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verbund' and datname = current_database()`,
    )
  // Until a cut has really met somebody's vote.
  for (let round = 0; round < 10 || (told.length === 0 && round < 60); round += 1) {
    const choice = `o${1 + (round % 3)}`
    const votes = voters.map(async (who) => {
      const answer = await vote(test, who, id, choice)
      if (answer.status === 200) acknowledged.set(who, choice)
      else {
        told.push(answer)
        acknowledged.delete(who)
      }
    })
    await Promise.all([...votes, cut()])
  }
  expect(told.length).toBeGreaterThan(0)
  for (const { status, body } of told) {
    expect(status).toBe(503)
    expect(body.fault).toMatchObject({
      what: expect.any(String),
      why: expect.any(String),
      instead: expect.any(String),
    })
    expect(body.reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  }
  await holds(id, acknowledged)
  expect((await vote(test, voters[1], id, 'o1')).status).toBe(200)
  await end(test)
})

it('E2 an acknowledged opening has everything: electorate, trace, closing job, and the key on the disk', async () => {
  const test = await start()
  const { id } = await openPoll(test, { secrecy: 'anonymous' })
  expect(await database.sql('select from voter where poll_id = $1', [id])).toHaveLength(11)
  expect((await showPage(test, coordinator, id)).trace).toHaveLength(1)
  expect(
    await database.sql(`select from graphile_worker._private_jobs where key = 'close:${id}'`),
  ).toHaveLength(1)
  expect(existsSync(path.join(test.dataDir, 'keys', `${id}.key`))).toBe(true)
  await end(test)
})

it('E2 an opening that fails in the middle leaves nothing: no poll, no electorate, no job, and a reference to tell', async () => {
  const test = await start()
  await database.sql(
    `create function fail() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
  )
  await database.sql('create trigger fail before insert on trace execute function fail()')
  const counts = async () =>
    (
      await database.sql(
        `select (select count(*)::int from poll) polls, (select count(*)::int from voter) voters,
         (select count(*)::int from graphile_worker._private_jobs where key like 'close:%') jobs`,
      )
    )[0]
  const before = await counts()
  const answer = await tryToOpen(test)
  expect([answer.status, await counts()]).toEqual([500, before])
  expect(test.log.find((entry) => entry.reference === answer.body.reference)).toMatchObject({
    msg: 'a fault',
  })
  await database.sql('drop trigger fail on trace')
  expect((await tryToOpen(test)).status).toBe(200)
  await end(test)
})
