/** Teams throttles a tenant as a whole: all processes stop at once, those that have drawn their turn already among them. */
import { openPace } from '../../bot/delivery/pace'
import {
  freshChannel,
  inNetworkOf,
  networkOf,
  pause,
  requestCards,
  settledPosts,
  startTwoProcesses,
  statesOf,
  type TwoProcesses,
} from '../support/posts'

let scene: TwoProcesses
beforeAll(async () => {
  scene = await startTwoProcesses()
})
afterAll(() => scene.stop())

const pacesOf = () => [scene.test, scene.other].map(({ service }) => openPace(service.desk.world.database))

it('gives nobody a turn until it is over, in any process', async () => {
  const [one, two] = pacesOf()
  const network = await networkOf(scene.test)
  await inNetworkOf(scene.test, async (tx) => one?.pause(tx, 700))
  expect(await one?.turn(network)).toBeNull()
  expect(await two?.turn(network)).toBeNull()
  await pause(800)
  expect(await two?.turn(network)).not.toBeNull()
})

it('lets nothing leave whose turn was drawn before', async () => {
  const [one] = pacesOf()
  const network = await networkOf(scene.test)
  const turn = (await one?.turn(network)) ?? 0
  await inNetworkOf(scene.test, async (tx) => one?.pause(tx, 500))
  expect(await one?.leave(network, turn)).toBe(false)
  await pause(600)
  const later = (await one?.turn(network)) ?? 0
  expect(await one?.leave(network, later)).toBe(true)
})

it('stops 200 posts of two processes within a tenth of a second, and none of them counts as tried', async () => {
  const [one] = pacesOf()
  const places = Array.from({ length: 200 }, () => freshChannel().id)
  const ids = await requestCards(
    scene,
    places.map((conversationId) => ({ conversationId, says: 'Rundbrief' })),
  )
  await scene.teams.waitFor((teams) => teams.calls.length > 20)
  await inNetworkOf(scene.test, async (tx) => one?.pause(tx, 3_000))
  await pause(300)
  const before = scene.teams.calls.length
  await pause(2_000)
  expect(scene.teams.calls).toHaveLength(before)
  const rows = await settledPosts(scene.test, ids)
  expect(new Set(statesOf(rows))).toEqual(new Set(['sent']))
  expect(new Set(rows.map(({ tries }) => tries))).toEqual(new Set([1]))
  expect(scene.teams.calls).toHaveLength(200)
}, 60_000)
