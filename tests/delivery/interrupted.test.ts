/** Whose process died while sending: the post may stand in the channel, so nobody sends it again. */
import { openPoll } from '../support/polls'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
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

it("marks the post 'unknown' when its job comes back, and calls Teams no second time", async () => {
  const before = scene.teams.calls.length
  scene.teams.misbehave({ when: (call) => call.operation === 'create', times: 1, with: { slowMs: 2500 } })
  await openPoll(scene.test)
  await scene.teams.waitFor((teams) => teams.calls.length === before + 1)
  expect(await states()).toEqual([{ state: 'sending', cause: null }])
  // What the heartbeat does for a process that is no longer seen (bot/jobs/heartbeat.ts): its jobs are free again.
  await scene.test.database.sql(
    `select graphile_worker.force_unlock_workers(array(
       select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`,
  )
  for (let i = 0; i < 100 && (await states())[0]?.state !== 'unknown'; i += 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await states()).toEqual([{ state: 'unknown', cause: 'interrupted while sending' }])
  expect(scene.teams.calls).toHaveLength(before + 1)
})
