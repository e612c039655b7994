/** P5 once an anonymous poll is closed: nothing joins a ballot to its voter any more, and few ballots show nothing. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ballotsByContent, storeShuffled } from '../../bot/polls/ballot-store'
import { closeDuePolls, destroyKeysOfClosed } from '../../bot/polls/use-cases/close-poll'
import { memberOf, textsOf } from '../support/demo-teams'
import { coordinator, observer, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

let test: TestService

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const keyFile = (poll: string) => path.join(test.dataDir, 'keys', `${poll}.key`)
const rows = (poll: string) =>
  test.database.sql<{ voter_key: string; content: object; xmin: string }>(
    'select voter_key, content, xmin::text from ballot where poll_id = $1 order by ctid',
    [poll],
  )
const sealed = (poll: string) => until(() => !existsSync(keyFile(poll)), 5000)

async function closed(ballots: number): Promise<{ poll: string; keysBefore: readonly string[] }> {
  const { id: poll } = await openPoll(test, { secrecy: 'anonymous' })
  for (const who of voters.slice(0, ballots)) await vote(test, who, poll, 'o1')
  const keysBefore = (await rows(poll)).map((row) => row.voter_key)
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  return { poll, keysBefore }
}

it('P5 rewrites every ballot under a random key in one transaction, and drops the acts', async () => {
  const { poll, keysBefore } = await closed(6)
  const after = await rows(poll)
  expect(after).toHaveLength(6)
  expect(new Set(after.map((row) => row.xmin)).size).toBe(1)
  expect(new Set(after.map((row) => row.voter_key)).size).toBe(6)
  for (const { voter_key } of after) {
    expect(voter_key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(keysBefore).not.toContain(voter_key)
  }
  expect(await test.database.sql('select from act where poll_id = $1', [poll])).toHaveLength(0)
})

it('P5 writes them in random order: neither places nor neighbours of 300 ballots remain', async () => {
  const { id: poll } = await openPoll(test, { secrecy: 'anonymous' })
  const { networkId } = await memberOf(test, coordinator)
  await test.database.sql(
    `insert into ballot (poll_id, voter_key, network_id, content)
     select $1, 'voter ' || i, $2, jsonb_build_object('o1', i) from generate_series(0, 299) i`,
    [poll, networkId],
  )
  await test.service.desk.world.database.inNetwork(networkId, async (tx) =>
    storeShuffled(tx, poll, await ballotsByContent(tx, poll, undefined)),
  )
  const order = (await rows(poll)).map((row) => (row.content as { o1: number }).o1)
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i))
  // By chance one stays in place and one keeps its neighbour; twelve would happen once in a billion runs.
  expect(order.filter((value, place) => value === place).length).toBeLessThan(12)
  expect(order.filter((value, place) => order[place + 1] === value + 1).length).toBeLessThan(12)
  await test.database.sql('delete from ballot where poll_id = $1', [poll])
})

it('P5 destroys the key by itself; nobody, the voter included, can be shown whose ballot is whose', async () => {
  const { poll } = await closed(6)
  await sealed(poll)
  expect(await test.service.desk.keys.of(poll)).toBeUndefined()
  for (const who of [voters[0], coordinator, observer]) {
    const page = await showPage(test, who, poll)
    expect(page.names).toBeNull()
    expect(page.poll.mine.choices).toBeNull()
    expect(page.poll.result.rows.map((row: { votes: number }) => row.votes)).toEqual([6, 0, 0])
  }
  expect((await showPage(test, voters[0], poll)).poll.mine.answered).toBe(true)
  const card = (await test.api(voters[0], 'poll.card', { query: { poll }, asCard: true })).body
  expect(textsOf(card)).toContain('Sie haben teilgenommen')
  expect(textsOf(card)).toContain('keine Antwort lässt sich mehr zuordnen')
})

it('P5 destroys it also when a crash came between closing and sealing', async () => {
  const { poll } = await closed(3)
  await sealed(poll)
  const { desk } = test.service
  await desk.keys.make(poll)
  await destroyKeysOfClosed(desk.world, desk.keys)
  expect(existsSync(keyFile(poll))).toBe(false)
})

it('P5 leaves the keys of polls that are still open', async () => {
  const { id } = await openPoll(test, { secrecy: 'anonymous' })
  await destroyKeysOfClosed(test.service.desk.world, test.service.desk.keys)
  expect(existsSync(keyFile(id))).toBe(true)
})

it('P5 what stood in the tables before says nothing: each ballot was enciphered, equal ones differently', async () => {
  const { id: poll } = await openPoll(test, { secrecy: 'anonymous', kind: 'several' })
  for (const who of voters) await vote(test, who, poll, 'o1')
  await vote(test, voters[0], poll, 'o1,o2,o3')
  const before = (await rows(poll)).map((row) => row.content as { sealed: string })
  expect(before.map((content) => Object.keys(content))).toEqual(before.map(() => ['sealed']))
  expect(new Set(before.map((content) => content.sealed)).size).toBe(voters.length)
  // Nor does the length tell how many options a ballot marks.
  expect(new Set(before.map((content) => content.sealed.length)).size).toBe(1)
  const [open] = await test.database.sql<{ tally: object }>('select tally from poll where id = $1', [poll])
  expect(open?.tally).toEqual({})
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  expect(
    (await showPage(test, observer, poll)).poll.result.rows.map((row: { votes: number }) => row.votes),
  ).toEqual([6, 1, 1])
  await sealed(poll)
})

describe('P5 below three ballots there is no result', () => {
  it.each([0, 1, 2])('none of %i, for nobody, in no place', async (ballots) => {
    const { poll } = await closed(ballots)
    for (const who of [voters[0], coordinator, observer]) {
      const page = await showPage(test, who, poll)
      expect(page.poll).toMatchObject({ state: 'closed', answered: ballots, result: null, hidden: 'too-few' })
      const card = (await test.api(who, 'poll.card', { query: { poll }, asCard: true })).body
      expect(JSON.stringify(card)).not.toContain('"style":"accent"')
      expect(textsOf(card)).toContain('Weniger als drei Antworten würden verraten, wer was gesagt hat')
    }
  })

  it('three show it', async () => {
    const { poll } = await closed(3)
    expect((await showPage(test, observer, poll)).poll.result.rows[0].votes).toBe(3)
  })
})

it("P5 what else lies in the keys' folder keeps no key from its destruction, and is left alone", async () => {
  const folder = path.join(test.dataDir, 'keys')
  const strangers = [
    'x.key',
    'Kopie von 5d0f6a3e-0000-4000-8000-000000000001.key',
    '{}.key',
    '.key',
    'notes.txt',
  ]
  for (const name of strangers) writeFileSync(path.join(folder, name), 'not of the house')
  const { poll } = await closed(3)
  await destroyKeysOfClosed(test.service.desk.world, test.service.desk.keys)
  expect(existsSync(keyFile(poll))).toBe(false)
  expect(strangers.filter((name) => !existsSync(path.join(folder, name)))).toEqual([])
})

it('P5 a key that cannot be destroyed is told, and holds up no other', async () => {
  const { desk } = test.service
  const polls = [
    await openPoll(test, { secrecy: 'anonymous' }),
    await openPoll(test, { secrecy: 'anonymous' }),
  ]
  const [stuck = '', other = ''] = polls.map(({ id }) => id).sort()
  // A folder in its place: no service may remove that.
  rmSync(keyFile(stuck))
  mkdirSync(keyFile(stuck))
  await test.database.sql(`update poll set state = 'closed' where id = any($1)`, [[stuck, other]])
  await expect(destroyKeysOfClosed(desk.world, desk.keys)).rejects.toThrow()
  expect(existsSync(keyFile(other))).toBe(false)
  rmSync(keyFile(stuck), { recursive: true })
})
