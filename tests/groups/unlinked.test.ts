/** An account that is taken from somebody takes the chat along: what is meant for the person goes there no more. */
import { memberId } from '../support/kept'
import { office } from '../support/office'
import { groupId } from '../support/polls'
import { postsTo } from '../support/posts'
import { chatOf, messagesSaying, type ReachScene, startReachScene, writesOnce } from '../support/reach'
import { until } from '../support/until'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene({ mail: false })
})
afterEach(() => scene.stop())

const asker = 'Lene Vorlage'
const waiting = () => scene.test.database.sql(`select from post where state = 'waiting' and tries > 0`)

it('what waits for the chat of the wrong person is not sent there when Teams takes it again', async () => {
  await writesOnce(scene, asker)
  const [chat, group] = [chatOf(scene, asker).id, await groupId(scene.test, 'AK KMU-Netzwerk')]
  scene.teams.misbehave({ when: postsTo(chat), times: 1, with: { status: 503, retryAfter: 30 } })
  await scene.test.api(asker, 'group.join', { body: { group } })
  const { requests } = (await scene.test.api(office, 'group.show', { query: { group } })).body
  await scene.test.api(office, 'group.answer-join', { body: { request: requests[0].id, accept: true } })
  await scene.test.database.sql(`select graphile_worker.add_job('inbox:tell')`)
  await until(async () => (await waiting()).length === 1, 8000)
  const body = { member: await memberId(scene.test, asker) }
  expect((await scene.test.api(office, 'member.unlink-account', { body })).status).toBe(200)
  expect(await scene.test.database.sql('select from post where conversation_id = $1', [chat])).toEqual([])
  expect(messagesSaying(scene, 'Sie sind dabei', chat)).toEqual([])
  // What she was to be told is told again when there is a way to her.
  expect(
    await scene.test.database.sql(
      `select n.told_at from notice n join member m on m.id = n.member_id where m.name = $1 and n.matter_kind = 'join-answer'`,
      [asker],
    ),
  ).toEqual([{ told_at: null }])
})
