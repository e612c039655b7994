/** A mark can be put on every card, is found on it again, in Teams too, and changes nothing else of it. */
import '../support/one-realm'
import fc from 'fast-check'
import type { Card, Element } from '../../bot/card/elements'
import { look, marked, markOf } from '../../bot/delivery/mark'
import { openConnector } from '../../bot/teams/connector'
import { openGraph } from '../../bot/teams/graph'
import { complaintsOf } from '../cards/reading'
import { languages, samples } from '../cards/samples'
import { type GraphStandIn, startGraphStandIn } from '../support/graph-stand-in'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'

const postId = '5f0c7a1e-0000-4000-8000-000000000001'
const mark = markOf(postId)

const cardWith = (...body: readonly Element[]): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  lang: 'de',
  fallbackText: 'Karte',
  body,
})

const box: Element = { type: 'Container', items: [] }
const input: Element = { type: 'Input.Text', id: 'question', label: 'Frage' }

it('a mark names its post', () => {
  expect(markOf('17')).toBe('post-17')
})

it('the first element without an id bears the mark; ids in use stay', () => {
  const card = marked(cardWith(input, box, box), mark)
  expect(card.body).toEqual([input, { ...box, id: mark }, box])
})

it.each([
  ['only inputs', [input]],
  ['nothing at all', []],
])('on a card with %s an empty box at the end bears the mark, and nobody sees it', (_what, body) => {
  const card = marked(cardWith(...body), mark)
  expect(card.body).toEqual([...body, { type: 'Container', id: mark, isVisible: false, items: [] }])
  expect(complaintsOf(card)).toEqual(complaintsOf(cardWith(...body)))
})

const all = languages.flatMap((language) =>
  Object.entries(samples(language)).map(([name, card]) => [`${name} (${language})`, card] as const),
)

it.each(all)('%s bears a mark: unchanged but for one id, and as valid as before', (_name, card) => {
  const before = JSON.stringify(card)
  const bearing = marked(card, mark)
  expect(JSON.stringify(card)).toBe(before)
  expect(look(card, mark)).toBe('other')
  expect(look(bearing, mark)).toBe('ours')
  expect(JSON.stringify(bearing).replace(`,"id":"${mark}"`, '')).toBe(before)
  expect(complaintsOf(bearing)).toEqual(complaintsOf(card))
})

it('marking twice is marking once', () => {
  for (const [, card] of all) {
    const once = marked(card, mark)
    expect(marked(once, mark)).toBe(once)
  }
})

const elements = fc.array(
  fc.oneof(
    fc.constant(box),
    fc.constant(input),
    fc.record({ type: fc.constant('TextBlock'), text: fc.string() }),
    fc.record({ type: fc.constant('Input.Date'), id: fc.string() }),
  ),
)

it('whatever stands on a card, its mark survives the way over the wire and no other mark is found', () => {
  fc.assert(
    fc.property(elements, fc.uuid(), fc.uuid(), (body, id, other) => {
      const wired: unknown = JSON.parse(JSON.stringify(marked(cardWith(...body), markOf(id))))
      expect(look(wired, markOf(id))).toBe('ours')
      expect(look(wired, markOf(other))).toBe(id === other ? 'ours' : 'other')
    }),
  )
})

it('whatever is looked at, there is an answer', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(look(value, mark)).toBe('other')
      expect(look({ body: [value, { columns: [{ items: [{ id: mark }] }] }] }, mark)).toBe('ours')
    }),
  )
})

it('a card that is too deep or too large is unclear, not another', () => {
  const deep = (levels: number): object => (levels === 0 ? { id: mark } : { items: [deep(levels - 1)] })
  expect(look(deep(20), mark)).toBe('ours')
  expect(look(deep(2_000), mark)).toBe('unclear')
  expect(look({ body: Array(50_000).fill({}) }, mark)).toBe('unclear')
})

describe('posted by the connector, and looked for by Graph', () => {
  const channel = '19:abc@thread.tacv2'
  const shown = { card: cardWith({ type: 'TextBlock', text: 'Käse "1"' }), revision: 1, open: true }
  const outlet = openConnector({ hosts: ['127.0.0.1'], token: async () => undefined, timeoutMs: 400 })
  const target = (replyTo: string | null = null) => ({
    serviceUrl: teams.serviceUrl,
    conversationId: channel,
    replyTo,
  })
  const find = (since: number) =>
    openGraph({ url: graph.url, token: async () => '' }).find(
      { teamGroupId: 'team', channelId: channel },
      mark,
      new Date(since),
    )

  let teams: TeamsStandIn
  let graph: GraphStandIn
  beforeAll(async () => {
    teams = await startTeamsStandIn()
    graph = await startGraphStandIn({ messages: (id) => teams.messages(id) })
  })
  afterAll(() => Promise.all([graph.close(), teams.close()]))
  beforeEach(() => {
    teams.behave()
    teams.forget()
  })

  it.each(['cut-after', 'twice', { status: 502, accepted: true }, { slowMs: 600 }] as const)(
    'a post is found after %j, by the id with which it is edited',
    async (mishap) => {
      const since = Date.now()
      teams.misbehave({ when: 1, with: mishap })
      await outlet.create(target(), shown, postId)
      const looked = await find(since)
      expect(looked).toMatchObject({ is: 'found' })
      const messageId = looked.is === 'found' ? looked.messageId : ''
      expect(await outlet.edit(target(), messageId, shown, postId)).toMatchObject({ status: 200 })
      expect(await find(since)).toEqual(looked)
    },
  )

  it('a post is absent after a cut before it was taken', async () => {
    const since = Date.now()
    teams.misbehave({ when: 1, with: 'cut-before' })
    await outlet.create(target(), shown, postId)
    expect(await find(since)).toEqual({ is: 'absent' })
  })

  it('a post is absent when it is a reply, and when it was deleted', async () => {
    const since = Date.now()
    const { messageId = '' } = await outlet.create(target(), shown, 'another')
    await outlet.create(target(messageId), shown, postId)
    expect(await find(since)).toEqual({ is: 'absent' })
    const deleted = await outlet.create(target(), shown, postId)
    expect(await find(since)).toEqual({ is: 'found', messageId: deleted.messageId })
    const path = `v3/conversations/${encodeURIComponent(channel)}/activities/${deleted.messageId}`
    await fetch(`${teams.serviceUrl}${path}`, { method: 'DELETE' })
    expect(await find(since)).toEqual({ is: 'absent' })
  })
})
