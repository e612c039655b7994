/** Who works a conversation: one process at a time, and whoever lives takes over from who died. */
import { randomUUID } from 'node:crypto'
import { leaseMs } from '../../bot/delivery/lane-store'
import { randomIds } from '../../bot/ids'
import {
  callsTo,
  freshChannel,
  ledgerOf,
  networkOf,
  pause,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  startTwoProcesses,
  statesOf,
  type TwoProcesses,
  wakeLanes,
  whenPosts,
} from '../support/posts'

/** How many lanes each process has begun to work, told by the ids that it draws. */
const drawn = { first: 0, second: 0 }
const counting = (process: 'first' | 'second') => ({
  ids: {
    ...randomIds,
    id: () => {
      drawn[process] += 1
      return randomIds.id()
    },
  },
})

let scene: TwoProcesses
beforeAll(async () => {
  scene = await startTwoProcesses({ first: counting('first'), second: counting('second') })
})
afterAll(() => scene.stop())
beforeEach(() => {
  scene.teams.behave()
  scene.teams.forget()
})

/** Somebody who is no more holds this conversation for that long. @returns until when, ms since 1970 */
async function heldByTheDead(conversation: string, forMs: number): Promise<number> {
  const [row] = await scene.test.database.sql<{ held_until: Date }>(
    `insert into lane (network_id, conversation_id, held_by, held_until)
     values ($1, $2, $3, clock_timestamp() + $4::int * interval '1 millisecond') returning held_until`,
    [await networkOf(scene.test), conversation, randomUUID(), forMs],
  )
  return row?.held_until.getTime() ?? 0
}

const expire = (conversation: string) =>
  scene.test.database.sql("update lane set held_until = now() - interval '1 s' where conversation_id = $1", [
    conversation,
  ])

it('gives what a killed process was working on to another within 30 s', () => {
  const lookMs = 5_000
  expect(leaseMs + lookMs).toBeLessThan(30_000)
})

it('leaves a conversation alone while somebody holds it, and takes it over when the lease has run out', async () => {
  const { id } = freshChannel()
  const until = await heldByTheDead(id, 2_500)
  const posts = ['a', 'b', 'c'].map((says) => ({ conversationId: id, says }))
  const ids = await requestCards(scene, posts)
  await wakeLanes(scene.test, [id], 10)
  expect(statesOf(await settledPosts(scene.test, ids, 8_000))).toEqual(['sent', 'sent', 'sent'])
  expect(callsTo(scene.teams, id)[0]?.at).toBeGreaterThanOrEqual(until)
  expect(saidIn(scene.teams, id)).toEqual(['a', 'b', 'c'])
})

it('calls a post unknown that a dead process was sending, never sends it again, and goes on behind it', async () => {
  const { id } = freshChannel()
  await heldByTheDead(id, 60_000)
  const posts = ['a', 'b'].map((says) => ({ conversationId: id, says }))
  const [sending = '', behind = ''] = await requestCards(scene, posts)
  await scene.test.database.sql("update post set state = 'sending', tries = 1 where id = $1", [sending])
  await expire(id)
  // Nobody wakes it: whoever lives looks by himself.
  expect(await settledPosts(scene.test, [sending, behind], 8_000)).toMatchObject([
    { state: 'unknown', cause: 'interrupted', tries: 1, message_id: null },
    { state: 'sent', tries: 1 },
  ])
  await wakeLanes(scene.test, [id], 10)
  await pause(500)
  expect(saidIn(scene.teams, id)).toEqual(['b'])
  expect(callsTo(scene.teams, id)).toHaveLength(1)
})

it('settles a post as sent when the answer comes after it was given up for unknown', async () => {
  const { id } = freshChannel()
  scene.teams.misbehave({ when: postsTo(id), times: 1, with: { slowMs: 7_500 } })
  const ids = await requestCards(scene, [{ conversationId: id, says: 'a' }])
  await scene.teams.waitFor((teams) => callsTo(teams, id).length === 1)
  expect(statesOf(await ledgerOf(scene.test, ids))).toEqual(['sending'])
  await expire(id)
  await whenPosts(
    scene.test,
    ids,
    ({ state, cause }) => state === 'unknown' && cause === 'interrupted',
    7_000,
  )
  await whenPosts(scene.test, ids, ({ state }) => state === 'sent', 9_000)
  const [message] = scene.teams.messages(id)
  expect(await ledgerOf(scene.test, ids)).toMatchObject([{ cause: null, message_id: message?.id, tries: 1 }])
  expect(callsTo(scene.teams, id)).toHaveLength(1)
})

it('lets two processes work the same conversations without sending anything twice or out of order', async () => {
  // More than fit into one job, which would be one process's.
  const places = Array.from({ length: 60 }, () => freshChannel().id)
  const says = ['1', '2']
  const before = { ...drawn }
  const ids = await requestCards(
    scene,
    says.flatMap((one) => places.map((conversationId) => ({ conversationId, says: one }))),
  )
  await wakeLanes(scene.test, places, 5)
  const rows = await settledPosts(scene.test, ids)
  expect(new Set(statesOf(rows))).toEqual(new Set(['sent']))
  expect(rows.every(({ tries }) => tries === 1)).toBe(true)
  for (const id of places) expect(saidIn(scene.teams, id)).toEqual(says)
  expect(scene.teams.calls).toHaveLength(120)
  // Both were at it, or this would prove nothing.
  expect(drawn.first).toBeGreaterThan(before.first)
  expect(drawn.second).toBeGreaterThan(before.second)
})
