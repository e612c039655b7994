/** Microsoft's real limits, enforced by the stand-in: nobody is ever throttled by what the service does of itself. */

import { freshDatabase } from '../support/database'
import {
  callsTo,
  freshChannel,
  mostWithin,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  startTwoProcesses,
  statesOf,
  type TwoProcesses,
  throttledIn,
  wakeLanes,
} from '../support/posts'
import { startTestService } from '../support/service'
import { byStalls } from '../support/stalls'
import { startTeamsScene } from '../support/teams-scene'
import { microsoftLimits } from '../support/teams-stand-in/limits'

let scene: TwoProcesses
beforeAll(async () => {
  scene = await startTwoProcesses()
  scene.teams.enforce({ limits: microsoftLimits })
})
afterAll(() => scene.stop())
beforeEach(() => {
  scene.teams.behave()
  scene.teams.forget()
})
afterEach(() => {
  expect(throttledIn(scene.teams).length).toBeLessThanOrEqual(byStalls)
})

const all = (count: number) => Array<string>(count).fill('sent')
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `Nr. ${i + 1}`)
it('posts 20 times into one conversation without being throttled, each once and in order, with no idle time', async () => {
  const { id } = freshChannel()
  const begun = Date.now()
  const ids = await requestCards(
    scene,
    numbered(20).map((says) => ({ conversationId: id, says })),
  )
  await wakeLanes(scene.test, [id], 10)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(all(20))
  expect(saidIn(scene.teams, id)).toEqual(numbered(20))
  expect(callsTo(scene.teams, id).length).toBe(20)
  expect(throttledIn(scene.teams)).toEqual([])
  // Eight in two seconds: 20 take a little more than four.
  expect(Date.now() - begun).toBeLessThan(30_000)
})

it('posts into 120 conversations within the 50 a second of a tenant, each once', async () => {
  const places = Array.from({ length: 120 }, () => freshChannel().id)
  const begun = Date.now()
  const ids = await requestCards(
    scene,
    places.map((conversationId) => ({ conversationId, says: 'Rundbrief' })),
  )
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(all(120))
  for (const id of places) expect(saidIn(scene.teams, id)).toEqual(['Rundbrief'])
  expect(scene.teams.calls.length).toBe(120 + throttledIn(scene.teams).length)
  expect(mostWithin(scene.teams.calls, 1_000)).toBeLessThanOrEqual(50 + byStalls)
  expect(Date.now() - begun).toBeLessThan(30_000)
})

it("keeps Teams' Retry-After in another process too, which began only after it, for whatever goes there", async () => {
  const database = await freshDatabase()
  const one = await startTeamsScene({ database })
  const { id } = freshChannel()
  one.teams.misbehave({ when: postsTo(id), times: 1, with: { status: 429, retryAfter: 5 } })
  const bulk = await requestCards(one, [{ conversationId: id, says: 'a' }])
  const refused = await one.teams.waitFor((teams) => callsTo(teams, id)[0]?.outcome)
  const second = await startTestService({ database })
  await one.test.stop()
  const now = { test: second, teams: one.teams }
  const urgent = await requestCards(now, [{ conversationId: id, says: 'Antwort', urgent: true }])
  const [elsewhere = ''] = await requestCards(now, [{ conversationId: freshChannel().id, says: 'Anderswo' }])
  expect(statesOf(await settledPosts(second, [elsewhere], 2_000))).toEqual(['sent'])
  expect(callsTo(one.teams, id)).toHaveLength(1)
  expect(statesOf(await settledPosts(second, [...urgent, ...bulk]))).toEqual(['sent', 'sent'])
  const [, next] = callsTo(one.teams, id)
  expect((next?.at ?? 0) - refused.answeredAt).toBeGreaterThanOrEqual(5_000)
  expect(saidIn(one.teams, id)).toEqual(['Antwort', 'a'])
  await second.stop()
  await one.teams.close()
  await database.drop()
})
