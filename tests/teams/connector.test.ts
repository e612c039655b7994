/** The connector makes exactly one attempt, keeps the id of what it posted, and sends its token to Teams' hosts only. */
import '../support/one-realm'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Card } from '../../bot/card/elements'
import type { Target } from '../../bot/delivery/outlet'
import { type ConnectorSettings, openConnector, retryAfterMs } from '../../bot/teams/connector'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import type { Mishap } from '../support/teams-stand-in/mishaps'

const card: Card = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  lang: 'de',
  fallbackText: 'Karte',
  body: [],
}
const channel = '19:abc@thread.tacv2'

let teams: TeamsStandIn
beforeAll(async () => {
  teams = await startTeamsStandIn()
})
afterAll(() => teams.close())
beforeEach(() => {
  teams.behave()
  teams.forget()
})

const shown = { card, revision: 1, open: true }

const connector = (settings: Partial<ConnectorSettings> = {}) =>
  openConnector({ hosts: ['127.0.0.1'], token: async () => 'the-token', timeoutMs: 400, ...settings })

const target = (more: Partial<Target> = {}): Target => ({
  serviceUrl: teams.serviceUrl,
  conversationId: channel,
  replyTo: null,
  ...more,
})

const mishaps: readonly (readonly [string, Mishap])[] = [
  ...[408, 412, 429, 500, 502, 503, 504].map((status) => [`HTTP ${status}`, { status }] as const),
  ['HTTP 429 with Retry-After', { status: 429, retryAfter: 1 }],
  ['HTTP 503 with Retry-After', { status: 503, retryAfter: 1 }],
  ['a cut before it was taken', 'cut-before'],
  ['a cut after it was taken', 'cut-after'],
  ['no answer in time', { slowMs: 600 }],
]

describe.each(mishaps)('after %s', (_name, mishap) => {
  it('makes exactly one attempt at a channel post, a reply and an edit (trap 2: no hidden retries)', async () => {
    teams.misbehave({ when: () => true, with: mishap })
    await connector().create(target(), shown, 'p1')
    expect(teams.calls).toHaveLength(1)
    await connector().create(target({ replyTo: '17' }), shown, 'p1')
    expect(teams.calls).toHaveLength(2)
    await connector().edit(target(), '17', shown, 'p1')
    expect(teams.calls).toHaveLength(3)
  })
})

it('tells a cut connection from one that never opened', async () => {
  teams.misbehave({ when: 1, with: 'cut-after' })
  expect((await connector().create(target(), shown, 'p1')).answer).toMatchObject({ kind: 'cut' })
  // A port that was free a moment ago: nobody listens there.
  const gone = await startTeamsStandIn()
  const nobody = target({ serviceUrl: gone.serviceUrl })
  await gone.close()
  expect((await connector().create(nobody, shown, 'p1')).answer).toMatchObject({ kind: 'never-connected' })
})

it('tells a late answer as a cut: the post may stand there', async () => {
  teams.misbehave({ when: 1, with: { slowMs: 600 } })
  expect((await connector().create(target(), shown, 'p1')).answer).toMatchObject({ kind: 'cut' })
  expect(teams.messages(channel)).toHaveLength(1)
})

it('keeps the id of a channel post, and edits that message with it (trap 3: activityId)', async () => {
  const { messageId = '' } = await connector().create(target(), shown, 'p1')
  const posted = teams.messages(channel)[0]
  expect(posted).toMatchObject({ id: messageId, thread: null })
  const edited = await connector().edit(
    target(),
    messageId,
    { ...shown, card: { ...card, fallbackText: 'Neu' } },
    'p1',
  )
  expect(edited).toEqual({ kind: 'answered', status: 200 })
  expect(teams.message(channel, messageId)).toMatchObject({ edits: 1, activity: { summary: 'Neu' } })
})

it('answers in the thread, and in chats without one', async () => {
  const root = await connector().create(target(), shown, 'p1')
  await connector().create(target({ replyTo: root.messageId ?? '' }), shown, 'p1')
  const chat = target({ conversationId: 'a:chat', replyTo: null })
  const { messageId } = await connector().create(chat, shown, 'p1')
  expect(teams.messages(channel)[1]).toMatchObject({ thread: root.messageId })
  expect(teams.messages('a:chat')[0]).toMatchObject({ id: messageId, thread: null })
})

it('reads Retry-After and the error code', async () => {
  teams.misbehave({ when: 1, with: { status: 429, code: 'Throttled', retryAfter: 7 } })
  expect((await connector().create(target(), shown, 'p1')).answer).toEqual({
    kind: 'answered',
    status: 429,
    retryAfterMs: 7000,
    code: 'Throttled',
  })
})

const sent = 'Wed, 25 Nov 2026 18:00:00 GMT'

it.each([
  ['7', sent, 7_000],
  [' 7 ', sent, 7_000],
  ['0', sent, 0],
  ['1.5', sent, 1_500],
  // A date is read by the clock of whoever sent it, however wrong our own is.
  ['Wed, 25 Nov 2026 18:02:00 GMT', sent, 120_000],
  ['Wed, 25 Nov 2026 17:00:00 GMT', sent, 0],
  // It says to come again, whatever it says.
  ['Wed, 25 Nov 2026 18:02:00 GMT', null, 0],
  ['soon', sent, 0],
  ['-5', sent, 0],
  // Nobody means a year; the post is given up after a day anyway.
  ['999999999', sent, 86_400_000],
  ['1e400', sent, 0],
  ['', sent, undefined],
  [null, sent, undefined],
] as const)('reads Retry-After "%s" of an answer of %s as %s ms', (value, date, ms) => {
  expect(retryAfterMs(value, date)).toBe(ms)
})

it('knows who blocked the bot by the sub-code, wherever it stands', async () => {
  const shapes = [
    { error: { code: 'Forbidden', subCode: 'MessageWritesBlocked' } },
    { errorCode: 209, message: '{"subCode":"MessageWritesBlocked","details":"Thread is blocked"}' },
    { error: { code: 'MessageWritesBlocked' } },
  ]
  for (const shape of shapes) {
    const server = createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' })
      response.end(JSON.stringify(shape))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`
    const { answer } = await connector().create(target({ serviceUrl }), shown, 'p1')
    expect(answer).toMatchObject({ status: 403, code: 'MessageWritesBlocked' })
    await new Promise((resolve) => server.close(resolve))
  }
})

it.each([
  'https://evil.example/',
  'https://smba.trafficmanager.net.evil.example/',
  'http://smba.trafficmanager.net/',
  'not an address',
])('asks for no token and calls nobody at %s (trap 8, a second time)', async (serviceUrl) => {
  const asked: string[] = []
  const token = async () => {
    asked.push('token')
    return 'the-token'
  }
  const outlet = connector({ hosts: ['smba.trafficmanager.net'], token })
  const stored = target({ serviceUrl })
  const refused = { kind: 'answered', status: 400, code: 'the address is not one of Teams' }
  expect((await outlet.create(stored, shown, 'p1')).answer).toEqual(refused)
  expect(await outlet.edit(stored, '17', shown, 'p1')).toEqual(refused)
  expect(asked).toEqual([])
})

it('follows no redirect with its token', async () => {
  const elsewhere = createServer((_request, response) => {
    response.writeHead(307, { location: `${teams.serviceUrl}v3/conversations` })
    response.end()
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const { port } = elsewhere.address() as AddressInfo
  const { answer } = await connector().create(
    target({ serviceUrl: `http://127.0.0.1:${port}/` }),
    shown,
    'p1',
  )
  await new Promise((resolve) => elsewhere.close(resolve))
  expect(answer).toMatchObject({ kind: 'cut' })
  expect(teams.calls).toHaveLength(0)
})

it('counts a token that cannot be had as never connected, so that the post is tried again', async () => {
  const token = async () => {
    throw new Error('no token today')
  }
  expect((await connector({ token }).create(target(), shown, 'p1')).answer).toEqual({
    kind: 'never-connected',
    cause: 'no token: no token today',
  })
  expect(teams.calls).toHaveLength(0)
})

it('carries the token in the header and nowhere else', async () => {
  await connector().create(target(), shown, 'p1')
  const [call] = teams.calls
  expect(call?.authorization).toBe('Bearer the-token')
  expect(`${call?.path} ${JSON.stringify(call?.body)}`).not.toContain('the-token')
})
