/** N1, E1 Raw needs are read by people of their organisation alone: by no id, through no route, in no log, export or news. */

import { act, anke, answerFor, colleague, ella, frida, roundIn, save, topicOf } from '../support/answers'
import { bodyOf, everyRead } from '../support/every-read'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let round: string
let need: string
/** Stands in nothing but Frida's need. */
const secret = 'Geheimschweißer'
/** Office and coordinator; of a provider; of the network, and observing. */
const others = [anke, ella, 'Kaan Exempel'] as const

beforeAll(async () => {
  test = await startTestService()
  const topic = await topicOf(test, 'KI im Büro')
  round = await roundIn(test)
  await save(test, frida, round, { topic, heads: 4711, note: secret, occupation: secret })
  need = (await answerFor(test, frida, round)).needs[0]?.id ?? ''
  for (const who of [anke, ella]) await act(test, who, 'none', round)
})
afterAll(() => test.stop())

it('by no route that reads, whatever ids it is given: office, coordinator, provider, others', async () => {
  for (const who of others)
    for (const { name, answer } of await everyRead(test, who, { round, need }))
      expect([who, name, bodyOf(answer).includes(secret) || bodyOf(answer).includes('4711')]).toEqual([
        ...[who, name, false],
      ])
  const own = await everyRead(test, frida, { round, need })
  const readIn = own.filter(({ answer }) => bodyOf(answer).includes(secret)).map(({ name }) => name)
  expect([...new Set(readIn)].sort()).toEqual(['need.card', 'need.form', 'need.show', 'need.start'])
}, 120_000)

it('and none that acts takes it for its own: it is there as it was', async () => {
  for (const who of others) {
    expect(codeOf(await save(test, who, round, { need, topicName: 'Anders', heads: 1 }))).toBe(
      'needs:need-gone',
    )
    expect(codeOf(await act(test, who, 'remove', round, { need }))).toBe('needs:need-gone')
    const form = await test.api(who, 'need.form', { query: { round, need } })
    expect(form.body).toMatchObject({ need: null, values: { topic: '', heads: '', note: '' } })
  }
  expect((await answerFor(test, frida, round)).needs).toMatchObject([{ id: need, heads: 4711, note: secret }])
})

it('not in the audit log, the ledger, jobs, posts, notices, traces or the log', async () => {
  const tables = ['audit_entry', 'post', 'notice', 'round_trace', 'activity_seen', 'round', 'trace']
  for (const table of tables) {
    const rows = await test.database.sql<{ row: string }>(`select t::text as row from ${table} t`)
    expect([table, rows.filter(({ row }) => row.includes(secret) || row.includes(need))]).toEqual([table, []])
  }
  const jobs = await test.database.sql<{ payload: string }>(
    'select payload::text as payload from graphile_worker._private_jobs',
  )
  expect(jobs.filter(({ payload }) => payload.includes(need) || payload.includes(secret))).toEqual([])
  expect(JSON.stringify(test.log)).not.toContain(secret)
  const deeds = await test.database.sql<{ what: string }>(
    `select what from audit_entry where what like 'need.%'`,
  )
  expect(deeds).toEqual([])
})

it('who changes organisations answers for the new one, and reads no more of the old; the answer stays', async () => {
  const people = await test.api(anke, 'member.list', { query: { search: 'Hilke' } })
  const hilke = people.body.people[0]
  await save(test, colleague, round, { topicName: 'Nur Allianz', heads: 3 })
  await test.database.sql(
    `update member set organisation_id = (select id from organisation where name = 'Optik, Goslar' or name = 'Feinoptik, Goslar')
     where id = $1`,
    [hilke.id],
  )
  const there = await answerFor(test, colleague, round)
  expect(there).toMatchObject({ organisation: 'Feinoptik, Goslar', answered: false, needs: [], history: [] })
  await act(test, colleague, 'none', round)
  const here = await answerFor(test, anke, round)
  expect(here.needs.map(({ topic }) => topic.name)).toEqual(['Nur Allianz'])
  expect(here.history.at(-1)).toMatchObject({ who: colleague, what: 'added' })
})

it('erasing a person keeps the answer, under the pseudonym', async () => {
  const before = await answerFor(test, anke, round)
  const people = await test.api(anke, 'member.list', { query: { search: 'Hilke' } })
  const erased = await test.api(anke, 'data.erase', {
    body: { member: people.body.people[0].id, sure: true },
  })
  expect(erased.status).toBe(200)
  const after = await answerFor(test, anke, round)
  expect(after.needs).toEqual(before.needs)
  expect(JSON.stringify(after.history)).not.toContain(colleague)
})
