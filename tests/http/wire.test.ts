/** Below what fetch can do: chunked bodies, lying lengths, header games, endless addresses. */
import { message } from '../support/activities'
import { startTestService, type TestService } from '../support/service'
import { demoTeamsPerson, faultsIn } from '../support/teams-scene'
import { personalChat, teamsWorld } from '../support/teams-world'
import { sendRaw } from './raw'

let test: TestService
let bearer: string
beforeAll(async () => {
  test = await startTestService()
  bearer = `authorization: Bearer ${await test.token('Anke Beispiel')}`
})
afterAll(() => test.stop())
let logged = 0
beforeEach(() => {
  logged = test.log.length
})
afterEach(async () => {
  expect(faultsIn(test, logged)).toEqual([])
  expect((await fetch(`${test.url}/healthz`)).status).toBe(200)
})

const head = (first: string, ...headers: readonly string[]) =>
  `${[first, 'host: localhost', 'connection: close', ...headers].join('\r\n')}\r\n\r\n`
const post = (...headers: readonly string[]) =>
  head('POST /api/poll.open HTTP/1.1', bearer, 'content-type: application/json', ...headers)
const get = (path: string, ...headers: readonly string[]) => head(`GET ${path} HTTP/1.1`, bearer, ...headers)
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

it('refuses a chunked body that grows beyond 256 KB with 413, and says so', async () => {
  const more = chunk('x'.repeat(64 * 1024))
  const answer = await sendRaw(
    test.url,
    post('transfer-encoding: chunked'),
    ...Array(6).fill(more),
    '0\r\n\r\n',
  )
  expect(answer).toMatchObject({ status: 413, body: { refusal: { code: 'house:too-big' } } })
})

it('refuses a body by its announced length, before it has come', async () => {
  const answer = await sendRaw(test.url, post('content-length: 1000000000'), '{')
  expect(answer).toMatchObject({ status: 413, body: { reference: expect.any(String) } })
})

it.each(['content-length: -1', 'content-length: abc', 'content-length: 5\r\ncontent-length: 6'])(
  'refuses %p',
  async (header) => {
    expect((await sendRaw(test.url, post(header), '{}')).status).toBe(400)
  },
)

it('refuses a length and chunks at once: nobody smuggles a second request', async () => {
  const smuggled = get('/api/member.show')
  const answer = await sendRaw(
    test.url,
    post('content-length: 4', 'transfer-encoding: chunked'),
    '0\r\n\r\n',
    smuggled,
  )
  expect(answer.status).toBe(400)
})

it('goes on for others while a body does not end, and takes its sender’s going for no fault', async () => {
  const hanging = sendRaw(test.url, post('content-length: 100'), '{')
  expect((await fetch(`${test.url}/readyz`)).status).toBe(200)
  await hanging
  await new Promise((resolve) => setTimeout(resolve, 50))
})

it.each([
  ['another method in a header', 'x-http-method-override: DELETE', 200],
  ['an unknown version', 'accept-version: 99', 200],
  ['an unknown accept', 'accept: image/png', 200],
  ['a hundred accepts', `accept: ${Array(100).fill('text/x').join(',')}`, 200],
  ['another host', 'x-forwarded-host: evil.example', 200],
  ['a cookie named like JavaScript', 'cookie: __proto__=1; constructor=2', 200],
  ['a header named like JavaScript', '__proto__: 1', 200],
  ['letters of Latin 1', 'x-name: \xe4\xf6\xfc', 200],
  ['an expectation', 'expect: 100-continue', 200],
])('is not moved by %s', async (_name, header, status) => {
  expect((await sendRaw(test.url, get('/api/member.show', header))).status).toBe(status)
})

it.each([
  ['a long query', `/api/poll.list?x=${'y'.repeat(8000)}`, [200]],
  ['an endless query', `/api/poll.list?x=${'y'.repeat(100_000)}`, [431, 414]],
  ['a thousand parameters', `/api/poll.list?${'a=1&'.repeat(1000)}`, [200]],
  ['deep parameters', `/api/poll.list?group${'[a]'.repeat(500)}=1`, [200, 422]],
  ['a parameter twice', '/api/poll.show?poll=1&poll=2', [422]],
  ['a parameter named like JavaScript', '/api/poll.list?__proto__[x]=1&constructor[prototype][y]=2', [200]],
  ['a list', `/api/poll.list?${'group[]=1&'.repeat(50)}`, [422]],
  ['half an escape', '/api/poll.list?group=%E0%A4%A', [422]],
  ['a NUL', '/api/poll.show?poll=%00', [422]],
  [
    'a date that is none',
    '/api/poll.list?before=2026-13-45T00:00:00.000Z_00000000-0000-4000-8000-000000000000',
    [422],
  ],
  [
    'the year 0',
    '/api/poll.list?before=0000-01-01T00:00:00.000Z_00000000-0000-4000-8000-000000000000',
    [200],
  ],
  [
    'the year 9999',
    '/api/poll.list?before=9999-12-31T23:59:59.999Z_00000000-0000-4000-8000-000000000000',
    [200],
  ],
])('reads %s', async (_name, path, statuses) => {
  const { status } = await sendRaw(test.url, get(path))
  expect(statuses).toContain(status)
  expect(({} as Record<string, unknown>).x).toBeUndefined()
  expect(({} as Record<string, unknown>).y).toBeUndefined()
})

it('answers HEAD, OPTIONS, TRACE and made-up methods with 4xx', async () => {
  for (const method of ['OPTIONS', 'TRACE', 'PROPFIND', 'BREW'])
    expect([400, 404, 405]).toContain(
      (await sendRaw(test.url, head(`${method} /api/member.show HTTP/1.1`, bearer))).status,
    )
})

it('reads JSON 50,000 deep, and refuses it like any other', async () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  for (const body of [
    deep,
    `{"poll":${deep}}`,
    `{"question":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
  ]) {
    const answer = await sendRaw(test.url, post(`content-length: ${body.length}`), body)
    expect(answer).toMatchObject({ status: 422, body: { refusal: { what: expect.any(String) } } })
  }
})

it('takes keys named like JavaScript for what they are: unknown ones', async () => {
  const from = demoTeamsPerson('Anke Beispiel')
  const world = teamsWorld({
    serviceUrl: 'http://127.0.0.1:1/',
    tenant: '7a3c0de0-0000-4000-8000-000000000001',
  })
  const said = JSON.stringify(message(world, { from, where: personalChat('a:1'), text: 'hilfe' }))
  const polluted = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${said.slice(1)}`
  const deep = polluted.replace('"from":{', '"from":{"__proto__":{"aadObjectId":"x"},')
  const response = await fetch(`${test.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: deep,
  })
  expect(response.status).toBe(200)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})
