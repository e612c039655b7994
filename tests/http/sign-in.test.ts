/** The tab's gate with credentials: Entra's tokens for our scope open it, every other one is refused (QUALITY.md, Security). */
import { demoFounder, objectIdOf } from '../../bot/demo/network'
import { type ClosedGates, startClosedGates } from '../support/closed-gates'
import { type Forgery, tabForgeries } from '../support/forgeries'
import { faultsIn } from '../support/teams-scene'

let gates: ClosedGates
let forgeries: readonly Forgery[]
beforeAll(async () => {
  gates = await startClosedGates()
  forgeries = await tabForgeries(gates.issuer, gates.tabWanted)
})
afterAll(() => gates.stop())

const refusal = { status: 401, body: { refusal: { code: 'house:sign-in' }, reference: expect.any(String) } }

it('opens to a token of Entra for our scope', async () => {
  const token = await gates.issuer.tabToken(gates.tabWanted)
  expect(await gates.show(`Bearer ${token}`)).toMatchObject({ status: 200, body: { name: demoFounder.name } })
})

it.each(['a\u0000b', '', 'x'.repeat(101)])('refuses an object id that is none: %j', async (oid) => {
  const { issuer, tabWanted } = gates
  const token = await issuer.entra.sign({ ...issuer.tabClaims(tabWanted), oid })
  expect(await gates.show(`Bearer ${token}`)).toMatchObject(refusal)
})

const wrongs = [
  'alg none',
  'HS256 with the public key',
  'no signature',
  'claims changed after signing',
  'a wrong key under a known kid',
  'an unknown key',
  'a key that it brings along',
  'an address for its keys',
  'no token at all',
  'expired',
  'not valid yet',
  'another audience',
  'another issuer',
  'a tenant that is no customer',
  "another tenant's issuer",
  'another tenant than its issuer',
  'no end',
  'no scope',
  'no audience',
  'no issuer',
  'no tenant',
  'another scope',
  'a scope that only begins like the right one',
  'a client that is not pre-authorised',
  'no client',
  'version 1',
  'version 1 under the name of version 2',
  'no version',
  'an app with a scope',
  'an app instead of a person',
  'no object id',
  'a token of Bot Framework',
]

it.each(wrongs)('refuses %s', async (wrong) => {
  const token = forgeries.find((forgery) => forgery.wrong === wrong)?.token
  expect(await gates.show(`Bearer ${token}`)).toMatchObject(refusal)
})

it('knows every forgery there is', () => {
  expect(forgeries.map((forgery) => forgery.wrong)).toEqual(wrongs)
  process.stdout.write(`  refused at the gate of the tab (${wrongs.length}): ${wrongs.join('; ')}\n`)
})

it.each([
  ['no header', undefined],
  ['another scheme', 'Basic YTpi'],
  ['two tokens', 'Bearer a b'],
  ['an endless one', `Bearer ${'a'.repeat(9000)}`],
])('refuses %s', async (_name, authorization) => {
  expect(await gates.show(authorization)).toMatchObject(refusal)
})

it('takes no token that has expired an hour ago for one that has just been renewed', async () => {
  const [old, renewed] = [forgeries.find(({ wrong }) => wrong === 'expired')?.token, gates.tabWanted]
  expect((await gates.show(`Bearer ${await gates.issuer.tabToken(renewed)}`)).status).toBe(200)
  expect((await gates.show(`Bearer ${old}`)).status).toBe(401)
})

it('keeps the keys of Entra, and asks for them no more than needed', async () => {
  const before = gates.issuer.asked.length
  for (let i = 0; i < 5; i += 1) {
    const token = await gates.issuer.tabToken(gates.tabWanted)
    expect((await gates.show(`Bearer ${token}`)).status).toBe(200)
  }
  expect(gates.issuer.asked.length - before).toBeLessThanOrEqual(1)
})

it('asks no address that a token names: only customers come as far as their keys', async () => {
  const before = gates.issuer.asked.length
  const tenant = 'f0000000-0000-4000-8000-0000000000aa'
  const token = await gates.issuer.tabToken({ ...gates.tabWanted, tenant })
  expect((await gates.show(`Bearer ${token}`)).status).toBe(401)
  expect(gates.issuer.asked).toHaveLength(before)
})

it.each(['de', 'en'])('tells a signed-in stranger in %s that only members get in', async (language) => {
  const objectId = objectIdOf(99)
  const authorization = `Bearer ${await gates.issuer.tabToken({ ...gates.tabWanted, objectId })}`
  const headers = { authorization, 'accept-language': language }
  const response = await fetch(`${gates.test.url}/api/poll.list`, { headers })
  expect(response.status).toBe(403)
  const what =
    language === 'de'
      ? 'Sie sind in diesem Verbund noch nicht dabei.'
      : 'You are not part of this network yet.'
  expect(await response.json()).toMatchObject({ refusal: { code: 'groups:not-a-member', what } })
})

describe('the demo, with credentials', () => {
  it('has no sign-in and no list of people: 404', async () => {
    const people = await fetch(`${gates.test.url}/api/demo.people`)
    expect(people.status).toBe(404)
    const body = JSON.stringify({ person: '00000000-0000-4000-8000-000000000000' })
    const headers = { 'content-type': 'application/json' }
    const signIn = await fetch(`${gates.test.url}/api/demo.sign-in`, { method: 'POST', headers, body })
    expect(signIn.status).toBe(404)
    expect(gates.test.service.signIn.demo).toBeUndefined()
  })

  it('is off in the settings, which name the client to sign in with', async () => {
    const settings = await (await fetch(`${gates.test.url}/api/session.settings`)).json()
    expect(settings).toMatchObject({ demo: false, clientId: gates.tabWanted.audience })
  })

  it('stays off with DEMO=on', async () => {
    const again = await startClosedGates({ DEMO: 'on' })
    expect((await fetch(`${again.test.url}/api/demo.people`)).status).toBe(404)
    await again.stop()
  })
})

it('opens no stream of changes without a valid token', async () => {
  const headers = { authorization: `Bearer ${forgeries[0]?.token}` }
  expect((await fetch(`${gates.test.url}/api/changes`, { headers })).status).toBe(401)
})

it('logs no fault, no token and no person for all of this', () => {
  expect(faultsIn(gates.test)).toEqual([])
  expect(JSON.stringify(gates.test.log)).not.toMatch(/eyJ|Bearer|Anke|7a3c0de0-0000-4000-8000-000000000020/)
})
