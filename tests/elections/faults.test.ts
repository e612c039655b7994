/** E2, P3, P5 for elections with two processes and a crash at the worst moment: one poll, one key, one lot, one post. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { freshDatabase, type TestDatabase } from '../support/database'
import {
  ballotOf,
  beginVoting,
  call,
  closesAt,
  electedIn,
  electionPage,
  opener,
  opensAt,
  standFor,
  voteFor,
} from '../support/elections'
import { voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let database: TestDatabase
let processes: readonly [TestService, TestService]
const keysDir = mkdtempSync(path.join(tmpdir(), 'verbund-keys-'))
const [bernd, clara, deniz, ella, frida, gero] = voters

beforeAll(async () => {
  database = await freshDatabase()
  const env = { KEYS_DIR: keysDir }
  processes = [await startTestService({ database, env }), await startTestService({ database, env })]
})
beforeEach(() => setTime('2026-11-23T09:00:00+01:00'))
afterAll(async () => {
  for (const one of processes) await one.stop()
  await database.drop()
  rmSync(keysDir, { recursive: true })
})

function setTime(at: string): void {
  for (const { clock } of processes) clock.set(at)
}

/** Two each for Bernd and Clara: the one seat goes by lot. */
async function tied(): Promise<{ readonly election: string; readonly poll: string }> {
  const [a] = processes
  const { id: election } = await call(a, { places: 1 })
  for (const who of [bernd, clara]) await standFor(a, who, election)
  setTime(opensAt)
  const poll = await beginVoting(a, election)
  for (const who of [deniz, ella]) await voteFor(a, who, poll, [bernd])
  for (const who of [frida, gero]) await voteFor(a, who, poll, [clara])
  return { election, poll }
}

const drawOf = async (poll: string) =>
  (
    await database.sql<{ draw: { order: readonly string[] } | null }>('select draw from poll where id = $1', [
      poll,
    ])
  )[0]?.draw
const resultsOf = (poll: string) =>
  database.sql("select id from post where matter_kind = 'poll-result' and matter_id = $1", [poll])
const bindChannel = () =>
  database.sql(
    `update channel set service_url = 'http://127.0.0.1:9/' where group_id =
       (select id from working_group where name = 'AK Digitale Kompetenzen')`,
  )

it('two processes that open at once make one poll, whose ballots both can read', async () => {
  const [a, b] = processes
  const { id } = await call(a)
  for (const who of [bernd, clara]) await standFor(b, who, id)
  setTime(opensAt)
  const opened = await Promise.all(
    [...processes, ...processes].map(({ service }) => openDueElections(service.desk)),
  )
  expect(opened.reduce((sum, count) => sum + count, 0)).toBe(1)
  const poll = (await electionPage(b, opener, id)).election.poll ?? ''
  await voteFor(a, deniz, poll, [bernd])
  expect((await ballotOf(b, deniz, poll)).mine?.choices).toEqual(['o1'])
})

it('two processes that close at once draw one lot, which both tell', async () => {
  await bindChannel()
  for (let i = 0; i < 5; i += 1) {
    setTime('2026-11-23T09:00:00+01:00')
    const { poll } = await tied()
    setTime(closesAt)
    await Promise.all([...processes, ...processes].map(({ service }) => closeDuePolls(service.desk)))
    const [one, other] = [
      await ballotOf(processes[0], opener, poll),
      await ballotOf(processes[1], opener, poll),
    ]
    expect(electedIn(one)).toHaveLength(1)
    expect(one.outcome).toEqual(other.outcome)
    expect(one.outcome?.draw?.order).toEqual((await drawOf(poll))?.order)
    expect(await resultsOf(poll)).toHaveLength(1)
  }
})

it('a crash after the lot was drawn, before anything is told, leaves neither lot nor result; then one of each', async () => {
  const [a] = processes
  await bindChannel()
  const { poll } = await tied()
  await database.sql(`create function crash() returns trigger language plpgsql as $$
    begin if new.matter_kind = 'poll-result' then raise exception 'the machine stopped'; end if; return new; end $$`)
  await database.sql('create trigger crash before insert on post for each row execute function crash()')
  setTime(closesAt)
  try {
    await expect(closeDuePolls(a.service.desk)).rejects.toThrow()
    expect([await drawOf(poll), (await ballotOf(a, opener, poll)).state]).toEqual([null, 'open'])
  } finally {
    await database.sql('drop trigger crash on post')
    await database.sql('drop function crash')
  }
  await closeDuePolls(a.service.desk)
  const draw = await drawOf(poll)
  expect(draw?.order).toHaveLength(2)
  expect(await resultsOf(poll)).toHaveLength(1)
  // And from then on it stands, however often anybody closes or recounts.
  for (let i = 0; i < 5; i += 1) for (const { service } of processes) await closeDuePolls(service.desk)
  expect(await drawOf(poll)).toEqual(draw)
})

it('a crash while voting opens leaves an election in which people stand, and the next attempt opens it', async () => {
  const [a] = processes
  const { id } = await call(a)
  for (const who of [bernd, clara]) await standFor(a, who, id)
  await database.sql(`create function crash() returns trigger language plpgsql as $$
    begin raise exception 'the machine stopped'; end $$`)
  await database.sql('create trigger crash before insert on voter for each row execute function crash()')
  setTime(opensAt)
  try {
    await expect(openDueElections(a.service.desk)).rejects.toThrow()
    expect((await electionPage(a, opener, id)).election).toMatchObject({ state: 'standing', poll: null })
  } finally {
    await database.sql('drop trigger crash on voter')
    await database.sql('drop function crash')
  }
  expect(await openDueElections(a.service.desk)).toBe(1)
  expect((await electionPage(a, opener, id)).election.state).toBe('voting')
})
