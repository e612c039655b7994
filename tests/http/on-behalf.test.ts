/**
 * The office asks its directory on its own behalf: the tab's token is exchanged by the real msal-node with a stand-in for
 * Entra, which judges it as Entra does. The token stands in no log and no answer.
 */
import { inspect } from 'node:util'
import { demoTenant, objectIdOf } from '../../bot/demo/network'
import { appId, tabClientId } from '../support/closed-gates'
import { auditOf } from '../support/kept'
import { type OnBehalfScene, startOnBehalfScene, tabSecret } from '../support/on-behalf-scene'
import { faultsIn } from '../support/teams-scene'
import { refused } from '../support/token-grants'

const office = 'Anke Beispiel'
const gone = 'Gero Modell'
let scene: OnBehalfScene
beforeAll(async () => {
  scene = await startOnBehalfScene()
  scene.directory.remove(demoTenant, await scene.accountOf(gone))
})
afterAll(() => scene.stop())
afterEach(() => {
  scene.consent('User.ReadBasic.All')
  scene.gates.issuer.grants.refuseWith(undefined)
  scene.directory.behave()
})

const compare = (token?: string) => scene.ask('directory.compare', {}, token)
const codeOf = async (answer: ReturnType<typeof compare>) => {
  const { status, body } = await answer
  return [status, body.refusal?.code]
}
const marked = async () =>
  (await scene.gates.test.database.sql(`select from member where left_why = 'left-tenant'`)).length

const whoLeft = async (of: OnBehalfScene) => (await of.ask('member.list?search=Modell')).body.left

it('is offered to the office, and asks for no more than basic profiles, in the tenant of who asks', async () => {
  expect((await scene.ask('directory.show')).body).toMatchObject({ mayCompare: true, byItself: false })
  await compare()
  expect(scene.gates.issuer.grants.asked.at(-1)).toMatchObject({
    tenant: demoTenant,
    grant: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    scope: expect.stringMatching(/^User\.ReadBasic\.All( (openid|profile|offline_access))*$/),
  })
  expect(new Set(scene.directory.calls.map(({ select }) => select))).toEqual(new Set(['id']))
})

it('shows first who is not there, marks nobody, and leaves an entry of who has asked', async () => {
  const { status, body } = await compare()
  expect([status, body.absent.map(({ name }: { name: string }) => name)]).toEqual([200, [gone]])
  expect(body.absent[0]).toMatchObject({ what: 'gone', groups: 2 })
  expect(await marked()).toBe(0)
  expect((await auditOf(scene.gates.test)).at(-1)).toMatchObject({
    ...{ actor: office, door: 'tab', what: 'directory.compare' },
  })
})

it('without consent says what to do, once: it neither loops nor marks', async () => {
  scene.consent()
  const before = scene.gates.issuer.grants.asked.length
  const { status, body } = await compare()
  expect([status, body.refusal.code]).toEqual([409, 'groups:directory-consent'])
  expect(body.refusal.instead).toContain('Zustimmung')
  expect(scene.gates.issuer.grants.asked.length - before).toBe(1)
  expect((await scene.ask('directory.show')).body.failed.why).toBe('consent')
})

it.each([
  ['a second factor', refused('interaction_required', 50076, 'you must use multi-factor'), 'sign-in'],
  ['consent, told the other way', refused('interaction_required', 65001, 'not consented'), 'consent'],
  [
    'a secret that has expired',
    refused('invalid_client', 7000222, 'The provided client secret keys are expired'),
    'forbidden',
  ],
  ['an error of its own', { status: 500, body: { error: 'server_error' } }, 'busy'],
  ['a pause', { status: 429, body: { error: 'temporarily_unavailable' } }, 'busy'],
  ['no token', { status: 200, body: {} }, 'unclear'],
] as const)('where Entra answers with %s, that is said in words', async (_name, answer, why) => {
  scene.gates.issuer.grants.refuseWith(answer)
  const passing = why === 'busy' || why === 'unclear'
  expect(await codeOf(compare())).toEqual([passing ? 503 : 409, `groups:directory-${why}`])
})

it('where Entra does not answer at all, that is said, too', async () => {
  // The keys of the gate are known by now.
  await compare()
  scene.gates.issuer.goDown()
  expect(await codeOf(compare())).toEqual([503, 'groups:directory-busy'])
  scene.gates.issuer.goDown(false)
})

it('a token that is not for this app gets no further than the gate, and so none is exchanged', async () => {
  const before = scene.gates.issuer.grants.asked.length
  const { issuer, tabWanted } = scene.gates
  const forged = [
    await issuer.tabToken({ ...tabWanted, audience: appId }),
    issuer.entra.unsigned(issuer.tabClaims(tabWanted)),
    await issuer.entra.signWithPublicKey(issuer.tabClaims(tabWanted)),
  ]
  for (const token of forged) expect(await codeOf(compare(token))).toEqual([401, 'house:sign-in'])
  expect(scene.gates.issuer.grants.asked).toHaveLength(before)
})

it('Entra gives nothing for an assertion of another app, another tenant, or another hand: the stand-in judges as it does', async () => {
  const { issuer, tabWanted } = scene.gates
  const ask = async (assertion: string, tenant = demoTenant) => {
    const form = {
      ...{ client_id: tabClientId, client_secret: tabSecret, scope: 'User.ReadBasic.All', assertion },
      ...{ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', requested_token_use: 'on_behalf_of' },
    }
    const { body } = await issuer.grants.grant(tenant, `${new URLSearchParams(form)}`)
    return body.error_codes ?? 'granted'
  }
  expect(await ask(await issuer.tabToken(tabWanted))).toBe('granted')
  expect(await ask(await issuer.tabToken({ ...tabWanted, audience: appId }))).toEqual([500131])
  expect(await ask(issuer.entra.unsigned(issuer.tabClaims(tabWanted)))).toEqual([50013])
  expect(await ask(await issuer.tabToken(tabWanted), 'f0000000-0000-4000-8000-0000000000aa')).toEqual([
    700016,
  ])
})

it('only the office may, and nobody for whom another directory is their own', async () => {
  const { issuer, tabWanted, test } = scene.gates
  const other = await issuer.tabToken({ ...tabWanted, objectId: objectIdOf(21) })
  expect(await codeOf(compare(other))).toEqual([403, 'groups:lacks-administer'])
  await test.database.sql(`update network set tenant_id = 'f0000000-0000-4000-8000-0000000000aa'`)
  await test.database.sql(`update member set home_tenant_id = $1 where name = $2`, [demoTenant, office])
  expect(await codeOf(compare())).toEqual([403, 'groups:directory-elsewhere'])
  expect((await scene.ask('directory.show')).body.mayCompare).toBe(false)
  await test.database.sql(`update network set tenant_id = $1`, [demoTenant])
  await test.database.sql(`update member set home_tenant_id = null`)
})

it('a directory that does not know who asks marks nobody', async () => {
  const me = objectIdOf(20)
  scene.directory.remove(demoTenant, me)
  expect(await codeOf(compare())).toEqual([503, 'groups:directory-unclear'])
  scene.directory.put(demoTenant, [me])
})

it('by card there is no token, and it is refused in words', async () => {
  const authorization = `Bearer ${await scene.gates.issuer.botToken(scene.gates.botWanted)}`
  const value = { action: { type: 'Action.Execute', verb: 'directory.compare', data: {} }, trigger: 'manual' }
  const { status, body } = await scene.gates.ask(authorization, { value })
  expect([status, JSON.stringify(body)]).toEqual([
    200,
    expect.stringContaining('Diese Schaltfläche kenne ich nicht.'),
  ])
})

it('the token cannot be got out of what a use case is given, nor printed', async () => {
  const token = await scene.officeToken()
  const own = scene.gates.test.service.signIn.directoryOf(`Bearer ${token}`, {
    ...{ tenantId: demoTenant, objectId: objectIdOf(20) },
  })
  expect(own).toBeDefined()
  const printed = `${inspect(own, { depth: 20, showHidden: true, getters: true })}${JSON.stringify(own)}${own?.read}`
  for (const part of token.split('.')) expect(printed).not.toContain(part)
})

it('confirmed with one press, who is gone is marked by who confirms; the seats that are free are named', async () => {
  const { body } = await compare()
  const { status, body: done } = await scene.ask('directory.confirm', { run: body.compared.run })
  expect([status, done.marked, done.kept]).toEqual([200, 1, 0])
  expect(done.vacated).toEqual(body.absent[0].seats)
  expect((await auditOf(scene.gates.test)).at(-1)).toMatchObject({
    ...{ actor: office, door: 'tab', what: 'member.left-tenant' },
  })
  expect(await whoLeft(scene)).toMatchObject([{ name: gone, back: false }])
})

it('logs no fault, no token, no secret and no person for all of this', () => {
  expect(faultsIn(scene.gates.test)).toEqual([])
  expect(JSON.stringify(scene.gates.test.log)).not.toMatch(/eyJ|Bearer|secret|assertion|Anke|Gero|7a3c0de0-/)
})

describe('without a secret for the tab', () => {
  it('it is not offered, and refused in words', async () => {
    const bare = await startOnBehalfScene({ TAB_CLIENT_SECRET: '' })
    expect((await bare.ask('directory.show')).body.mayCompare).toBe(false)
    expect((await bare.ask('directory.compare', {})).body.refusal.code).toBe('groups:directory-not-here')
    await bare.stop()
  })
})

describe('the service by itself, with the rights of the bot’s registration', () => {
  it('reads by a token of the network’s tenant, and sees blocked accounts', async () => {
    const nightly = await startOnBehalfScene({ GRAPH_PEOPLE: 'on' })
    const { issuer, test } = nightly.gates
    const register = (...roles: readonly string[]) =>
      issuer.grants.register({
        ...{ clientId: appId, secret: 'not-used-by-any-test', consents: { [demoTenant]: roles } },
      })
    const { round } = await import('../support/reach')
    register()
    nightly.directory.put(demoTenant, [await nightly.accountOf(gone)], false)
    await round(test, 'groups:compare-directory')
    expect((await nightly.ask('directory.show')).body).toMatchObject({
      ...{ byItself: true, failed: { why: 'forbidden' } },
    })
    register('User.Read.All')
    test.clock.advance(86_400_000)
    await round(test, 'groups:compare-directory')
    expect((await nightly.ask('directory.show')).body.failed).toBeNull()
    expect(await whoLeft(nightly)).toMatchObject([{ name: gone }])
    await nightly.stop()
  })
})
