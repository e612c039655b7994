/** Edits under Microsoft's real limits: few enough to leave room for posts, and the last state always arrives. */
import { openPoll, vote, voters } from '../support/polls'
import {
  mostWithin,
  pause,
  requestCards,
  settledPosts,
  startTwoProcesses,
  statesOf,
  type TwoProcesses,
  throttledIn,
} from '../support/posts'
import { groupChannel, wordsOf } from '../support/teams-scene'
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
beforeEach(() => scene.teams.forget())
afterEach(() => {
  expect(throttledIn(scene.teams)).toEqual([])
})

const updatesOf = (message?: string) =>
  scene.teams.calls.filter(
    (call) => call.operation === 'update' && (message === undefined || call.activity === message),
  )

it('edits one card at most once in 2 s while 40 votes come in, and ends with the final state', async () => {
  const poll = (await openPoll(scene.test)).id
  const [message] = await scene.teams.waitFor(
    (teams) => teams.messages(groupChannel.id).length === 1 && teams.messages(groupChannel.id),
  )
  await showsAll(poll)
  for (let i = 0; i < 40; i += 1) {
    // Everybody's last word is o2, but for the last voter's.
    const choice = i === 39 ? 'o3' : i >= 33 ? 'o2' : `o${1 + ((i + Math.floor(i / voters.length)) % 3)}`
    expect((await vote(scene.test, voters[i % voters.length] ?? '', poll, choice)).status).toBe(200)
    await pause(145)
  }
  await showsAll(poll)
  const edits = updatesOf(message?.id)
  const gaps = edits.slice(1).map((call, i) => call.at - (edits[i]?.at ?? 0))
  expect(edits.length).toBeGreaterThanOrEqual(3)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000)
  const words = wordsOf(scene.teams.message(groupChannel.id, message?.id ?? '')?.activity)
    .join('\n')
    .replaceAll('\u00a0', ' ')
  expect(words).toContain(`${voters.length} von 11 haben geantwortet`)
  expect(words).toContain('Zwischenstand\nKI im Büro\n0\n0 %\nDatenschutz\n5\n83 %\nFührung\n1\n17 %')
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
