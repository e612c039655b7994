/** The answer to an invoke never waits for a post: Teams gives a bot some seconds, and a channel may take longer. */
import { groupId, voters } from '../support/polls'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
})
afterAll(() => scene.stop())

const slowMs = 3000
/** Calls that Teams has answered. */
const answered = () => scene.teams.calls.filter((call) => call.outcome !== null)

it('answers poll.open, poll.cast-ballot and a command while Teams takes its time with the posts', async () => {
  scene.teams.forget()
  scene.teams.misbehave({ when: () => true, with: { slowMs } })
  const opened = await scene.act('Anke Beispiel', 'poll.open', {
    group: await groupId(scene.test),
    nonce: 'nonce-of-a-form',
    question: 'Wann?',
    answers: 'Morgen\nÜbermorgen',
    kind: 'single',
    date: '2026-11-30',
    time: '12:00',
    secrecy: 'named-live',
  })
  expect(opened.words).toContain('Umfrage eröffnet')
  const [poll] = await scene.test.database.sql<{ id: string }>("select id from poll where question = 'Wann?'")
  // The post is on its way, and not answered yet.
  await scene.teams.waitFor((teams) => teams.calls.length === 1)
  const ballot = { poll: poll?.id, choice: 'o1', nonce: 'nonce-of-a-card' }
  const cast = await scene.act(voters[0], 'poll.cast-ballot', ballot)
  expect(cast.words).toContain('Gespeichert: Morgen')
  expect((await scene.say('Anke Beispiel', 'hilfe')).status).toBe(200)
  expect(answered()).toEqual([])
  await scene.teams.waitFor(() => answered().length >= 2, slowMs * 4)
})
