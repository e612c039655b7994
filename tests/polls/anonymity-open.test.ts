/** P5 while an anonymous poll is open: told before, no result, no early end, and no joining without the key. */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { pollRenderers } from '../../bot/polls/renderers'
import { memberOf, textsOf } from '../support/demo-teams'
import { coordinator, groupId, observer, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

/** No mail is sent here. */
const noLink = async () => undefined

let test: TestService

beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

const everyone = [
  ...voters,
  'Anke Beispiel',
  'Lene Vorlage',
  'Nuria Szenario',
  'Rieke Platzhalter',
  'Ulla Testfall',
]
/** One answer each that nobody else gives: whoever joins a ballot to a name is seen to be right. */
const answers = everyone.map((_, i) => `Antwort ${i}`).join('\n')

/** Opened, and answered by all in an order that is neither that of names nor that of ids. */
async function answered(): Promise<{ poll: string; truth: ReadonlyMap<string, string> }> {
  const { id: poll } = await openPoll(test, { secrecy: 'anonymous', answers })
  const truth = new Map<string, string>()
  for (const i of [7, 2, 9, 0, 4, 10, 1, 8, 5, 3, 6]) {
    const who = everyone[i] ?? ''
    expect((await vote(test, who, poll, `o${i + 1}`)).status).toBe(200)
    truth.set((await memberOf(test, who)).id, `o${i + 1}`)
  }
  return { poll, truth }
}

it('P5 is told on the form, on the card before answering, and truthfully: not anonymous while it is open', async () => {
  const { id } = await openPoll(test, { secrecy: 'anonymous' })
  const form = (
    await test.api(coordinator, 'poll.form', { query: { group: await groupId(test) }, asCard: true })
  ).body
  expect(textsOf(form)).toContain('Anonym, Ergebnis nach dem Schluss')
  const card = textsOf((await test.api(voters[0], 'poll.card', { query: { poll: id }, asCard: true })).body)
  expect(card).toContain('anonym: bis zum Schluss verschlüsselt zugeordnet, danach gar nicht mehr')
})

it('P5 nobody reads a live result: no voter, not the coordinator, no observer, no card', async () => {
  const { poll } = await answered()
  for (const who of [voters[0], coordinator, observer]) {
    const page = await showPage(test, who, poll)
    expect(page).toMatchObject({ names: null, poll: { result: null, hidden: 'after-close', answered: 11 } })
    const card = (await test.api(who, 'poll.card', { query: { poll }, asCard: true })).body
    expect(JSON.stringify(card)).not.toContain('"style":"accent"')
  }
  const { networkId } = await memberOf(test, coordinator)
  const post = { networkId, matterId: poll, conversationId: '', memberId: null, standing: false, data: {} }
  const shared = await pollRenderers(test.service.desk.world, noLink).poll?.(post)
  expect(JSON.stringify(shared?.card)).not.toContain('"style":"accent"')
})

it('P5 each still sees and revises their own answer', async () => {
  const { poll } = await answered()
  expect((await showPage(test, voters[3], poll)).poll.mine).toEqual({
    mayVote: true,
    answered: true,
    choices: ['o4'],
  })
  expect((await vote(test, voters[3], poll, 'o1')).body.mine.choices).toEqual(['o1'])
  expect((await showPage(test, coordinator, poll)).poll.answered).toBe(11)
})

it('P5 an early end is refused, to the coordinator too, with the time at which it ends by itself', async () => {
  const { id } = await openPoll(test, { secrecy: 'anonymous' })
  const answer = await test.api(coordinator, 'poll.close', { body: { poll: id } })
  expect([answer.status, answer.body.refusal.code]).toEqual([409, 'polls:anonymous-runs-on'])
  expect(answer.body.refusal.instead).toContain('30. Nov.')
  expect((await showPage(test, coordinator, id)).poll.state).toBe('open')
})

it('P5 the key is a file of its own, readable by the service alone, in a folder that backups leave out', async () => {
  const { id } = await openPoll(test, { secrecy: 'anonymous' })
  const keys = path.join(test.dataDir, 'keys')
  expect(statSync(path.join(keys, `${id}.key`)).mode & 0o777).toBe(0o600)
  expect(statSync(keys).mode & 0o077).toBe(0)
  expect(readFileSync(path.join(keys, 'CACHEDIR.TAG'), 'utf8')).toMatch(
    /^Signature: 8a477f597d28d172789f06886806bc55\n/,
  )
  expect(readFileSync(path.join(keys, `${id}.key`))).toHaveLength(32)
})

it('P5 a named poll has no key', async () => {
  const { id } = await openPoll(test)
  expect(await test.service.desk.keys.list()).not.toContain(id)
})

/** Every row of every table of the house and of its jobs, as a backup would hold them. */
async function dump(): Promise<string> {
  const tables = await test.database.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('verbund', 'graphile_worker')`,
  )
  const rows: unknown[] = []
  for (const { name } of tables) rows.push(await test.database.sql(`select t::text from ${name} t`))
  return JSON.stringify(rows)
}

it('P5 no backup of the database holds the key, and no ballot or act its voter', async () => {
  const { poll, truth } = await answered()
  const key = await test.service.desk.keys.of(poll)
  const all = await dump()
  for (const form of ['hex', 'base64', 'base64url'] as const)
    expect(all).not.toContain(key?.toString(form) ?? '?')
  const { sql } = test.database
  const rows = await sql('select * from ballot where poll_id = $1', [poll])
  const acts = await sql('select * from act where poll_id = $1', [poll])
  expect([rows, acts].map((some) => some.length)).toEqual([11, 11])
  for (const id of truth.keys()) expect(JSON.stringify([rows, acts])).not.toContain(id)
})

describe('P5 who holds a copy of the tables and not the key', () => {
  /** What each guess gets right: a member's id beside the option in the ballot that the guess gives to them. */
  const right = (
    guess: readonly { member_id: string; content: unknown }[],
    truth: ReadonlyMap<string, string>,
  ) =>
    guess.filter(({ member_id, content }) => Object.keys(content ?? {}).join() === truth.get(member_id))
      .length

  it('does not join voters and ballots by the order of the rows', async () => {
    const { poll, truth } = await answered()
    const guess = await test.database.sql<{ member_id: string; content: object }>(
      `select v.member_id, b.content from
         (select member_id, row_number() over (order by ctid) n from voter where poll_id = $1 and took_part) v
         join (select content, row_number() over (order by ctid) n from ballot where poll_id = $1) b using (n)`,
      [poll],
    )
    expect(right(guess, truth)).toBeLessThan(6)
  })

  it('does not join them by the transactions that wrote them', async () => {
    const { poll, truth } = await answered()
    const guess = await test.database.sql<{ member_id: string; content: object }>(
      `select v.member_id, b.content from voter v join ballot b on b.poll_id = v.poll_id and b.xmin = v.xmin
       where v.poll_id = $1 and v.took_part`,
      [poll],
    )
    expect(right(guess, truth)).toBeLessThan(6)
  })
})
