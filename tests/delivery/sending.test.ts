/** What becomes of a post: sent once, tried again where nothing can have arrived, else unknown and left alone. */
import { openPoll } from '../support/polls'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { TeamsCall } from '../support/teams-stand-in/call'
import type { Mishap } from '../support/teams-stand-in/mishaps'
import { until } from '../support/until'

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

/** Not whatever comes next: cards of earlier tests may still be edited. */
const nextPost = { when: (call: TeamsCall) => call.operation === 'create', times: 1 }

interface Row {
  readonly state: string
  readonly cause: string | null
  readonly tries: number
  readonly message_id: string | null
}

const rowOf = async (poll: string): Promise<Row | undefined> =>
  (
    await scene.test.database.sql<Row>(
      "select state, cause, tries, message_id from post where matter_kind = 'poll' and matter_id = $1",
      [poll],
    )
  )[0]

async function settled(poll: string): Promise<Row> {
  for (;;) {
    const row = await rowOf(poll)
    if (row && !['waiting', 'sending'].includes(row.state)) return row
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const creates = () => scene.teams.calls.filter((call) => call.operation === 'create')

it("keeps the message's id, not the conversation's (trap 3)", async () => {
  const poll = await openPoll(scene.test)
  const row = await settled(poll.id)
  expect(row).toMatchObject({ state: 'sent', tries: 1, cause: null })
  expect(scene.teams.message(groupChannel.id, row.message_id ?? '')?.thread).toBeNull()
})

const lost: readonly (readonly [string, Mishap, string])[] = [
  ['500', { status: 500, accepted: true }, 'HTTP 500'],
  ['502', { status: 502, accepted: true }, 'HTTP 502'],
  ['503 without Retry-After', { status: 503 }, 'HTTP 503'],
  ['504', { status: 504, accepted: true }, 'HTTP 504'],
  ['408', { status: 408, accepted: true }, 'HTTP 408'],
  ['a cut after it was taken', 'cut-after', 'UND_ERR_SOCKET'],
]

it.each(lost)('marks a post as unknown after %s, and never repeats it', async (_name, mishap, cause) => {
  scene.teams.misbehave({ ...nextPost, with: mishap })
  const poll = await openPoll(scene.test)
  expect(await settled(poll.id)).toMatchObject({ state: 'unknown', cause, tries: 1, message_id: null })
  // The job ends a moment after what it has stored: then nobody will look at this post again.
  const waiting = () => scene.test.database.sql("select 1 from graphile_worker.jobs where key like 'send:%'")
  await until(async () => (await waiting()).length === 0, 3000)
  expect(creates()).toHaveLength(1)
})

it.each([
  ['403', { status: 403, code: 'BotNotInConversationRoster' }, 'HTTP 403 BotNotInConversationRoster'],
  ['404', { status: 404 }, 'HTTP 404 ConversationNotFound'],
  ['413', { status: 413 }, 'HTTP 413 MessageSizeTooBig'],
] as const)('gives a post up after %s', async (_name, mishap, cause) => {
  scene.teams.misbehave({ ...nextPost, with: mishap })
  const poll = await openPoll(scene.test)
  expect(await settled(poll.id)).toMatchObject({ state: 'failed', cause, tries: 1 })
  expect(creates()).toHaveLength(1)
})

it.each([
  ['429 with Retry-After', { status: 429, retryAfter: 0 }],
  ['503 with Retry-After', { status: 503, retryAfter: 0 }],
] as const)('sends a post again after %s: nothing has arrived', async (_name, mishap) => {
  scene.teams.misbehave({ ...nextPost, with: mishap })
  const poll = await openPoll(scene.test)
  expect(await settled(poll.id)).toMatchObject({ state: 'sent', tries: 2, cause: null })
  expect(scene.teams.messages()).toHaveLength(1)
})

it('sends again with a pause of its own after 412 and a bare 429', async () => {
  scene.teams.misbehave({ ...nextPost, with: { status: 412 } })
  scene.teams.misbehave({ ...nextPost, with: { status: 429 } })
  const [one, two] = [await openPoll(scene.test), await openPoll(scene.test)]
  for (const poll of [one, two]) {
    expect(await settled(poll.id)).toMatchObject({ state: 'sent', tries: 2 })
  }
  expect(creates()).toHaveLength(4)
  expect(scene.teams.messages()).toHaveLength(2)
})

it('shows what changed while a post was on its way', async () => {
  scene.teams.misbehave({ ...nextPost, with: { slowMs: 300 } })
  const poll = await openPoll(scene.test)
  await scene.teams.waitFor(() => creates().length === 1)
  const body = { poll: poll.id, label: 'Nachgereicht' }
  await scene.test.api('Anke Beispiel', 'poll.add-option', { body })
  const edited = await scene.teams.waitFor((teams) => teams.messages().find((message) => message.edits > 0))
  expect(JSON.stringify(edited.activity)).toContain('Nachgereicht')
})
