/** Conversations that take nothing for a while: what is for them waits, is not tried in vain, and goes out afterwards. */
import { installationUpdate } from '../support/activities'
import {
  callsTo,
  freshChannel,
  laneOf,
  ledgerOf,
  postsTo,
  requestCards,
  saidIn,
  settledPosts,
  statesOf,
  wakeLanes,
  whenPosts,
} from '../support/posts'
import { demoTeamsPerson, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import { type Place, personalChat } from '../support/teams-world'

const who = 'Anke Beispiel'
let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())
beforeEach(() => {
  scene.teams.behave()
  scene.teams.forget()
})

/** A channel in which the bot has greeted. */
async function joined(): Promise<Place> {
  const where = freshChannel()
  await scene.install(where)
  await scene.teams.waitFor((teams) => teams.messages(where.id).length === 1)
  scene.teams.forget()
  return where
}

const remove = (where: Place) =>
  scene.test.send(installationUpdate(scene.world, { from: demoTeamsPerson(who), where, action: 'remove' }))

const request = ({ id }: Place, ...says: readonly string[]) =>
  requestCards(
    scene,
    says.map((one) => ({ conversationId: id, says: one })),
  )

/** What is asked for elsewhere after many a wake has gone out: so have all that were woken before. */
async function nothingGoesTo({ id }: Place): Promise<void> {
  const before = callsTo(scene.teams, id).length
  await wakeLanes(scene.test, [id], 5)
  const [other = ''] = await request(freshChannel(), 'Anderswo')
  expect(statesOf(await settledPosts(scene.test, [other]))).toEqual(['sent'])
  expect(callsTo(scene.teams, id)).toHaveLength(before)
}

it('holds back what is for a team from which the bot was removed, and sends it when the bot is back', async () => {
  const where = await joined()
  await remove(where)
  expect(await laneOf(scene.test, where.id)).toMatchObject({ shut: 'not-installed' })
  const ids = await request(where, 'a', 'b')
  await nothingGoesTo(where)
  expect(await ledgerOf(scene.test, ids)).toMatchObject([
    { state: 'waiting', tries: 0 },
    { state: 'waiting', tries: 0 },
  ])
  await scene.install(where)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
  expect(saidIn(scene.teams, where.id)).toEqual(['a', 'b'])
  expect(await laneOf(scene.test, where.id)).toMatchObject({ shut: null })
})

it('holds back what is for a person who blocked the bot, and sends it when the person writes again', async () => {
  const where = personalChat(scene.teams.personalChat(demoTeamsPerson(who).id))
  scene.teams.block(where.id, 'MessageWritesBlocked')
  const ids = await request(where, 'a', 'b')
  await whenPosts(scene.test, ids.slice(0, 1), ({ cause }) => cause === 'blocked')
  expect(await ledgerOf(scene.test, ids)).toMatchObject([
    { state: 'waiting', cause: 'blocked', tries: 1 },
    { state: 'waiting', tries: 0 },
  ])
  await nothingGoesTo(where)
  expect(callsTo(scene.teams, where.id)).toHaveLength(1)
  scene.teams.unblock(where.id)
  await nothingGoesTo(where)
  await scene.say(who, 'hilfe', where)
  expect(await settledPosts(scene.test, ids)).toMatchObject([
    { state: 'sent', cause: null },
    { state: 'sent', cause: null },
  ])
  // The answer, and what had waited, each once and in order.
  expect(saidIn(scene.teams, where.id).filter((says) => /^[ab]$/.test(says))).toEqual(['a', 'b'])
  expect(saidIn(scene.teams, where.id)).toHaveLength(3)
})

it('holds back what is for a channel that was deleted, and sends it when the bot is in it again', async () => {
  const where = await joined()
  const trouble = scene.teams.misbehave({ when: postsTo(where.id), with: { status: 404 } })
  const ids = await request(where, 'a', 'b')
  await whenPosts(scene.test, ids.slice(0, 1), ({ cause }) => cause === 'conversation-gone')
  await nothingGoesTo(where)
  expect(callsTo(scene.teams, where.id)).toHaveLength(1)
  expect(await ledgerOf(scene.test, ids)).toMatchObject([{ tries: 1 }, { tries: 0 }])
  trouble.stop()
  await scene.install(where)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
  expect(saidIn(scene.teams, where.id)).toEqual(['a', 'b'])
})

it('goes on waiting after it was opened where Teams still says no', async () => {
  const where = await joined()
  scene.teams.misbehave({ when: postsTo(where.id), with: { status: 403, code: 'BotDisabledByAdmin' } })
  const ids = await request(where, 'a')
  await whenPosts(scene.test, ids, ({ cause }) => cause === 'disabled')
  await scene.install(where)
  await whenPosts(scene.test, ids, ({ tries, state }) => tries === 2 && state === 'waiting')
  expect(await laneOf(scene.test, where.id)).toMatchObject({ shut: 'disabled' })
  await nothingGoesTo(where)
})

describe('what waits for 14 days', () => {
  const giveUp = () => scene.test.database.sql("select give_up_posts('14 days')")
  const age = async (conversation: string, ids: readonly string[], laneDays: number, postDays: number) => {
    await scene.test.database.sql(
      "update lane set shut_at = now() - $2::int * interval '1 day' where conversation_id = $1",
      [conversation, laneDays],
    )
    await scene.test.database.sql(
      "update post set requested_at = now() - $2::int * interval '1 day' where id = any($1::uuid[])",
      [ids, postDays],
    )
  }
  const shutChannel = async () => {
    const where = await joined()
    await remove(where)
    return { where, ids: await request(where, 'a') }
  }

  it('is given up, with its cause, and does not come when the bot is back', async () => {
    const { where, ids } = await shutChannel()
    await age(where.id, ids, 15, 15)
    await giveUp()
    expect(await ledgerOf(scene.test, ids)).toMatchObject([
      { state: 'given-up', cause: 'not-installed', tries: 0 },
    ])
    await scene.install(where)
    const [fresh = ''] = await request(where, 'b')
    expect(statesOf(await settledPosts(scene.test, [fresh]))).toEqual(['sent'])
    expect(saidIn(scene.teams, where.id)).toEqual(['b'])
    expect(statesOf(await ledgerOf(scene.test, ids))).toEqual(['given-up'])
  })

  it.each([
    ['the conversation has been shut for 13 days', 13, 15],
    ['the post was asked for 13 days ago', 15, 13],
  ] as const)('goes on waiting while %s', async (_name, laneDays, postDays) => {
    const { where, ids } = await shutChannel()
    await age(where.id, ids, laneDays, postDays)
    await giveUp()
    expect(statesOf(await ledgerOf(scene.test, ids))).toEqual(['waiting'])
    await scene.install(where)
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
  })

  it('is given up nowhere but in shut conversations', async () => {
    const where = await joined()
    scene.teams.misbehave({ when: postsTo(where.id), times: 1, with: { status: 429, retryAfter: 2 } })
    const ids = await request(where, 'a')
    await whenPosts(scene.test, ids, ({ tries, state }) => tries === 1 && state === 'waiting')
    await age(where.id, ids, 15, 15)
    await giveUp()
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
  })
})
