/** Outages of any length that a day has: nothing that could not arrive is lost, and the last state arrives. */
import { coordinator, openPoll } from '../support/polls'
import {
  callsTo,
  cardSaying,
  freshChannel,
  ledgerOf,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  statesOf,
  whenPosts,
} from '../support/posts'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { TeamsCall } from '../support/teams-stand-in/call'
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

const { sql } = {
  sql: (text: string, values: readonly unknown[] = []) => scene.test.database.sql(text, values),
}

/** As if the pause were over. */
const tryNow = (conversation: string) =>
  sql('update post set try_at = now(), edit_at = now() where conversation_id = $1', [conversation])

it('a post that Teams throttles is not given up after any number of tries, but after a day', async () => {
  const { id } = freshChannel()
  scene.teams.misbehave({ when: postsTo(id), with: { status: 429, retryAfter: 0 } })
  const ids = await requestCards(scene, [{ conversationId: id, says: 'a' }])
  await whenPosts(scene.test, ids, ({ tries, state }) => tries === 1 && state === 'waiting')
  await sql('update post set tries = 40 where id = $1', [ids[0]])
  await tryNow(id)
  await whenPosts(scene.test, ids, ({ tries, state }) => tries === 41 && state === 'waiting')
  await sql("update post set requested_at = now() - interval '25 hours' where id = $1", [ids[0]])
  await tryNow(id)
  expect(await settledPosts(scene.test, ids)).toMatchObject([{ state: 'given-up', cause: 'throttled' }])
})

it('sent again it has a day anew', async () => {
  const { id } = freshChannel()
  scene.teams.misbehave({ when: postsTo(id), times: 1, with: { status: 429 } })
  const ids = await requestCards(scene, [{ conversationId: id, says: 'a' }])
  await whenPosts(scene.test, ids, ({ tries, state }) => tries === 1 && state === 'waiting')
  await sql("update post set state = 'given-up', requested_at = now() - interval '3 days' where id = $1", [
    ids[0],
  ])
  scene.teams.misbehave({ when: postsTo(id), times: 1, with: { status: 429 } })
  await scene.test.api(coordinator, 'ledger.send-again', { body: { delivery: ids[0] } })
  await whenPosts(scene.test, ids, ({ tries, state }) => tries === 2 && state === 'waiting')
  const { body } = await scene.test.api(coordinator, 'ledger.show')
  expect(body.warning).toBeNull()
  await tryNow(id)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
})

it('the last state of a card arrives however often Teams fails before (P9)', async () => {
  const poll = await openPoll(scene.test)
  const card = await until(async () => {
    const [row] = await scene.test.database.sql<{ id: string; message_id: string }>(
      "select id, message_id from post where matter_id = $1 and state = 'sent'",
      [poll.id],
    )
    return row
  }, 5_000)
  const isEdit = (call: TeamsCall) => call.operation === 'update' && call.activity === card.message_id
  const trouble = scene.teams.misbehave({ when: isEdit, with: { status: 503 } })
  await scene.test.api(coordinator, 'poll.close', { body: { poll: poll.id } })
  const triedTimes = (times: number) =>
    until(async () => {
      const [row] = await scene.test.database.sql<{ edit_tries: number }>(
        'select edit_tries from post where id = $1',
        [card.id],
      )
      return row?.edit_tries === times
    }, 12_000)
  await triedTimes(1)
  await sql('update post set edit_tries = 50 where id = $1', [card.id])
  await tryNow(groupChannel.id)
  await triedTimes(51)
  trouble.stop()
  await tryNow(groupChannel.id)
  await scene.teams.waitFor((teams) =>
    JSON.stringify(teams.message(groupChannel.id, card.message_id)?.activity).includes('beendet'),
  )
})

it('what waits until the quiet hours are over holds up nothing of its channel', async () => {
  const { id } = freshChannel()
  const [held = ''] = await requestCards(scene, [{ conversationId: id, says: 'morgen früh' }])
  await settledPosts(scene.test, [held])
  await sql(
    "update post set state = 'waiting', cause = 'quiet-hours', try_at = now() + interval '2 days', data = $2 where id = $1",
    [held, JSON.stringify({ card: cardSaying('morgen früh') })],
  )
  const now = await requestCards(scene, [{ conversationId: id, says: 'jetzt' }])
  expect(statesOf(await settledPosts(scene.test, now))).toEqual(['sent'])
  expect(await ledgerOf(scene.test, [held])).toMatchObject([{ state: 'waiting', cause: 'quiet-hours' }])
  const { body } = await scene.test.api(coordinator, 'ledger.show')
  expect(body.warning).toBeNull()
  await sql('update post set try_at = now() where id = $1', [held])
  expect(statesOf(await settledPosts(scene.test, [held]))).toEqual(['sent'])
  expect(saidIn(scene.teams, id)).toEqual(['morgen früh', 'jetzt', 'morgen früh'])
})

it('a step that takes longer than a lease keeps its conversation in hand', async () => {
  const { id } = freshChannel()
  scene.teams.misbehave({ when: postsTo(id), times: 1, with: { slowMs: 9_000 } })
  const ids = await requestCards(scene, [
    { conversationId: id, says: 'a' },
    { conversationId: id, says: 'b' },
  ])
  await scene.teams.waitFor((teams) => callsTo(teams, id).length === 1)
  const heldMs = async () => {
    const [row] = await scene.test.database.sql<{ ms: number }>(
      'select (extract(epoch from held_until - clock_timestamp()) * 1000)::int as ms from lane where conversation_id = $1',
      [id],
    )
    return row?.ms ?? 0
  }
  await sql(
    "update lane set held_until = clock_timestamp() + interval '7 seconds' where conversation_id = $1",
    [id],
  )
  await until(async () => (await heldMs()) > 10_000, 8_000)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
  expect(saidIn(scene.teams, id)).toEqual(['a', 'b'])
})
