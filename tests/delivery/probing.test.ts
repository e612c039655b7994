/** Conversations that are shut without anybody telling when that ends: tried now and then, never in vain all the time. */
import { requestEdit } from '../../bot/delivery/ledger'
import { coordinator as office } from '../support/polls'
import {
  callsTo,
  freshChannel,
  inNetworkOf,
  laneOf,
  ledgerOf,
  pause,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  statesOf,
} from '../support/posts'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'
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

const disabled = { status: 403, code: 'BotDisabledByAdmin' } as const

async function shutBy(answer: { readonly status: number; readonly code?: string }) {
  const where = freshChannel()
  const trouble = scene.teams.misbehave({ when: postsTo(where.id), with: answer })
  const posts = ['a', 'b'].map((says) => ({ conversationId: where.id, says }))
  const ids = await requestCards(scene, posts)
  await until(async () => (await laneOf(scene.test, where.id))?.shut, 5_000)
  return { where, ids, trouble }
}

const hoursPass = (conversation: string, hours: number) =>
  scene.test.database.sql(
    "update lane set probe_at = probe_at - $2::int * interval '1 hour' where conversation_id = $1",
    [conversation, hours],
  )

/** Longer than until the next look at what lies idle. */
const aLook = () => pause(5_500)

it('is tried by one post every six hours, and all go out once Teams takes it', async () => {
  const { where, ids, trouble } = await shutBy(disabled)
  await hoursPass(where.id, 5)
  await aLook()
  expect(callsTo(scene.teams, where.id)).toHaveLength(1)
  await hoursPass(where.id, 1)
  await until(() => callsTo(scene.teams, where.id).length === 2, 8_000)
  await aLook()
  expect(callsTo(scene.teams, where.id)).toHaveLength(2)
  expect(await ledgerOf(scene.test, ids)).toMatchObject([
    { state: 'waiting', cause: 'disabled', tries: 2 },
    { state: 'waiting', tries: 0 },
  ])
  trouble.stop()
  await hoursPass(where.id, 6)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
  expect(saidIn(scene.teams, where.id)).toEqual(['a', 'b'])
  expect(await laneOf(scene.test, where.id)).toMatchObject({ shut: null })
})

it('opens when somebody uses a card there', async () => {
  const { where, ids, trouble } = await shutBy({ status: 404 })
  trouble.stop()
  await scene.act('Anke Beispiel', 'help.show', {}, { where })
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
})

it('is tried at once when somebody sends a post again that was given up there', async () => {
  const { where, ids, trouble } = await shutBy(disabled)
  const [first = ''] = ids
  await scene.test.database.sql("update post set state = 'given-up' where id = any($1::uuid[])", [ids])
  trouble.stop()
  const answer = await scene.test.api(office, 'ledger.send-again', { body: { delivery: first } })
  expect(answer.status).toBe(200)
  expect(statesOf(await settledPosts(scene.test, [first]))).toEqual(['sent'])
  expect(await laneOf(scene.test, where.id)).toMatchObject({ shut: null })
})

it('a post whose process died there is not forgotten: nobody knows of it, and somebody may decide', async () => {
  const { where, ids } = await shutBy({ status: 403, code: 'BotNotInConversationRoster' })
  const [first = ''] = ids
  await scene.test.database.sql("update post set state = 'sending' where id = $1", [first])
  await scene.test.database.sql(
    "update lane set held_by = gen_random_uuid(), held_until = now() + interval '1 second' where conversation_id = $1",
    [where.id],
  )
  expect(await settledPosts(scene.test, [first])).toMatchObject([{ state: 'unknown', cause: 'interrupted' }])
  expect(callsTo(scene.teams, where.id)).toHaveLength(1)
})

it('one card that Teams does not let us edit holds up no post of its channel, and can be shown anew', async () => {
  const { id } = freshChannel()
  const [card = ''] = await requestCards(scene, [{ conversationId: id, says: 'Karte' }])
  await settledPosts(scene.test, [card])
  const isEdit = (call: { operation: string; conversation: string | null }) =>
    call.operation === 'update' && call.conversation === id
  const trouble = scene.teams.misbehave({ when: isEdit, with: { status: 403, code: 'SomethingNew' } })
  const changed = JSON.stringify({
    card: { type: 'AdaptiveCard', version: '1.5', body: [], fallbackText: 'Neu' },
  })
  await scene.test.database.sql('update post set data = $2 where id = $1', [card, changed])
  await inNetworkOf(scene.test, (tx) => requestEdit(tx, { kind: 'answer', id: card }))
  await until(async () => (await ledgerOf(scene.test, [card]))[0]?.cause === 'refused', 5_000)
  const behind = await requestCards(scene, [{ conversationId: id, says: 'dahinter' }])
  expect(statesOf(await settledPosts(scene.test, behind))).toEqual(['sent'])
  const shown = await scene.test.api(office, 'ledger.show')
  expect(shown.body.deliveries.find((line: { id: string }) => line.id === card)).toMatchObject({
    state: 'sent',
    cause:
      'Die Karte zeigt noch einen älteren Stand. Teams hat den Beitrag abgelehnt (HTTP 403 SomethingNew).',
    maySendAgain: true,
  })
  trouble.stop()
  await scene.test.database.sql('update post set data = $2 where id = $1', [card, changed])
  const { body } = await scene.test.api(office, 'ledger.send-again', { body: { delivery: card } })
  expect(body).toMatchObject({ state: 'sent', cause: null, maySendAgain: false })
  await until(() => saidIn(scene.teams, id)[0] === 'Neu', 5_000)
  expect(callsTo(scene.teams, id).filter(({ operation }) => operation !== 'update')).toHaveLength(2)
})
