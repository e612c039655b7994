/** What every answer says to the browser that gets it: nothing is run, framed, guessed, kept or told on without need. */
import { type ClosedGates, startClosedGates } from '../support/closed-gates'
import { coordinator, openPoll } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let token: string
let poll: string
beforeAll(async () => {
  test = await startTestService({ env: { PUBLIC_URL: 'https://verbund.example' } })
  token = await test.token(coordinator)
  poll = (await openPoll(test)).id
})
afterAll(() => test.stop())

interface Asked {
  readonly path: string
  readonly status: number
  readonly method?: string
  readonly body?: string
  readonly signedIn?: boolean
  readonly accept?: string
}

/** One of each kind of answer that the service has, of every status class. */
const kinds: Readonly<Record<string, () => Asked>> = {
  'a view': () => ({ path: '/api/poll.list', status: 200, signedIn: true }),
  'a card': () => ({
    path: `/api/poll.card?poll=${poll}`,
    status: 200,
    signedIn: true,
    accept: 'application/vnd.microsoft.card.adaptive',
  }),
  'an act': () => ({
    path: '/api/member.set-language',
    status: 200,
    signedIn: true,
    method: 'POST',
    body: '{"language":"de"}',
  }),
  'a refusal': () => ({
    path: '/api/poll.show?poll=00000000-0000-4000-8000-000000000000',
    status: 404,
    signedIn: true,
  }),
  'an unreadable question': () => ({ path: '/api/poll.show', status: 422, signedIn: true }),
  'no sign-in': () => ({ path: '/api/poll.list', status: 401 }),
  'a body that is too big': () => ({
    path: '/api/poll.open',
    status: 413,
    signedIn: true,
    method: 'POST',
    body: JSON.stringify('x'.repeat(300_000)),
  }),
  'no such route': () => ({ path: '/api/nowhere', status: 404 }),
  'the wrong method': () => ({ path: '/api/poll.list', status: 405, method: 'DELETE' }),
  "Teams' door, asked by a browser": () => ({ path: '/api/messages', status: 405 }),
  'a broken address': () => ({ path: '/api/%', status: 404 }),
  'the stream of changes': () => ({ path: '/api/changes', status: 200, signedIn: true }),
  'the description of the API': () => ({ path: '/api/openapi.json', status: 200 }),
  'the settings': () => ({ path: '/api/session.settings', status: 200 }),
  'the redirect': () => ({ path: '/', status: 302 }),
  'the life sign': () => ({ path: '/healthz', status: 200 }),
  metrics: () => ({ path: '/metrics', status: 200 }),
  'the tab': () => ({ path: '/tab/', status: 200 }),
  'a page of the tab': () => ({ path: '/tab/polls/new', status: 200 }),
  'the privacy page': () => ({ path: '/privacy', status: 200 }),
  'the terms': () => ({ path: '/terms', status: 200 }),
  'no such file': () => ({ path: '/tab/assets/nothing.js', status: 404 }),
}

const isPage = (path: string) => /^\/(tab|privacy|terms)/.test(path) && !path.includes('nothing')

async function ask({ path, method = 'GET', body, signedIn, accept = '*/*' }: Asked) {
  const end = new AbortController()
  const response = await fetch(`${test.url}${path}`, {
    method,
    redirect: 'manual',
    signal: end.signal,
    headers: {
      accept,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(signedIn && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body }),
  })
  end.abort()
  return response
}

it.each(Object.entries(kinds))('%s', async (_kind, asked) => {
  const wanted = asked()
  const { status, headers } = await ask(wanted)
  expect(status).toBe(wanted.status)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('permissions-policy')).toContain('camera=(), microphone=(), geolocation=()')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.get('x-frame-options')).toBeNull()
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('set-cookie')).toBeNull()
  expect(headers.get('access-control-allow-origin')).toBeNull()
  const policy = headers.get('content-security-policy') ?? ''
  if (isPage(wanted.path)) {
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(policy).toContain("default-src 'self'")
  } else {
    expect(headers.get('cache-control')).toBe('no-store')
    expect(policy).toBe("default-src 'none'; frame-ancestors 'none'")
  }
})

/** PLATFORM.md 6. */
const frames = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.live.com',
]

it("the tab is framed by Teams' own hosts and nobody else, and runs its own scripts alone", async () => {
  const policy = (await ask({ path: '/tab/', status: 200 })).headers.get('content-security-policy') ?? ''
  const parts = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]))
  expect([...(parts.get('frame-ancestors') ?? [])].sort()).toEqual([...frames, "'self'"].sort())
  expect(parts.get('script-src')).toEqual(["'self'"])
  expect(parts.get('object-src')).toEqual(["'none'"])
  expect(parts.get('connect-src')).toEqual(["'self'", 'https://res.cdn.office.net'])
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline| \*[ ;]| http:/)
})

it('built files carry their hash in the name, and are kept for good', async () => {
  const page = await (await fetch(`${test.url}/tab/`)).text()
  const file = /\/tab\/assets\/[\w.-]+\.js/.exec(page)?.[0]
  const { status, headers } = await fetch(`${test.url}${file}`)
  expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

it('an unchanged file is told to be so, with the same headers', async () => {
  const etag = (await fetch(`${test.url}/tab/`)).headers.get('etag') ?? ''
  const { status, headers } = await fetch(`${test.url}/tab/`, { headers: { 'if-none-match': etag } })
  expect([status, headers.get('content-security-policy')?.includes('frame-ancestors')]).toEqual([304, true])
  expect(headers.get('permissions-policy')).not.toBeNull()
})

it('a service that is reached without TLS tells no browser to insist on it', async () => {
  const plain = await startTestService()
  expect((await fetch(`${plain.url}/tab/`)).headers.get('strict-transport-security')).toBeNull()
  await plain.stop()
})

describe('what Teams gets', () => {
  let gates: ClosedGates
  beforeAll(async () => {
    gates = await startClosedGates({ PUBLIC_URL: 'https://verbund.example' })
  })
  afterAll(() => gates.stop())

  it('carries what a program reads: its type, and that nobody keeps it', async () => {
    const { status, headers } = await gates.ask(`Bearer ${await gates.issuer.botToken(gates.botWanted)}`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})
