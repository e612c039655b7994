/** Whoever stood for election and is erased is named on no card any more, before, while and after people vote. */
import { beginVoting, call, endVoting, opener, standFor, voteFor } from '../support/elections'
import { memberId } from '../support/kept'
import { voters } from '../support/polls'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { until } from '../support/until'

let scene: TeamsScene
const [bernd, clara, deniz, ella, frida, gero] = voters
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
}, 120_000)
beforeEach(() => scene.test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => scene.stop())

/** Messages in Teams that say it. */
const saying = (text: string) =>
  scene.teams.messages().filter(({ activity }) => JSON.stringify(activity).includes(text)).length
async function erase(name: string): Promise<void> {
  const body = { member: await memberId(scene.test, name), sure: true }
  expect((await scene.test.api(opener, 'data.erase', { body })).status).toBe(200)
}

it('before people vote: the card says who stands, and forgets the name', async () => {
  const { id } = await call(scene.test, { title: 'Wahl eins' })
  await standFor(scene.test, ella, id)
  await until(() => saying(ella) > 0, 30_000)
  await erase(ella)
  await until(() => saying(ella) === 0, 30_000)
}, 120_000)

it('while they vote, and when the result stands: the votes stay, under the pseudonym', async () => {
  const { id } = await call(scene.test, { title: 'Wahl zwei', places: 1 })
  for (const who of [bernd, clara]) await standFor(scene.test, who, id)
  const poll = await beginVoting(scene.test, id)
  for (const who of [deniz, frida, gero]) await voteFor(scene.test, who, poll, [clara])
  await until(() => saying(bernd) > 0, 30_000)
  await erase(bernd)
  await until(() => saying(bernd) === 0, 30_000)
  await endVoting(scene.test, poll)
  await until(() => saying(clara) > 0, 30_000)
  await erase(clara)
  await until(() => saying(clara) === 0, 30_000)
  const { options, outcome } = (await scene.test.api(opener, 'poll.card', { query: { poll } })).body
  const elected = options.find((option: { id: string }) => option.id === outcome.elected[0])
  expect(elected.label).toMatch(/^Ehemaliges Mitglied [0-9A-F]{4} /)
}, 120_000)
