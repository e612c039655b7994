/** P2, P5 with two service processes on one database and one folder of keys. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomIds } from '../../bot/ids'
import { openPollKeys } from '../../bot/polls/keys'
import { freshDatabase, type TestDatabase } from '../support/database'
import { coordinator, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let database: TestDatabase
let processes: readonly [TestService, TestService]
const keysDir = mkdtempSync(path.join(tmpdir(), 'verbund-keys-'))

beforeAll(async () => {
  database = await freshDatabase()
  const env = { KEYS_DIR: keysDir }
  processes = [await startTestService({ database, env }), await startTestService({ database, env })]
})
afterAll(async () => {
  for (const one of processes) await one.stop()
  await database.drop()
  rmSync(keysDir, { recursive: true })
})

it.each(['named-live', 'anonymous'])(
  'P2 the same act arriving at both at once is one ballot (%s)',
  async (secrecy) => {
    const [a, b] = processes
    const poll = await openPoll(a, { secrecy })
    for (const who of voters) {
      const nonce = randomIds.nonce()
      const both = await Promise.all([vote(a, who, poll.id, 'o1', nonce), vote(b, who, poll.id, 'o1', nonce)])
      expect(both.map((answer) => answer.status)).toEqual([200, 200])
    }
    const rows = await database.sql('select from ballot where poll_id = $1', [poll.id])
    expect(rows).toHaveLength(voters.length)
    expect((await showPage(b, coordinator, poll.id)).poll.answered).toBe(voters.length)
  },
)

it('P2 different answers of one voter at both at once leave one ballot and an exact tally', async () => {
  const [a, b] = processes
  const poll = await openPoll(a)
  await Promise.all(
    voters.flatMap((who) => [
      vote(a, who, poll.id, 'o1'),
      vote(b, who, poll.id, 'o2'),
      vote(a, who, poll.id, 'o3'),
    ]),
  )
  const { poll: shown, names } = await showPage(b, coordinator, poll.id)
  expect(shown.answered).toBe(voters.length)
  for (const row of shown.result.rows) expect(names[row.id]?.length ?? 0).toBe(row.votes)
})

it('P5 once a key is destroyed, no other process keeps a copy of it in memory', async () => {
  const [first, second] = [await openPollKeys(keysDir), await openPollKeys(keysDir)]
  const id = randomIds.id()
  await first.make(id)
  expect(await second.of(id)).toEqual(await first.of(id))
  await first.destroy(id)
  expect(await second.of(id)).toBeUndefined()
})
