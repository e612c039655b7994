/** Cards that stand are brought up to date; those that are gone are not edited for ever. */
import { replaceAnswer } from '../../bot/delivery/ledger'
import { coordinator, openPoll, vote, voters } from '../support/polls'
import { cardSaying, freshChannel, inNetworkOf, pause, requestCards, settledPosts } from '../support/posts'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { TeamsCall } from '../support/teams-stand-in/call'

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

/** Edits of one message: those of earlier tests may still be under way. */
const updates = (message: string) =>
  scene.teams.calls.filter((call) => call.operation === 'update' && call.activity === message)
const rename = (poll: string, label: string) =>
  scene.test.api('Anke Beispiel', 'poll.rename-option', { body: { poll, option: 'o1', label } })

async function standing(): Promise<{ readonly poll: string; readonly message: string }> {
  const poll = await openPoll(scene.test)
  const message = (await newestPost(poll.id, 'sent')).message_id
  if (!message) throw new Error('the card of the poll was not posted')
  return { poll: poll.id, message }
}

/** The newest post of a poll's card, once it is in that state or 3 s have passed. */
async function newestPost(poll: string, wanted: string) {
  for (let i = 0; ; i += 1) {
    const [row] = await scene.test.database.sql<{ state: string; message_id: string | null }>(
      `select state, message_id from post where matter_kind = 'poll' and matter_id = $1
       order by state = 'gone', created_at desc`,
      [poll],
    )
    if (row && (row.state === wanted || i === 150)) return row
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('edits the very message that was posted (trap 3)', async () => {
  const { poll, message } = await standing()
  await rename(poll, 'Neuer Name')
  const edit = await scene.teams.waitFor(() => updates(message)[0])
  expect(edit).toMatchObject({ activity: message, conversation: groupChannel.id })
  await scene.teams.waitFor((teams) =>
    JSON.stringify(teams.message(groupChannel.id, message)?.activity).includes('Neuer Name'),
  )
})

it.each([500, 502, 503, 504, 408, 412, 429])(
  'tries an edit again after %i: it can be said twice',
  async (status) => {
    const { poll, message } = await standing()
    const when = (call: TeamsCall) => call.operation === 'update' && call.activity === message
    scene.teams.misbehave({ when, times: 1, with: { status, retryAfter: 0 } })
    await rename(poll, 'Zweiter Versuch')
    await scene.teams.waitFor((teams) => teams.message(groupChannel.id, message)?.edits === 1)
    expect(updates(message).map((call) => call.outcome?.status ?? 200)).toEqual([status, 200])
  },
)

it('posts a card anew that was deleted, while its poll is open, and leaves the old message alone', async () => {
  const { poll, message } = await standing()
  scene.teams.forget()
  await rename(poll, 'Noch da?')
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
  expect((await newestPost(poll, 'sent')).message_id).toBe(scene.teams.messages()[0]?.id)
  const before = updates(message).length
  await vote(scene.test, voters[0], poll, 'o1')
  await pause(500)
  expect(updates(message)).toHaveLength(before)
  expect(scene.teams.messages()).toHaveLength(1)
})

it('ends with the last state, however late Teams takes an earlier edit (P9)', async () => {
  const { poll, message } = await standing()
  const when = (call: TeamsCall) => call.operation === 'update' && call.activity === message
  scene.teams.misbehave({ when, times: 1, with: { slowMs: 1200, acceptedLate: true } })
  await rename(poll, 'Erster Name')
  await scene.teams.waitFor(() => updates(message).length === 1)
  await rename(poll, 'Letzter Name')
  await scene.teams.waitFor((teams) => (teams.message(groupChannel.id, message)?.edits ?? 0) >= 2)
  const shown = JSON.stringify(scene.teams.message(groupChannel.id, message)?.activity)
  expect(shown).toContain('Letzter Name')
})

it('gathers many votes of a moment into few edits, and the last one shows them all (P9)', async () => {
  const { poll, message } = await standing()
  await Promise.all(voters.map((who) => vote(scene.test, who, poll, 'o1')))
  const all = `${voters.length} von 11 haben geantwortet`
  await scene.teams.waitFor((teams) =>
    JSON.stringify(teams.message(groupChannel.id, message)?.activity).includes(all),
  )
  expect(updates(message).length).toBeLessThanOrEqual(2)
})

it('shows the last of two replacements of an answer, also where it came while the first was on its way', async () => {
  const conversationId = freshChannel().id
  const [row] = await settledPosts(
    scene.test,
    await requestCards(scene, [{ conversationId, says: 'Formular' }]),
  )
  const messageId = row?.message_id ?? ''
  const when = (call: TeamsCall) => call.operation === 'update' && call.activity === messageId
  scene.teams.misbehave({ when, times: 1, with: { slowMs: 800 } })
  const replace = (says: string) =>
    inNetworkOf(scene.test, (tx) =>
      replaceAnswer(tx, { conversationId, messageId }, { card: cardSaying(says) }),
    )
  await replace('Erste Antwort')
  await scene.teams.waitFor(() => updates(messageId).length === 1)
  await replace('Letzte Antwort')
  const shown = () => scene.teams.message(conversationId, messageId)?.activity.summary
  await scene.teams.waitFor(() => shown() === 'Letzte Antwort', 4_500)
})

it('lets a card whose edit pauses after a failure hold up no other card of its channel', async () => {
  const [closing, other] = [await standing(), await standing()]
  const when = (call: TeamsCall) => call.operation === 'update' && call.activity === closing.message
  scene.teams.misbehave({ when, with: { status: 500 } })
  await scene.test.api(coordinator, 'poll.close', { body: { poll: closing.poll } })
  // After the second failure the next try is more than three seconds away.
  await scene.teams.waitFor(() => updates(closing.message).filter((call) => call.outcome).length === 2)
  await pause(200)
  await rename(other.poll, 'Gleich da')
  await scene.teams.waitFor(() => updates(other.message).length === 1, 1_500)
  expect(updates(closing.message)).toHaveLength(2)
})
