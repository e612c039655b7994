/** The audit log as the office reads it: in words, in pages, by who, what, matter and time; as a file for a spreadsheet. */
import { record } from '../../bot/audit/store'
import { csvOf } from '../../bot/groups/csv'
import { auditOf, memberId } from '../support/kept'
import { coordinator as office, openPoll, voters } from '../support/polls'
import { networkOf } from '../support/posts'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'

const [bernd, clara] = voters
let test: TestService
let network: string
beforeAll(async () => {
  test = await startTestService()
  network = await networkOf(test)
})
afterAll(() => test.stop())

const show = async (query: Readonly<Record<string, string>> = {}, who = office) =>
  (await test.api(who, 'audit.show', { query })).body
const numbers = async (query: Readonly<Record<string, string>>) =>
  (await show(query)).entries.map(({ number }: { number: number }) => number)
const add = (what: `${string}.${string}`, at: Date, more: object = {}) =>
  test.service.desk.world.database.inNetwork(network, (tx) => record(tx, { at, by: null, what, ...more }))

it('says in the words of its reader who did what, on what, when, and by which door', async () => {
  const poll = await openPoll(test, { question: 'Wozu ein Protokoll?' })
  const { entries } = await show()
  expect(entries[0]).toMatchObject({
    who: office,
    door: 'im Reiter',
    deed: 'Umfrage eröffnet',
    matter: 'Wozu ein Protokoll?',
    matterId: poll.id,
    at: test.clock.now().toISOString(),
  })
  await test.database.sql(`update member set language = 'en' where name = $1`, [office])
  expect((await show()).entries[0]).toMatchObject({ door: 'in the tab', deed: 'Poll opened' })
  await test.database.sql(`update member set language = 'de' where name = $1`, [office])
})

it('finds by name who did it and whom it was done to, whatever signs stand in the name', async () => {
  await test.api(bernd, 'data.export', { body: {} })
  await test.api(office, 'data.export', { body: { member: await memberId(test, clara) } })
  const deeds = async (who: string) => (await show({ who })).entries.map(({ deed }: { deed: string }) => deed)
  expect(await deeds('bernd')).toContain('Daten einer Person ausgegeben')
  expect((await deeds('Vorbild'))[0]).toBe('Daten einer Person ausgegeben')
  for (const wild of ['%', '_', '\\', `' or 1=1 --`, '100 %']) expect(await deeds(wild)).toEqual([])
})

it('finds by deed, by matter, by time span with both days, and what happened by itself', async () => {
  await add('retention.run', new Date('2020-02-29T23:30:00+01:00'), { data: { answers: 3, notices: 1 } })
  await add('retention.run', new Date('2020-03-01T00:30:00+01:00'))
  const [first] = (await show({ from: '2020-02-29', until: '2020-02-29' })).entries
  expect(first).toMatchObject({
    who: 'von selbst',
    door: 'der Dienst',
    detail: 'Nicht zugestellte Antworten: 3; Mitteilungen und Links: 1',
  })
  expect(await numbers({ from: '2020-02-29', until: '2020-02-29' })).toHaveLength(1)
  expect(await numbers({ from: '2020-02-29', until: '2020-03-01' })).toHaveLength(2)
  expect(await numbers({ until: '2019-12-31' })).toEqual([])
  expect(await numbers({ what: 'retention.run', itself: 'true' })).toHaveLength(2)
  expect(await numbers({ matter: 'a0000000-0000-4000-8000-000000000000' })).toEqual([])
})

it.each([
  [{ from: '2020-02-30' }, 'data:no-day'],
  [{ from: '2020-03-02', until: '2020-03-01' }, 'data:days-reversed'],
  [{ from: 'gestern' }, 'house:unreadable'],
  [{ what: 'drop table' }, 'house:unreadable'],
  [{ before: '-1' }, 'house:unreadable'],
  [{ who: ' ' }, 'house:unreadable'],
])('%j is refused in words', async (query, code) => {
  const answer = await test.api(office, 'audit.show', { query: query as Record<string, string> })
  expect([answer.status, answer.body.refusal.code]).toEqual([422, code])
})

it('comes in pages that leave nothing out and show nothing twice', async () => {
  for (let i = 0; i < 120; i += 1) await add('test.page', test.clock.now(), { data: { i } })
  const all: number[] = []
  let before: number | null = null
  do {
    const page: { entries: { number: number }[]; older: number | null } = await show({
      what: 'test.page',
      ...(before && { before: String(before) }),
    })
    all.push(...page.entries.map(({ number }) => number))
    before = page.older
  } while (before !== null)
  expect(all).toHaveLength(120)
  expect(all).toEqual([...new Set(all)].sort((a, b) => b - a))
})

it('as CSV it holds what is sought, for a spreadsheet in Germany, and says that it was taken', async () => {
  const { body } = await test.api(office, 'audit.export', { body: { what: 'test.page' } })
  expect(body).toMatchObject({ entries: 120, fileName: 'protokoll-2026-11-23.csv' })
  const lines = body.file.split('\r\n')
  expect(lines[0]).toBe('\uFEFFNummer;Zeitpunkt;Wer;Zugang;Was;Woran;Einzelheit')
  expect(lines).toHaveLength(122)
  expect((await auditOf(test)).at(-1)).toMatchObject({ what: 'audit.export', data: { entries: 120 } })
})

it.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-1', "'-1"],
  ['@x', "'@x"],
  ['a;b', '"a;b"'],
  ['a"b', '"a""b"'],
  ['a\nb', '"a\nb"'],
  ['=a;b', '"\'=a;b"'],
  ['Ä😀', 'Ä😀'],
])('no cell can be taken for a formula or for two: %j', (text, cell) => {
  expect(csvOf([[text, 'x']])).toBe(`\uFEFF${cell};x\r\n`)
})

it('E1 only the office reads it, and only of its own network', async () => {
  const north = await foundSecondNetwork(test)
  for (const [route, options] of [
    ['audit.show', {}],
    ['audit.check', {}],
    ['audit.export', { body: {} }],
  ] as const) {
    expect((await test.api(bernd, route, options)).status).toBe(403)
    const there = await test.api(north.office, route, options)
    expect(there.status).toBe(200)
    expect(JSON.stringify(there.body)).not.toContain('Wozu ein Protokoll?')
  }
  expect((await show()).entries.some(({ matter }: { matter: string }) => matter === 'Watt-Umfrage')).toBe(
    false,
  )
})

it('with 100,000 entries no search reads them all: pages come by index', async () => {
  await test.database.sql(
    `insert into audit_entry select $1, n + 1000000, now() - n * interval '1 minute', null, 'service', 'test.' || chr(97 + n % 26),
       'test', 'm' || (n % 1000), '{}', '', '' from generate_series(1, 100000) n`,
    [network],
  )
  await test.database.sql('analyze audit_entry')
  const wishes = [
    {},
    { before: '1050000' },
    { what: 'test.c' },
    { matter: 'm500' },
    { who: bernd },
    { from: '2026-11-01', until: '2026-11-02' },
    { itself: 'true' },
  ]
  for (const query of wishes) {
    const { entries } = await show(query)
    expect(entries.length).toBeLessThanOrEqual(50)
  }
  const plan = async (condition: string) =>
    JSON.stringify(
      await test.database.sql(
        `explain select * from audit_entry e where network_id = '${network}' and ${condition} order by number desc limit 51`,
      ),
    )
  for (const condition of ['true', 'number < 1050000', `what = 'test.c'`, `matter_id = 'm500'`])
    expect(await plan(condition)).not.toContain('Seq Scan')
})
