/** The demo's picker: tokens for the demo's people only, for this process only. */
import { SignJWT } from 'jose'
import { demoFounder, demoTenant, objectIdOf } from '../../bot/demo/network'
import { emptyDatabase } from '../support/database'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

const signIn = (body: unknown, type = 'application/json') =>
  fetch(`${test.url}/api/demo.sign-in`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const who = async (token: string) =>
  (await fetch(`${test.url}/api/member.show`, { headers: { authorization: `Bearer ${token}` } })).status

it('signs in as any of the demo network', async () => {
  const { people } = (await test.api(null, 'demo.people')).body
  expect(people).toHaveLength(21)
  const answer = await signIn({ person: people[3].id })
  expect(answer.status).toBe(200)
  const { token } = (await answer.json()) as { readonly token: string }
  expect(await who(token)).toBe(200)
})

it('signs in as nobody of another network (E1)', async () => {
  const other = await foundSecondNetwork(test)
  const [member] = await test.database.sql<{ id: string }>('select id from member where network_id = $1', [
    other.networkId,
  ])
  expect((await signIn({ person: member?.id })).status).toBe(422)
})

it.each([
  ['an unknown person', { person: '00000000-0000-4000-8000-000000000000' }],
  ['no person', {}],
  ['a person of the wrong type', { person: { $ne: null } }],
  ['a list', []],
  ['nothing', null],
])('refuses %s with 422', async (_name, body) => {
  const answer = await signIn(body)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ refusal: { what: expect.any(String) } })
})

it('answers broken bodies with the status of every other route', async () => {
  expect((await signIn('{"person":')).status).toBe(400)
  expect((await signIn('person=x', 'application/x-www-form-urlencoded')).status).toBe(415)
  expect((await signIn({ person: 'x'.repeat(300_000) })).status).toBe(413)
})

it('takes no token that another process, or anybody else, has made', async () => {
  const claims = new SignJWT({ tid: demoTenant, oid: objectIdOf(demoFounder.number) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('verbund-demo')
    .setAudience('verbund-demo')
    .setIssuedAt()
    .setExpirationTime('12h')
  expect(await who(await claims.sign(new Uint8Array(32)))).toBe(401)
})

it('has nobody to offer with DEMO=off until somebody has set up a network', async () => {
  const database = await emptyDatabase()
  const off = await startTestService({ env: { DEMO: 'off' }, database })
  expect((await off.api(null, 'demo.people')).body).toEqual({ people: [] })
  const body = { person: '00000000-0000-4000-8000-000000000001' }
  expect((await off.api(null, 'demo.sign-in', { body })).status).toBe(422)
  expect((await off.api(null, 'session.settings')).body).toMatchObject({ demo: false, local: true })
  await off.stop()
  await database.drop()
})
