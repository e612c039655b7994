/** Whose process died while sending: the post may stand in the channel, so nobody sends it again. */
import { openPoll } from '../support/polls'
import { startTwoProcesses, type TwoProcesses, wakeLanes } from '../support/posts'
import { groupChannel } from '../support/teams-scene'
import { until } from '../support/until'

let scene: TwoProcesses
beforeAll(async () => {
  scene = await startTwoProcesses()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
})
afterAll(() => scene.stop())

const states = async () =>
  (
    await scene.test.database.sql<{ state: string; cause: string | null }>(
      "select state, cause from post where matter_kind = 'poll' and state <> 'sent'",
    )
  ).map(({ state, cause }) => ({ state, cause }))

it("marks the post 'unknown' when its conversation is taken over, and calls Teams no second time", async () => {
  const before = scene.teams.calls.length
  scene.teams.misbehave({ when: (call) => call.operation === 'create', times: 1, with: { slowMs: 8_000 } })
  await openPoll(scene.test)
  await scene.teams.waitFor((teams) => teams.calls.length === before + 1)
  expect(await states()).toEqual([{ state: 'sending', cause: null }])
  // What time does for a process that is no longer there (bot/delivery/lane.ts): its lease runs out.
  await scene.test.database.sql(
    "update lane set held_until = now() - interval '1 s' where held_by is not null",
  )
  await wakeLanes(scene.test, [groupChannel.id], 10)
  await until(async () => (await states())[0]?.state === 'unknown', 7_000)
  expect(await states()).toEqual([{ state: 'unknown', cause: 'interrupted' }])
  expect(scene.teams.calls).toHaveLength(before + 1)
})
