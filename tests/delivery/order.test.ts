/** Who goes when: order within a conversation, what is urgent first, and nobody waits for what is none of theirs. */
import {
  callsTo,
  cardSaying,
  freshChannel,
  type PostWish,
  pause,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  statesOf,
} from '../support/posts'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { startTeamsStandIn } from '../support/teams-stand-in'
import { until } from '../support/until'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())
beforeEach(() => {
  scene.teams.behave()
  scene.teams.forget()
})

const saying = (conversationId: string, ...says: readonly string[]): readonly PostWish[] =>
  says.map((one) => ({ conversationId, says: one }))

const all = (count: number) => Array<string>(count).fill('sent')

it.each([
  ['429 without Retry-After', { status: 429 }],
  ['429 with Retry-After', { status: 429, retryAfter: 1 }],
  ['412', { status: 412 }],
  ['503 with Retry-After', { status: 503, retryAfter: 1 }],
] as const)('keeps the order of a conversation where the first post meets %s', async (_name, mishap) => {
  const { id } = freshChannel()
  scene.teams.misbehave({ when: postsTo(id), times: 1, with: mishap })
  const rows = await settledPosts(scene.test, await requestCards(scene, saying(id, 'a', 'b', 'c', 'd')))
  expect(statesOf(rows)).toEqual(all(4))
  expect(rows.map(({ tries }) => tries)).toEqual([2, 1, 1, 1])
  expect(saidIn(scene.teams, id)).toEqual(['a', 'b', 'c', 'd'])
})

/** Where nobody listens any more. */
async function closedDoor(): Promise<string> {
  const teams = await startTeamsStandIn()
  const { serviceUrl } = teams
  await teams.close()
  return serviceUrl
}

it('keeps the order of a conversation whose connection never opened', async () => {
  const { id } = freshChannel()
  const nobody = { serviceUrl: await closedDoor() }
  const [first = '', ...others] = await requestCards(scene, [
    { ...nobody, conversationId: id, says: 'a' },
    ...saying(id, 'b', 'c'),
  ])
  const row = await until(async () => {
    const [waiting] = await scene.test.database.sql<{ cause: string; cause_detail: string; state: string }>(
      'select state, cause, cause_detail from post where id = $1 and tries = 1 and cause is not null',
      [first],
    )
    return waiting
  }, 5_000)
  expect(row).toEqual({ state: 'waiting', cause: 'unreachable', cause_detail: 'ECONNREFUSED' })
  expect(callsTo(scene.teams, id)).toEqual([])
  await scene.test.database.sql('update post set service_url = $2 where id = $1', [
    first,
    scene.teams.serviceUrl,
  ])
  expect(statesOf(await settledPosts(scene.test, [first, ...others]))).toEqual(all(3))
  expect(saidIn(scene.teams, id)).toEqual(['a', 'b', 'c'])
})

it('sends the answer to an act before what goes to many, within its conversation', async () => {
  const { id } = freshChannel()
  scene.teams.misbehave({ when: postsTo(id), times: 1, with: { slowMs: 500 } })
  const bulk = await requestCards(scene, saying(id, 'a', 'b', 'c'))
  await scene.teams.waitFor((teams) => callsTo(teams, id).length === 1)
  const urgent = await requestCards(scene, [{ conversationId: id, says: 'Antwort', urgent: true }])
  await settledPosts(scene.test, [...bulk, ...urgent])
  expect(saidIn(scene.teams, id)).toEqual(['a', 'Antwort', 'b', 'c'])
})

it('sends the answer to an act before what goes to many, across conversations', async () => {
  const places = Array.from({ length: 150 }, () => freshChannel().id)
  const bulk = await requestCards(
    scene,
    places.flatMap((id) => saying(id, 'Rundbrief')),
  )
  await scene.teams.waitFor((teams) => teams.messages().length >= 10)
  const { id } = freshChannel()
  const urgent = await requestCards(scene, [{ conversationId: id, says: 'Antwort', urgent: true }])
  expect(statesOf(await settledPosts(scene.test, [...bulk, ...urgent]))).toEqual(all(151))
  const order = scene.teams.messages().map(({ activity }) => activity.summary)
  // 48 are on their way or have drawn their turn, and go before.
  expect(order.indexOf('Antwort')).toBeLessThan(100)
})

it('lets one slow channel delay no other', async () => {
  const slow = freshChannel().id
  scene.teams.misbehave({ when: postsTo(slow), with: { slowMs: 3_000 } })
  const late = await requestCards(scene, saying(slow, 'a', 'b'))
  await scene.teams.waitFor((teams) => callsTo(teams, slow).length === 1)
  const places = Array.from({ length: 20 }, () => freshChannel().id)
  const quick = await requestCards(
    scene,
    places.flatMap((id) => saying(id, 'eins', 'zwei')),
  )
  expect(statesOf(await settledPosts(scene.test, quick, 2_500))).toEqual(all(40))
  expect(callsTo(scene.teams, slow)).toMatchObject([{ outcome: null }])
  for (const id of places) expect(saidIn(scene.teams, id)).toEqual(['eins', 'zwei'])
  expect(statesOf(await settledPosts(scene.test, late))).toEqual(all(2))
  expect(saidIn(scene.teams, slow)).toEqual(['a', 'b'])
})

describe('nothing is stuck behind a post', () => {
  const tooLong = `Ein Protokoll mit allem, was gesagt wurde, und noch mehr. ${'x'.repeat(45_000)}`

  it.each<readonly [string, Partial<PostWish>, object]>([
    [
      'of more than 80 KB: it is refused before sending, and the ledger names what to shorten',
      { data: { card: cardSaying('Zu groß', [tooLong, 'kurz']) } },
      {
        state: 'failed',
        cause: 'too-big',
        tries: 0,
        cause_detail: expect.stringMatching(/^8\d KB: Ein Protokoll mit allem, was gesagt wurd/),
      },
    ],
    [
      'that nobody can draw',
      { matter: { kind: 'nobody-draws-this', id: '00000000-0000-4000-8000-000000000001' } },
      { state: 'failed', cause: 'fault', tries: 0, cause_detail: expect.stringMatching(/^\w{4}-\w{4}$/) },
    ],
    [
      'that has nothing to show any more',
      { data: {} },
      { state: 'gone', cause: 'nothing-to-show', tries: 0 },
    ],
  ])('%s', async (_name, wish, expected) => {
    const { id } = freshChannel()
    const ids = await requestCards(scene, [
      { conversationId: id, says: 'a', ...wish },
      ...saying(id, 'b', 'c'),
    ])
    expect(await settledPosts(scene.test, ids)).toMatchObject([
      expected,
      { state: 'sent', tries: 1 },
      { state: 'sent', tries: 1 },
    ])
    expect(saidIn(scene.teams, id)).toEqual(['b', 'c'])
    expect(callsTo(scene.teams, id)).toHaveLength(2)
  })

  it('that Teams refuses (400)', async () => {
    const { id } = freshChannel()
    scene.teams.misbehave({ when: postsTo(id), times: 1, with: { status: 400, code: 'BadSyntax' } })
    const ids = await requestCards(scene, saying(id, 'a', 'b', 'c'))
    expect(await settledPosts(scene.test, ids)).toMatchObject([
      { state: 'failed', cause: 'refused', cause_detail: 'HTTP 400 BadSyntax', tries: 1 },
      { state: 'sent' },
      { state: 'sent' },
    ])
    expect(saidIn(scene.teams, id)).toEqual(['b', 'c'])
  })

  it('whose fate is unknown', async () => {
    const { id } = freshChannel()
    scene.teams.misbehave({ when: postsTo(id), times: 1, with: 'cut-after' })
    const ids = await requestCards(scene, saying(id, 'a', 'b', 'c'))
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['unknown', 'sent', 'sent'])
    expect(saidIn(scene.teams, id)).toEqual(['a', 'b', 'c'])
  })

  it('that never left: it costs nothing of the budget, so what is behind goes at once', async () => {
    const { id } = freshChannel()
    const nothing = Array.from({ length: 12 }, () => ({ conversationId: id, says: '', data: {} }))
    const ids = await requestCards(scene, [...nothing, ...saying(id, 'Danach')])
    await pause(1_000)
    expect(saidIn(scene.teams, id)).toEqual(['Danach'])
    await settledPosts(scene.test, ids)
  })
})
