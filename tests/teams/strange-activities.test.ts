/** Activities that Teams would not send: refused in words or passed over, never a fault, never an effect. */
import { demoFounder } from '../../bot/demo/network'
import { cardAction, installationUpdate, message, type TeamsActivity } from '../support/activities'
import {
  demoTeamsPerson,
  faultsIn,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
} from '../support/teams-scene'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())
let logged = 0
beforeEach(() => {
  logged = scene.test.log.length
})
afterEach(() => expect(faultsIn(scene.test, logged)).toEqual([]))

const from = demoTeamsPerson(demoFounder.name)
const where = groupChannel
const kinds: readonly (readonly [string, () => TeamsActivity])[] = [
  ['a message', () => message(scene.world, { from, where, text: 'hilfe' })],
  ['a card action', () => cardAction(scene.world, { from, where, verb: 'help.show', replyToId: '1' })],
  ['an installation', () => installationUpdate(scene.world, { from, where, action: 'add' })],
]

/** 1,900 characters without a pattern: PostgreSQL's indexes take 2,700 bytes, and cannot make these shorter. */
const noise = Array.from({ length: 1900 }, (_, i) =>
  String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
).join('')

describe.each(kinds)('%s', (_name, activity) => {
  it.each([
    ['a NUL', 'a\u0000b'],
    ['half a letter', 'a\ud83d'],
    ['1,900 characters', noise],
    ['2,001 characters', 'x'.repeat(2001)],
  ])('with %s in any of its ids is answered without a fault', async (_what, id) => {
    const good = activity()
    const broken = [
      { id },
      { from: { ...good.from, id } },
      { from: { ...good.from, aadObjectId: id } },
      { conversation: { ...good.conversation, id } },
      { conversation: { ...good.conversation, tenantId: id }, channelData: {} },
      { channelData: { ...good.channelData, tenant: { id } } },
      { channelData: { ...good.channelData, team: { id } } },
      { serviceUrl: `${good.serviceUrl}${id}` },
      { replyToId: id },
    ]
    for (const change of broken) {
      const { status } = await scene.test.send({ ...good, ...change })
      expect([Object.keys(change), status < 500]).toEqual([Object.keys(change), true])
    }
  })

  it('with one bad id takes nobody along who asks at the same moment', async () => {
    const bad = { ...activity(), from: { id: 'x', aadObjectId: 'x\u0000' } }
    const answers = await Promise.all([bad, activity(), bad, activity()].map((one) => scene.test.send(one)))
    expect([answers[1]?.status, answers[3]?.status]).toEqual([200, 200])
    expect(JSON.stringify(answers[3]?.body)).not.toContain('schiefgegangen')
  })

  it('from a host that is not of Teams is refused with 403, also without credentials', async () => {
    for (const serviceUrl of [
      'https://evil.example/',
      'http://10.0.0.1/',
      'https://smba.trafficmanager.net/',
    ])
      expect((await scene.test.send({ ...activity(), serviceUrl })).status).toBe(403)
  })
})

it.each(['task/fetch', 'composeExtension/query', 'application/search', 'fileConsent/invoke', 'x', undefined])(
  'answers the unknown invoke %p without a 5xx: Teams would repeat it (PLATFORM.md 5, 9)',
  async (name) => {
    const act = cardAction(scene.world, { from, where, verb: 'help.show', replyToId: '1' })
    expect((await scene.test.send({ ...act, name })).status).toBeLessThan(500)
  },
)

it.each([
  ['nobody', {}],
  ['nothing', { mentioned: null }],
  ['a text', { mentioned: 'x' }],
  ['the bot, by nothing', { mentioned: { id: '28:00000000-0000-4000-8000-0000000000b0' }, text: null }],
  ['the bot, by a pattern', { mentioned: { id: '28:00000000-0000-4000-8000-0000000000b0' }, text: '(((((' }],
])('reads a mention of %s', async (_name, mention) => {
  const said = message(scene.world, { from, where, text: 'hilfe' })
  const entities = [{ type: 'mention', ...mention }]
  expect((await scene.test.send({ ...said, entities })).status).toBe(200)
})

it('reads the mentions of a whole team', async () => {
  const said = message(scene.world, { from, where, text: 'hilfe' })
  const mention = { type: 'mention', mentioned: { id: '29:x', name: 'x' }, text: '<at>x</at>' }
  const entities = [...said.entities, ...Array(150).fill(mention)]
  expect((await scene.test.send({ ...said, entities })).status).toBe(200)
})
