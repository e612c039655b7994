/** A post whose answer was lost is found in its channel, or is not there; where that cannot be told, nobody says it is not. */
import '../support/one-realm'
import fc from 'fast-check'
import { ConfigError, readConfig } from '../../bot/config'
import { markOf } from '../../bot/delivery/mark'
import { type GraphSettings, openGraph } from '../../bot/teams/graph'
import { graphToken } from '../../bot/teams/token'
import type { GraphMishap } from '../support/graph-mishaps'
import { type ChatMessage, type GraphStandIn, startGraphStandIn } from '../support/graph-stand-in'

const mark = markOf('5f0c7a1e-0000-4000-8000-000000000001')
const team = '00000000-0000-4000-8000-0000000000c0'
const channel = '19:abc_d-1@thread.tacv2'
const sent = Date.parse('2026-11-30T12:00:00Z')
const minute = 60_000

let graph: GraphStandIn
let elsewhere: GraphStandIn
beforeAll(async () => {
  graph = await startGraphStandIn()
  // Wants a token and knows no channel but one.
  elsewhere = await startGraphStandIn({ authorization: true, knows: (_team, id) => id === channel })
})
afterAll(() => Promise.all([graph.close(), elsewhere.close()]))
beforeEach(() => {
  graph.behave()
  graph.forget()
  elsewhere.forget()
})

type Elsewhere = Partial<GraphSettings> & { readonly teamGroupId?: string; readonly channelId?: string }

const find = ({ teamGroupId = team, channelId = channel, ...settings }: Elsewhere = {}) =>
  openGraph({ url: graph.url, token: async () => 'the-token', timeoutMs: 1_000, ...settings }).find(
    { teamGroupId, channelId },
    mark,
    new Date(sent),
  )

const withCard = (card: unknown, contentType = 'application/vnd.microsoft.card.adaptive') => ({
  attachments: [{ contentType, content: typeof card === 'string' ? card : JSON.stringify(card) }],
})
const ours = withCard({ type: 'AdaptiveCard', body: [{ type: 'RichTextBlock', id: mark }] })
const stranger = withCard({ type: 'AdaptiveCard', body: [{ type: 'RichTextBlock', id: 'post-1' }] })

/** @param age milliseconds before the post was sent; negative: after it. */
function message(age: number, more: Readonly<Record<string, unknown>> = stranger): ChatMessage {
  const at = new Date(sent - age).toISOString()
  return {
    id: `${sent - age}`,
    createdDateTime: at,
    lastModifiedDateTime: at,
    deletedDateTime: null,
    ...more,
  }
}
const many = (count: number, age: number) => Array.from({ length: count }, (_, i) => message(age + i))
const found = (age: number) => ({ is: 'found', messageId: `${sent - age}` })
const unreadable = (cause: unknown) => ({ is: 'unreadable', cause })

describe('how far it reads', () => {
  it('finds it on a later page, reads no further, and carries its token in the header alone', async () => {
    graph.put(channel, ...many(70, -10 * minute), message(0, ours), ...many(200, minute))
    expect(await find()).toEqual(found(0))
    const asked = { team, channel, top: 50, authorization: 'Bearer the-token' }
    expect(graph.calls).toMatchObject([
      { ...asked, page: 1 },
      { ...asked, page: 2 },
    ])
    expect(graph.calls.map(({ path }) => path).join()).not.toContain('the-token')
  })

  it('finds it behind old threads that were answered after it: the first old one is not the end', async () => {
    graph.put(channel, ...many(70, 60 * minute), message(0, ours))
    expect(await find()).toEqual(found(0))
  })

  it('is content with a hundred messages that are older and unchanged', async () => {
    graph.put(channel, ...many(20, -minute), ...many(400, 3 * minute))
    expect(await find()).toEqual({ is: 'absent' })
    expect(graph.calls).toHaveLength(3)
  })

  it.each([
    ['as old as clocks may differ', 100_000, {}],
    ['changed since', 60 * minute, { lastModifiedDateTime: new Date(sent).toISOString() }],
    ['that do not say when they were made', 60 * minute, { createdDateTime: null }],
  ])('does not count as older what is %s', async (_which, age, more) => {
    graph.put(channel, ...many(150, age).map((one) => ({ ...one, ...more })), message(0, ours))
    expect(await find()).toEqual(found(0))
  })

  it('reads ten pages: absent if that is all, unreadable if there is more', async () => {
    graph.put(channel, ...many(500, -10 * minute))
    expect(await find()).toEqual({ is: 'absent' })
    graph.put(channel, message(0, ours))
    expect(await find()).toEqual(unreadable('more than 10 pages'))
    expect(graph.calls).toHaveLength(20)
  })

  it('finds it wherever it stands, and never where it does not (any order, any size of page)', async () => {
    const ages = fc.array(fc.integer({ min: -60 * minute, max: 60 * minute }), { maxLength: 90 })
    await fc.assert(
      fc.asyncProperty(ages, fc.nat(90), fc.boolean(), fc.integer({ min: 10, max: 50 }), async (...drawn) => {
        const [others, at, there, pageMost] = drawn
        const small = await startGraphStandIn({ pageMost })
        const all = others.map((age) => message(age))
        small.put(channel, ...(there ? all.toSpliced(at, 0, message(0, ours)) : all))
        const looked = await find({ url: small.url })
        await small.close()
        expect(looked).toEqual(there ? found(0) : { is: 'absent' })
      }),
      { numRuns: 40 },
    )
  })
})

describe('what is ours', () => {
  it.each([
    ['deep within', withCard({ body: [{ columns: [{ items: [{ items: [{ id: mark }] }] }] }] }), 'found'],
    ['in the second card', { attachments: [...stranger.attachments, ...ours.attachments] }, 'found'],
    ['in a deleted message', { ...ours, deletedDateTime: '2026-11-30T12:01:00.5Z' }, 'absent'],
    ['in a card of another kind', withCard({ id: mark }, 'application/vnd.microsoft.card.hero'), 'absent'],
    ['as a text', withCard({ body: [{ type: 'TextBlock', text: mark, id: 'x' }] }), 'absent'],
    ['without attachments', { attachments: null, body: { content: mark } }, 'absent'],
  ])('the mark %s', async (_where, more, is) => {
    graph.put(channel, message(0, more))
    expect(await find()).toMatchObject({ is })
  })

  it.each(['{"type":"AdaptiveCard"', '', `${'['.repeat(5_000)}${']'.repeat(5_000)}`])(
    'a card that cannot be read could be ours, if it is not older (%.9s)',
    async (content) => {
      graph.put(channel, message(60 * minute, withCard(content)))
      expect(await find()).toEqual({ is: 'absent' })
      graph.put(channel, message(0, withCard(content)))
      expect(await find()).toEqual(unreadable('a card there cannot be read'))
      graph.put(channel, message(1, ours))
      expect(await find()).toEqual(found(1))
    },
  )
})

describe('never says absent, tries once and throws nothing', () => {
  const noList = [null, [], {}, { value: null }, { value: {} }, { value: [null] }, { value: [{}] }]
  const noMessage = [
    { id: 17 },
    { id: '' },
    { createdDateTime: 'gestern' },
    { attachments: [{ content: {} }] },
  ]
  const bodies = [...noList, ...noMessage.map((wrong) => ({ value: [message(0, wrong)] }))]
  const tooSlow = { ...unreadable('no answer in time'), afterMs: 60_000 }
  const troubles: readonly (readonly [GraphMishap, object])[] = [
    ...[400, 401, 403, 404, 410, 429, 500, 502, 503, 504].map(
      (status) => [{ status, code: 'Code' }, unreadable(`HTTP ${status} Code`)] as const,
    ),
    // Whoever does not answer is left alone for a minute.
    [{ slowMs: 600 }, tooSlow],
    ['cut', unreadable('UND_ERR_SOCKET')],
    ['cut-within', unreadable('UND_ERR_SOCKET')],
    ...['', '<html>Sign in</html>', '{"value":[', ...bodies.map((body) => JSON.stringify(body))].map(
      (body) => [{ body }, unreadable('not a list of messages')] as const,
    ),
    [{ change: (page) => ({ ...page, '@odata.nextLink': 5 }) }, unreadable('not a list of messages')],
  ]

  it.each(troubles)('after %j, on the first page and on a later one', async (mishap, expected) => {
    graph.put(channel, ...many(120, -minute))
    for (const bad of [1, 2]) {
      graph.behave()
      graph.misbehave({ when: ({ page }) => page === bad, with: mishap })
      expect(await find({ timeoutMs: expected === tooSlow ? 200 : 5_000 })).toEqual(expected)
    }
    expect(graph.calls.map(({ page }) => page)).toEqual([1, 1, 2])
  })

  it('whatever the body is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
        graph.misbehave({ when: 1, with: { body } })
        expect(await find()).toMatchObject({ is: 'unreadable' })
      }),
    )
  })

  it('without a token, with one that is not taken, and where it may not read', async () => {
    const { url } = elsewhere
    const token = () => Promise.reject(new Error('no token today'))
    expect(await find({ token })).toEqual(unreadable('no token: no token today'))
    expect(await find({ url, token: async () => '' })).toEqual(
      unreadable('HTTP 401 InvalidAuthenticationToken'),
    )
    expect(elsewhere.calls).toMatchObject([{ authorization: null }])
    expect(await find({ url, channelId: '19:x@thread.tacv2' })).toEqual(unreadable('HTTP 404 NotFound'))
    expect(await find({ url })).toEqual({ is: 'absent' })
    expect(graph.calls).toHaveLength(0)
  })

  it.each([
    { teamGroupId: '..' },
    { teamGroupId: `${team}/members?` },
    { channelId: 'a:chat' },
    { channelId: `${channel};messageid=17` },
    { channelId: '19:../../x@thread.tacv2' },
  ])('of %j, which it asks nobody for', async (odd) => {
    expect(await find(odd)).toEqual(unreadable(expect.stringMatching('^not ')))
    expect(graph.calls).toHaveLength(0)
  })
})

it.each([429, 503])('says when to come again after HTTP %d, if Graph said it in seconds', async (status) => {
  graph.misbehave({ when: 1, with: { status, retryAfter: 7 } })
  expect(await find()).toMatchObject({ is: 'unreadable', afterMs: 7_000 })
  for (const retryAfter of ['soon', '-1', '1e3', '', '999999', 'Mon, 30 Nov 2026 12:00:00 GMT']) {
    graph.misbehave({ when: 1, with: { status, retryAfter } })
    expect(await find()).toEqual(unreadable(`HTTP ${status} UnknownError`))
  }
})

describe('its token goes to Graph alone', () => {
  it.each([
    ['at another port', () => `${elsewhere.url}/x`],
    ['of another scheme', () => `${graph.url.replace('http:', 'https:')}/x`],
    ['with a name before the host', () => `${graph.url}@${elsewhere.url.slice('http://'.length)}/x`],
    ['without a scheme', () => `${elsewhere.url.slice('http:'.length)}/x`],
    ['without a host', () => '/x'],
  ])('not to a next page %s', async (_what, link) => {
    graph.misbehave({ when: 1, with: { change: (page) => ({ ...page, '@odata.nextLink': link() }) } })
    expect(await find()).toEqual(unreadable('the next page is elsewhere'))
    expect([graph.calls.length, elsewhere.calls.length]).toEqual([1, 0])
  })

  it('and not where a redirect leads', async () => {
    graph.misbehave({ when: 1, with: { redirect: `${elsewhere.url}/v1.0/teams/x/channels/x/messages` } })
    expect(await find()).toEqual(unreadable('unexpected redirect'))
    expect([graph.calls.length, elsewhere.calls.length]).toEqual([1, 0])
  })
})

it('a bot of many tenants that names none is refused a token for Graph at start', async () => {
  const one = { MicrosoftAppId: team, MicrosoftAppPassword: 'x', MicrosoftAppType: 'MultiTenant' }
  const env = { ...one, TENANTS: team }
  expect(() => graphToken(readConfig(env))).toThrow(ConfigError)
  expect(graphToken(readConfig({ ...env, MicrosoftAppTenantId: team }))).toBeInstanceOf(Function)
  expect(await graphToken(readConfig({}))()).toBe('')
})
