/** The first person founds the network with the code from the log, once; everybody else is told no in words. */
import { readSetUpCode } from '../../bot/groups/set-up'
import { emptyDatabase, type TestDatabase } from '../support/database'
import { startTestService, type TestService } from '../support/service'

let database: TestDatabase
let test: TestService
beforeAll(async () => {
  database = await emptyDatabase()
  test = await startTestService({ env: { DEMO: 'off' }, database })
})
afterAll(async () => {
  await test.stop()
  await database.drop()
})

const facts = {
  ...{ name: 'Nordverbund', state: 'DE-HB', language: 'de', zone: 'Europe/Berlin' },
  ...{ organisation: 'Kammer Bremen', bench: 'agencies', person: 'Fenna Deich' },
}
const found = (body: object) => test.api(null, 'network.found', { body: { ...facts, ...body } })
const codeOf = (service: TestService) => [...service.service.setUpCodes.values()][0] ?? ''

it('the code stands in the log, and in the database only as a hash', async () => {
  const code = codeOf(test)
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/)
  expect(test.log.find((line) => line.code === code)).toMatchObject({ level: 'warn' })
  expect(JSON.stringify(await database.sql('select * from set_up_code'))).not.toContain(code)
})

it.each([
  ['a code that is wrong', { code: '2222-2222-2222' }, 'groups:wrong-code'],
  ['what is no code', { code: 'x' }, 'groups:wrong-code'],
  ['a state that there is not', { state: 'DE-XX' }, 'house:not-a-choice'],
  ['a time zone that there is not', { zone: 'Europe/Entenhausen' }, 'house:not-a-choice'],
  ['a network without a name', { name: ' ' }, 'house:empty'],
])('refuses %s, and the code can still be used', async (_what, wrong, code) => {
  const { status, body } = await found({ code: codeOf(test), ...wrong })
  expect([status, body.refusal.code]).toEqual([422, code])
  expect((await database.sql('select from network')).length).toBe(0)
})

it('a start makes a new code, and the one before holds no more', async () => {
  const before = codeOf(test)
  const second = await startTestService({ env: { DEMO: 'off' }, database })
  expect((await found({ code: before })).body.refusal.code).toBe('groups:wrong-code')
  await test.stop()
  test = second
})

it('of ten who use the code at once one founds the network, whole, and belongs to its office', async () => {
  const code = codeOf(test).toLowerCase().replaceAll('-', ' ')
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => found({ code, person: `Person ${i}` })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  for (const { status, body } of answers.filter((answer) => answer.status !== 200))
    expect([status, body.refusal.code]).toEqual([422, 'groups:wrong-code'])
  const [network] = await database.sql('select name, state, zone from network')
  expect(network).toEqual({ name: 'Nordverbund', state: 'DE-HB', zone: 'Europe/Berlin' })
  expect(await database.sql('select office, name like $1 as one from member', ['Person %'])).toEqual([
    { office: true, one: true },
  ])
  expect(await database.sql('select what, door from audit_entry')).toEqual([
    { what: 'network.found', door: 'tab' },
  ])
  const { people } = (await test.api(null, 'demo.people')).body
  expect(people).toHaveLength(1)
})

it('afterwards no start offers a code any more', async () => {
  const again = await startTestService({ env: { DEMO: 'off' }, database })
  expect(again.service.setUpCodes.size).toBe(0)
  await again.stop()
})

it('a code older than a week is worth nothing', async () => {
  const other = await emptyDatabase()
  const service = await startTestService({ env: { DEMO: 'off' }, database: other })
  service.clock.advance(7 * 86_400_000 + 1000)
  const body = { ...facts, code: codeOf(service) }
  expect((await service.api(null, 'network.found', { body })).body.refusal.code).toBe('groups:wrong-code')
  await service.stop()
  await other.drop()
})

it('forgives small letters, blanks and long dashes, and nothing else', () => {
  expect(readSetUpCode(' k7q2–m4x9 pw3t ')).toBe('K7Q2-M4X9-PW3T')
  for (const wrong of ['', 'K7Q2-M4X9', 'K7Q2-M4X9-PW3TT', 'K7Q2-M4X9-PW3O'])
    expect(readSetUpCode(wrong)).toBeUndefined()
})
