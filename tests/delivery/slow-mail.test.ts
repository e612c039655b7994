/** A mail server that takes its time keeps nothing in Teams waiting. */
import { freshChannel, requestCards, saidIn, settledPosts, statesOf } from '../support/posts'
import { hasMail, type ReachScene, startReachScene } from '../support/reach'
import { until } from '../support/until'

let scene: ReachScene
beforeAll(async () => {
  scene = await startReachScene()
})
afterAll(async () => {
  // Who hangs up on its clients lets them go.
  await scene.mailbox.close()
  await scene.stop()
})

it('sixty mails that hang hold up no post, neither an answer nor what goes to many', async () => {
  await hasMail(scene.test, 'Lene Vorlage', { teams: false })
  const { sql } = scene.test.database
  const [lene] = await sql<{ id: string }>("select id from member where name = 'Lene Vorlage'")
  scene.mailbox.misbehave({ at: 'greeting', does: 'hang' })
  await requestCards(
    scene,
    Array.from({ length: 60 }, (_, i) => ({
      // Each a mailbox of its own: so many people without Teams.
      conversationId: `mail:${i}`,
      serviceUrl: '',
      says: 'Brief',
      matter: { kind: 'digest', id: lene?.id ?? '' },
      memberId: lene?.id ?? '',
      data: { matters: [] },
    })),
  )
  await until(() => scene.mailbox.connections > 0, 5_000)
  const places = Array.from({ length: 20 }, () => freshChannel().id)
  const ids = await requestCards(
    scene,
    places.map((conversationId, i) => ({ conversationId, says: 'Im Kanal', urgent: i === 0 })),
  )
  expect(new Set(statesOf(await settledPosts(scene.test, ids, 5_000)))).toEqual(new Set(['sent']))
  for (const id of places) expect(saidIn(scene.teams, id)).toEqual(['Im Kanal'])
  // Nor is the mail server stormed.
  expect(scene.mailbox.connections).toBeLessThanOrEqual(4)
})
