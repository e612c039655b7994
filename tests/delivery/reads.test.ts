/** Roster calls are paid from the budgets of their conversation and their tenant, like posts and edits. */
import { demoPlaces } from '../../bot/demo/network'
import { coordinator, groupId } from '../support/polls'
import { callsTo, mostWithin, requestCards, saidIn, settledPosts, statesOf } from '../support/posts'
import { startTestService } from '../support/service'
import { byStalls } from '../support/stalls'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { microsoftLimits } from '../support/teams-stand-in/limits'
import { teamsPerson } from '../support/teams-world'

const pages = 9
const perPage = 500

let scene: TeamsScene
let group: string
beforeEach(async () => {
  scene = await startTeamsScene()
  group = await groupId(scene.test)
  await scene.install()
  // The greeting has gone out.
  await scene.teams.waitFor((teams) => callsTo(teams, demoPlaces.digital)[0]?.outcome)
  const members = Array.from({ length: pages * perPage }, (_, i) => teamsPerson(`Person ${i}`))
  scene.teams.addTeam({
    ...{ id: demoPlaces.team, name: 'Verbund', aadGroupId: groupChannel.team.aadGroupId, members },
    channels: [{ id: demoPlaces.digital, name: 'Digitale Kompetenzen' }],
  })
  scene.teams.enforce({ limits: microsoftLimits })
  scene.teams.forget()
})
afterEach(() => scene.stop())

const compare = (test = scene.test) => test.api(coordinator, 'group.roster', { body: { group } })
const reads = () =>
  callsTo(scene.teams, demoPlaces.digital).filter((call) => call.operation === 'paged-members')

it('reads a roster of many pages while cards are posted there: all of it together within what a conversation takes', async () => {
  const says = Array.from({ length: 12 }, (_, i) => `Nr. ${i + 1}`)
  const asked = compare()
  const ids = await requestCards(
    scene,
    says.map((text) => ({ conversationId: demoPlaces.digital, says: text })),
  )
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(says.map(() => 'sent'))
  expect((await asked).status).toBe(200)
  expect(saidIn(scene.teams, demoPlaces.digital)).toEqual(says)
  const calls = callsTo(scene.teams, demoPlaces.digital)
  expect(calls.length).toBe(says.length + reads().length)
  expect(reads().length).toBe(pages)
  expect(mostWithin(calls, 1_000)).toBeLessThanOrEqual(7 + byStalls)
  expect(mostWithin(calls, 2_000)).toBeLessThanOrEqual(8 + byStalls)
  // Reads take half of it at most: posts never wait for a long roster.
  expect(mostWithin(reads(), 2_000)).toBeLessThanOrEqual(4 + byStalls)
})

it('shares the budget of a conversation between two processes that read its roster at once', async () => {
  const second = await startTestService({ database: scene.test.database })
  try {
    const answers = await Promise.all([compare(), compare(second)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(reads().length).toBe(2 * pages)
    expect(mostWithin(reads(), 2_000)).toBeLessThanOrEqual(4 + byStalls)
  } finally {
    await second.stop()
  }
})

it('keeps the Retry-After that a roster call brought for whatever else goes there', async () => {
  scene.teams.misbehave({
    when: ({ operation }) => operation === 'paged-members',
    with: { status: 429, retryAfter: 3 },
    times: 1,
  })
  const asked = compare()
  const refused = await scene.teams.waitFor(() => reads()[0]?.outcome)
  const ids = await requestCards(scene, [{ conversationId: demoPlaces.digital, says: 'Danach' }])
  await settledPosts(scene.test, ids)
  expect((await asked).status).toBe(200)
  const [first, ...later] = callsTo(scene.teams, demoPlaces.digital)
  expect(refused).toMatchObject({ status: 429 })
  expect(later.length).toBeGreaterThan(pages - 1)
  for (const call of later) expect(call.at - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_900)
})
