/** What becomes of a post: sent once, tried again where nothing can have arrived, else unknown and left alone. */
import { openPoll } from '../support/polls'
import {
  callsTo,
  freshChannel,
  laneOf,
  ledgerOf,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  statesOf,
  wakeLanes,
  whenPosts,
} from '../support/posts'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { Mishap } from '../support/teams-stand-in/mishaps'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
})
afterAll(() => scene.stop())
beforeEach(() => {
  scene.teams.behave()
  scene.teams.forget()
})

async function idOf(poll: string): Promise<string> {
  const [row] = await scene.test.database.sql<{ id: string }>(
    "select id from post where matter_kind = 'poll' and matter_id = $1",
    [poll],
  )
  if (!row) throw new Error('a poll without a post')
  return row.id
}

/** One post into a channel of its own, to which this happens once. */
async function postInto(mishap: Mishap): Promise<{ readonly id: string; readonly conversation: string }> {
  const conversation = freshChannel().id
  scene.teams.misbehave({ when: postsTo(conversation), times: 1, with: mishap })
  const [id = ''] = await requestCards(scene, [{ conversationId: conversation, says: 'Eins' }])
  return { id, conversation }
}

/** The drain has gone past everything there once more: what it was to do with the first post it has done. */
async function another(conversation: string): Promise<void> {
  await wakeLanes(scene.test, [conversation])
  const ids = await requestCards(scene, [{ conversationId: conversation, says: 'Danach' }])
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
}

it("keeps the message's id, not the conversation's (trap 3)", async () => {
  const poll = await openPoll(scene.test)
  const [row] = await settledPosts(scene.test, [await idOf(poll.id)])
  expect(row).toMatchObject({ state: 'sent', tries: 1, cause: null })
  expect(scene.teams.message(groupChannel.id, row?.message_id ?? '')?.thread).toBeNull()
})

const lost: readonly (readonly [string, Mishap, string, string])[] = [
  ['500', { status: 500, accepted: true }, 'lost', 'HTTP 500 ServiceError'],
  ['502', { status: 502, accepted: true }, 'lost', 'HTTP 502 BadGateway'],
  ['503 without Retry-After', { status: 503 }, 'lost', 'HTTP 503 ServiceUnavailable'],
  ['504', { status: 504, accepted: true }, 'lost', 'HTTP 504 GatewayTimeout'],
  ['408', { status: 408, accepted: true }, 'lost', 'HTTP 408 ServiceError'],
  ['a cut after it was taken', 'cut-after', 'cut', 'UND_ERR_SOCKET'],
  ['a cut before it was taken, which looks the same', 'cut-before', 'cut', 'UND_ERR_SOCKET'],
]

it.each(lost)(
  'marks a post as unknown after %s, and never repeats it',
  async (_name, mishap, cause, detail) => {
    const { id, conversation } = await postInto(mishap)
    const unknown = { state: 'unknown', cause, cause_detail: detail, tries: 1, message_id: null }
    expect((await settledPosts(scene.test, [id]))[0]).toMatchObject(unknown)
    await another(conversation)
    expect(callsTo(scene.teams, conversation)).toHaveLength(2)
    expect((await ledgerOf(scene.test, [id]))[0]).toMatchObject(unknown)
  },
)

it.each([
  ['400', { status: 400 }, 'refused', 'HTTP 400 BadArgument'],
  ['413', { status: 413 }, 'too-big', 'HTTP 413 MessageSizeTooBig'],
] as const)('gives a post up after %s', async (_name, mishap, cause, detail) => {
  const { id, conversation } = await postInto(mishap)
  const failed = { state: 'failed', cause, cause_detail: detail, tries: 1 }
  expect((await settledPosts(scene.test, [id]))[0]).toMatchObject(failed)
  await another(conversation)
  expect(callsTo(scene.teams, conversation)).toHaveLength(2)
})

it.each([
  ['403', { status: 403, code: 'BotNotInConversationRoster' }, 'not-installed'],
  ['404', { status: 404 }, 'conversation-gone'],
] as const)('lets a post wait after %s and shuts its conversation: it is tried no more', async (...given) => {
  const [, mishap, cause] = given
  const { id, conversation } = await postInto(mishap)
  await whenPosts(scene.test, [id], (row) => row.state === 'waiting' && row.cause === cause)
  expect(await laneOf(scene.test, conversation)).toMatchObject({ shut: cause })
  const [behind = ''] = await requestCards(scene, [{ conversationId: conversation, says: 'Danach' }])
  await wakeLanes(scene.test, [conversation], 3)
  // What was asked for elsewhere after that has been sent: the drains have been here in vain.
  await another(freshChannel().id)
  expect(callsTo(scene.teams, conversation)).toHaveLength(1)
  expect(await ledgerOf(scene.test, [id, behind])).toMatchObject([
    { state: 'waiting', cause, tries: 1 },
    { state: 'waiting', tries: 0 },
  ])
})

it.each([
  ['429 with Retry-After', { status: 429, retryAfter: 0 }],
  ['503 with Retry-After', { status: 503, retryAfter: 0 }],
] as const)('sends a post again after %s: nothing has arrived', async (_name, mishap) => {
  const { id, conversation } = await postInto(mishap)
  expect((await settledPosts(scene.test, [id]))[0]).toMatchObject({ state: 'sent', tries: 2, cause: null })
  expect(saidIn(scene.teams, conversation)).toEqual(['Eins'])
})

it('sends again with a pause of its own after 412 and a bare 429', async () => {
  const posts = await Promise.all([postInto({ status: 412 }), postInto({ status: 429 })])
  const rows = await settledPosts(
    scene.test,
    posts.map(({ id }) => id),
  )
  for (const row of rows) expect(row).toMatchObject({ state: 'sent', tries: 2 })
  for (const { conversation } of posts) {
    const [first, second, ...more] = callsTo(scene.teams, conversation)
    expect(more).toEqual([])
    // Two seconds, less a fifth.
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_600)
    expect(saidIn(scene.teams, conversation)).toEqual(['Eins'])
  }
})

it('shows what changed while a post was on its way', async () => {
  const when = postsTo(groupChannel.id)
  scene.teams.misbehave({ when, times: 1, with: { slowMs: 300 } })
  const poll = await openPoll(scene.test)
  await scene.teams.waitFor(() => callsTo(scene.teams, groupChannel.id).some(when))
  const body = { poll: poll.id, label: 'Nachgereicht' }
  await scene.test.api('Anke Beispiel', 'poll.add-option', { body })
  const edited = await scene.teams.waitFor((teams) => teams.messages().find((message) => message.edits > 0))
  expect(JSON.stringify(edited.activity)).toContain('Nachgereicht')
})
