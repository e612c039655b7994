/** Microsoft's real limits, enforced by the stand-in: nobody is ever throttled by what the service does of itself. */

import { freshDatabase } from '../support/database'
import { openPoll, vote, voters } from '../support/polls'
import {
  callsTo,
  freshChannel,
  pause,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  startTwoProcesses,
  statesOf,
  type TwoProcesses,
  wakeLanes,
} from '../support/posts'
import { startTestService } from '../support/service'
import { groupChannel, startTeamsScene, wordsOf } from '../support/teams-scene'
import type { TeamsCall } from '../support/teams-stand-in/call'
import { microsoftLimits } from '../support/teams-stand-in/limits'
import { until } from '../support/until'

let scene: TwoProcesses
beforeAll(async () => {
  scene = await startTwoProcesses()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
  scene.teams.enforce({ limits: microsoftLimits })
})
afterAll(() => scene.stop())
beforeEach(() => {
  scene.teams.behave()
  scene.teams.forget()
})
afterEach(() => {
  const throttled = scene.teams.calls.filter((call) => call.outcome?.cause === 'limit')
  expect(throttled.map(({ n, operation, conversation }) => ({ n, operation, conversation }))).toEqual([])
})

const all = (count: number) => Array<string>(count).fill('sent')
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `Nr. ${i + 1}`)
const updatesOf = (message?: string) =>
  scene.teams.calls.filter(
    (call) => call.operation === 'update' && (message === undefined || call.activity === message),
  )

/** The most of these calls that fell into any window of that length. */
const mostWithin = (calls: readonly TeamsCall[], ms: number) =>
  Math.max(0, ...calls.map(({ at }) => calls.filter((call) => call.at >= at && call.at < at + ms).length))

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
  // Eight in two seconds: 20 take a little more than four.
  expect(Date.now() - begun).toBeLessThan(6_500)
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
  expect(scene.teams.calls.length).toBe(120)
  expect(mostWithin(scene.teams.calls, 1_000)).toBeLessThanOrEqual(50)
  expect(Date.now() - begun).toBeLessThan(6_000)
})

it('edits one card at most once in 2 s while 40 votes come in, and ends with the final state', async () => {
  const poll = (await openPoll(scene.test)).id
  const [message] = await scene.teams.waitFor(
    (teams) => teams.messages(groupChannel.id).length === 1 && teams.messages(groupChannel.id),
  )
  await showsAll(poll)
  for (let i = 0; i < 40; i += 1) {
    // Everybody's last word is o2, but for the last voter's.
    const choice = i === 39 ? 'o3' : i >= 33 ? 'o2' : `o${1 + (i % 3)}`
    expect((await vote(scene.test, voters[i % voters.length] ?? '', poll, choice)).status).toBe(200)
    await pause(145)
  }
  await showsAll(poll)
  const edits = updatesOf(message?.id)
  const gaps = edits.slice(1).map((call, i) => call.at - (edits[i]?.at ?? 0))
  expect(edits.length).toBeGreaterThanOrEqual(3)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000)
  const words = wordsOf(scene.teams.message(groupChannel.id, message?.id ?? '')?.activity).join('\n')
  expect(words).toContain(`${voters.length} von 11 haben geantwortet`)
  expect(words).toMatch(/Datenschutz[^A-Z]*5 Stimmen[^A-Z]*Führung[^A-Z]*1 Stimme\b/s)
})

/** No card of the poll is behind any more. */
const showsAll = (poll: string) =>
  until(async () => {
    const behind = await scene.test.database.sql(
      `select 1 from post where matter_id = $1 and (state <> 'sent' or edits_wanted > edits_done)
       union all select 1 from graphile_worker._private_jobs where payload::jsonb ->> 'poll' = $1 and run_at < now() + interval '10 s'
       union all select 1 from graphile_worker._private_jobs where payload::jsonb ->> 'id' = $1`,
      [poll],
    )
    return behind.length === 0
  }, 9_000)

it("lets edits take half of a conversation's budget at most, so that a post among them goes at once", async () => {
  const polls: string[] = []
  for (let i = 0; i < 7; i += 1) polls.push((await openPoll(scene.test)).id)
  for (const poll of polls) await showsAll(poll)
  const where = { conversationId: groupChannel.id }
  for (let round = 0; round < 12; round += 1) {
    const who = voters[round % voters.length] ?? ''
    await Promise.all(polls.map((poll) => vote(scene.test, who, poll, `o${1 + (round % 3)}`)))
    if (round === 8) {
      const begun = Date.now()
      const ids = await requestCards(scene, [{ ...where, says: 'Dazwischen' }])
      expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
      expect(Date.now() - begun).toBeLessThan(1_200)
    } else await pause(400)
  }
  const edits = updatesOf()
  expect(edits.length).toBeGreaterThanOrEqual(7)
  expect(mostWithin(edits, 1_000)).toBeLessThanOrEqual(3)
  expect(mostWithin(edits, 2_000)).toBeLessThanOrEqual(4)
  expect(mostWithin(edits, 30_000)).toBeLessThanOrEqual(30)
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
