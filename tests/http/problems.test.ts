/** What goes wrong at the door: the right status, JSON in the asker's language, a reference that stands in the log. */
import { gzipSync } from 'node:zlib'
import { startTestService, type TestService } from '../support/service'
import { faultsIn } from '../support/teams-scene'

let test: TestService
let authorization: string
beforeAll(async () => {
  test = await startTestService()
  authorization = `Bearer ${await test.token('Anke Beispiel')}`
})
afterAll(() => test.stop())
afterEach(() => expect(faultsIn(test)).toEqual([]))

const json = 'application/json'

interface Asked {
  readonly method?: string
  readonly type?: string
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

async function ask(path: string, { method = 'POST', type = json, body, headers = {} }: Asked = {}) {
  const response = await fetch(`${test.url}${path}`, {
    method,
    headers: { authorization, ...(body !== undefined && { 'content-type': type }), ...headers },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), body: JSON.parse(text) }
}

/** Both doors that read bodies; and of the tab's any act will do. */
const doors = ['/api/messages', '/api/poll.cast-ballot', '/api/poll.open', '/api/member.set-language']

const problem = (code: string) => ({
  refusal: {
    code: `house:${code}`,
    what: expect.stringMatching(/\S/),
    why: expect.stringMatching(/\S/),
    instead: expect.stringMatching(/\S/),
  },
  reference: expect.stringMatching(/^[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}$/),
})

describe.each(doors)('%s', (path) => {
  it.each([
    ['half a body', 400, 'bad-json', { body: '{"poll":"' }],
    ['no body', 415, 'bad-type', {}],
    ['an empty body', 400, 'bad-json', { body: '', headers: { 'content-type': json } }],
    ['JSON with a comment', 400, 'bad-json', { body: '{} // x' }],
    ['single quotes', 400, 'bad-json', { body: "{'a':1}" }],
    ['bytes that are no UTF-8', 400, 'bad-json', { body: Buffer.from([0x7b, 0xff, 0xfe]) }],
    ['a form', 415, 'bad-type', { type: 'application/x-www-form-urlencoded', body: 'poll=1' }],
    ['plain text', 415, 'bad-type', { type: 'text/plain', body: '{}' }],
    ['parts', 415, 'bad-type', { type: 'multipart/form-data; boundary=x', body: '--x--' }],
    [
      'a type that only begins like JSON',
      415,
      'bad-type',
      { type: 'application/json-patch+json', body: '{}' },
    ],
    ['a packed body', 415, 'bad-type', { body: gzipSync('{}'), headers: { 'content-encoding': 'gzip' } }],
    [
      'a bomb',
      415,
      'bad-type',
      { body: gzipSync(Buffer.alloc(20_000_000)), headers: { 'content-encoding': 'gzip' } },
    ],
    ['a body packed with brotli', 415, 'bad-type', { body: '{}', headers: { 'content-encoding': 'br' } }],
    ['257 KB', 413, 'too-big', { body: JSON.stringify('x'.repeat(257 * 1024)) }],
    ['2 MB', 413, 'too-big', { body: JSON.stringify('x'.repeat(2 * 1024 * 1024)) }],
  ] as const)('answers %s with %i', async (_name, status, code, asked) => {
    const answer = await ask(path, asked)
    expect(answer).toMatchObject({ status, type: `${json}; charset=utf-8`, body: problem(code) })
    expect(test.log).toContainEqual(expect.objectContaining({ reference: answer.body.reference, status }))
  })

  it('takes a body of just under 256 KB', async () => {
    const body = JSON.stringify({ filler: 'x'.repeat(255 * 1024) })
    expect([400, 422]).toContain((await ask(path, { body })).status)
  })

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('answers %s with 405', async (method) => {
    const answer = await ask(path, { method })
    expect(answer).toMatchObject({ status: 405, body: problem('unknown-route') })
  })
})

it.each([
  '/api/poll.steal',
  '/api',
  '/api/',
  '/nowhere',
  '/api/__proto__',
  '/api/poll.show/x',
  '/.env',
  '/api/%00',
])('answers the unknown route %s with 404', async (path) => {
  expect(await ask(path, { method: 'GET' })).toMatchObject({ status: 404, body: problem('unknown-route') })
})

it.each([
  '/api/%',
  '/api/%E0%A4%A',
  '/tab/assets/%',
  '/tab/assets/%00.js',
  '/tab/assets/..%2f..%2fpackage.json',
])('answers the broken address %s with 4xx', async (path) => {
  const answer = await ask(path, { method: 'GET' })
  expect([400, 404]).toContain(answer.status)
  expect(answer.body).toMatchObject({ refusal: { what: expect.any(String) }, reference: expect.any(String) })
})

it('answers a read asked as an act, and an act as a read, with 405', async () => {
  expect(await ask('/api/poll.list', { body: '{}' })).toMatchObject({
    status: 405,
    body: problem('unknown-route'),
  })
  expect(await ask('/api/poll.close', { method: 'GET' })).toMatchObject({ status: 405 })
})

it.each([
  ['de', 'Die Anfrage war nicht lesbar.'],
  ['en', 'The request could not be read.'],
  ['fr', 'Die Anfrage war nicht lesbar.'],
  ['EN-us, de;q=0.5', 'The request could not be read.'],
  ['', 'Die Anfrage war nicht lesbar.'],
])('speaks the language asked for, German otherwise (Accept-Language: %p)', async (language, what) => {
  const headers = { 'accept-language': language }
  expect((await ask('/api/messages', { body: '{', headers })).body.refusal.what).toBe(what)
})

it.each([
  ['a text', '"umfrage"'],
  ['a number', '7'],
  ['nothing', 'null'],
  ['a list', '[]'],
  ['an empty object', '{}'],
  [
    'an activity without a sender',
    '{"type":"message","serviceUrl":"http://127.0.0.1/","conversation":{"id":"a"}}',
  ],
])('answers an activity that is %s with 400', async (_name, body) => {
  expect(await ask('/api/messages', { body })).toMatchObject({ status: 400, body: problem('bad-json') })
})

it('answers without a sign-in with 401, before it reads anything', async () => {
  const headers = { authorization: '' }
  expect(await ask('/api/poll.open', { body: '{', headers })).toMatchObject({
    status: 401,
    body: problem('sign-in'),
  })
  expect(await ask('/api/poll.list', { method: 'GET', headers })).toMatchObject({ status: 401 })
})
