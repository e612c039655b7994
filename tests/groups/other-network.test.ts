/** E1 through the door: with ids of another network every route refuses, and no answer holds a word of it. */
import type { Identity } from '../../bot/groups/identity-store'
import { randomIds } from '../../bot/ids'
import { type DemoTeams, demoTeams, memberOf } from '../support/demo-teams'
import { coordinator, groupId, openPoll, showPage, vote, voters } from '../support/polls'
import { foundSecondNetwork, itsSecrets, type SecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let north: SecondNetwork
let teams: DemoTeams
/** Of the demo network, which is the foreign one to the north. */
let foreign: {
  readonly poll: string
  readonly group: string
  readonly member: string
  readonly nonce: string
}

beforeAll(async () => {
  test = await startTestService()
  north = await foundSecondNetwork(test)
  teams = demoTeams(test)
  const nonce = randomIds.nonce()
  const poll = await openPoll(test, { question: 'Nur für den Süden?', answers: southernAnswers, nonce })
  await vote(test, voters[0], poll.id, 'o1')
  foreign = { poll: poll.id, group: await groupId(test), member: (await memberOf(test, voters[0])).id, nonce }
})
afterAll(() => test.stop())

const southernAnswers = 'Harzbahn\nWeserfähre\nElmlift'
const southern = [
  ...southernAnswers.split('\n'),
  'Nur für den Süden',
  'AK Digitale',
  'Bernd',
  'Anke',
  'Südostniedersachsen',
  'IHK',
]
const form = {
  answers: 'A\nB',
  kind: 'single',
  date: '2026-11-30',
  time: '12:00',
  secrecy: 'named-live',
  question: 'F',
}

type Ask = readonly [route: string, options: (ids: typeof foreign) => Parameters<TestService['api']>[2]]

/** Every poll route that takes an id, with one of the other network. */
const asks: readonly Ask[] = [
  ['poll.show', ({ poll }) => ({ query: { poll } })],
  ['poll.card', ({ poll }) => ({ query: { poll } })],
  ['poll.answer-form', ({ poll }) => ({ query: { poll } })],
  ['poll.list', ({ group }) => ({ query: { group } })],
  ['poll.form', ({ group }) => ({ query: { group } })],
  ['poll.open', ({ group }) => ({ body: { ...form, group, nonce: randomIds.nonce() } })],
  ['poll.cast-ballot', ({ poll }) => ({ body: { poll, choice: 'o1', nonce: randomIds.nonce() } })],
  ['poll.withdraw-ballot', ({ poll }) => ({ body: { poll, nonce: randomIds.nonce() } })],
  ['poll.add-option', ({ poll }) => ({ body: { poll, label: 'Neu' } })],
  ['poll.rename-option', ({ poll }) => ({ body: { poll, option: 'o1', label: 'Neu' } })],
  ['poll.remove-option', ({ poll }) => ({ body: { poll, option: 'o3' } })],
  ['poll.add-voter', ({ poll, member }) => ({ body: { poll, member } })],
  ['poll.close', ({ poll }) => ({ body: { poll } })],
]

it('E1 the list of routes below is complete', async () => {
  const { body } = await test.api(null, 'openapi.json')
  const routes = Object.keys(body.paths)
    .map((path) => path.replace('/api/', ''))
    .filter((name) => name.startsWith('poll.'))
  expect(routes.sort()).toEqual(asks.map(([route]) => route).sort())
})

describe.each([
  ['the office', (): Identity => north.office],
  ['a coordinator', (): Identity => north.coordinator],
  ['a member', (): Identity => north.member],
])('E1 %s of another network', (_who, identity) => {
  it.each(asks)('is refused by %s and reads nothing of it', async (route, options) => {
    const before = await showPage(test, coordinator, foreign.poll)
    for (const asCard of [false, true]) {
      const answer = await test.api(identity(), route, { ...options(foreign), asCard })
      // poll.show has no card: 406.
      expect([403, 404, 406]).toContain(answer.status)
      for (const word of southern) expect(JSON.stringify(answer.body)).not.toContain(word)
    }
    expect(await showPage(test, coordinator, foreign.poll)).toEqual(before)
  })
})

it('E1 the same in Teams: a card of the other network acts and shows nothing', async () => {
  const before = await showPage(test, north.office as never, north.poll.id)
  for (const [route, options] of asks) {
    const { body, query } = options({ ...foreign, poll: north.poll.id, group: north.groupId }) ?? {}
    const answer = await teams.act(coordinator, route, body ?? query)
    for (const secret of itsSecrets) expect(JSON.stringify(answer.body)).not.toContain(secret)
  }
  expect(await showPage(test, north.office as never, north.poll.id)).toEqual(before)
})

it('E1 lists, forms and oneself hold the own network only', async () => {
  for (const route of ['poll.list', 'member.show', 'help.show', 'poll.form']) {
    const there = await test.api(north.office, route, { asCard: route === 'poll.form' })
    expect(there.status).toBe(200)
    for (const word of southern) expect(JSON.stringify(there.body)).not.toContain(word)
    const here = await test.api(coordinator, route, { asCard: route === 'poll.form' })
    for (const secret of itsSecrets) expect(JSON.stringify(here.body)).not.toContain(secret)
  }
})

it("E1 an own poll takes no voter of another network, and the nonce of another network's form opens one's own poll", async () => {
  const body = { poll: north.poll.id, member: foreign.member }
  const added = await test.api(north.coordinator, 'poll.add-voter', { body })
  expect([added.status, added.body.refusal.code]).toEqual([422, 'polls:not-a-voting-member'])
  const opened = await test.api(north.coordinator, 'poll.open', {
    body: { ...form, group: north.groupId, nonce: foreign.nonce },
  })
  expect(opened.body.poll).toMatchObject({ question: 'F', group: { name: 'AK Küste' } })
})

it('E1 no event of one network reaches the stream of another', async () => {
  const response = await fetch(`${test.url}/api/changes`, {
    headers: { authorization: `Bearer ${await test.token(north.office)}` },
  })
  const reader = response.body?.getReader()
  await vote(test, voters[1], foreign.poll, 'o1')
  await vote(test, voters[1], foreign.poll, 'o2')
  const cast = { poll: north.poll.id, choice: 'o1', nonce: randomIds.nonce() }
  await test.api(north.member, 'poll.cast-ballot', { body: cast })
  let heard = ''
  // The own poll's event comes last: what had been sent before it has been read by then.
  while (!heard.includes(north.poll.id)) heard += new TextDecoder().decode((await reader?.read())?.value)
  await reader?.cancel()
  expect(heard).not.toContain(foreign.poll)
})

it('E1 who has an account in both tenants is two people: the token says in which network', async () => {
  const there = await test.api({ ...north.office, objectId: 'nobody here' }, 'poll.list')
  expect([there.status, there.body.refusal.code]).toEqual([403, 'groups:not-a-member'])
  const mixed = await test.api(
    { tenantId: north.office.tenantId, objectId: (await memberOf(test, coordinator)).id },
    'poll.list',
  )
  expect(mixed.status).toBe(403)
})
