/** Teams delivers twice: with the same id when the answer was late, later again with a new id (PLATFORM.md 5). */
import { Client } from 'pg'
import { demoFounder, demoTenant } from '../../bot/demo/network'
import { cardAction, message, repeat } from '../support/activities'
import { groupId, openPoll, voters } from '../support/polls'
import type { TeamsScene } from '../support/teams-scene'
import {
  actWith,
  ballotsIn,
  committeeChat,
  demoTeamsPerson,
  groupChannel,
  startTeamsScene,
} from '../support/teams-scene'
import { personalChat } from '../support/teams-world'
import { until } from '../support/until'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
})
afterAll(() => scene.stop())
beforeEach(() => scene.teams.forget())

const office = demoTeamsPerson(demoFounder.name)

/** Posts that have been asked for since, whatever has become of them. */
const posts = async (kind: string) =>
  (await scene.test.database.sql('select id from post where matter_kind = $1', [kind])).length

const again = [
  ['the same id', {}],
  ['a new id and time', { newId: '1795424430000' }],
] as const

describe.each(again)('delivered once more with %s', (_name, change) => {
  it('a message is answered once', async () => {
    const before = await posts('answer')
    const said = message(scene.world, { from: office, where: groupChannel, text: 'hilfe' })
    expect((await scene.test.send(said)).status).toBe(200)
    expect((await scene.test.send(repeat(said, change))).status).toBe(200)
    expect(await posts('answer')).toBe(before + 1)
  })

  it('poll.open opens one poll and posts one card', async () => {
    const before = await polls()
    const opening = await opened()
    const first = await actWith(scene.test, opening)
    const second = await actWith(scene.test, repeat(opening, change))
    const since = (await polls()).filter((poll) => !before.includes(poll))
    const cards = await scene.test.database.sql<{ poll: string; in: string }>(
      `select matter_id as poll, conversation_id as in from post where matter_kind = 'poll' and matter_id = any($1)`,
      [since],
    )
    expect(cards).toEqual([{ poll: since[0], in: groupChannel.id }])
    expect(since).toHaveLength(1)
    expect(second.words).toBe(first.words)
    expect(first.words).toContain('Umfrage eröffnet')
  })

  it('poll.open delivered twice at the same moment opens one poll', async () => {
    const before = await polls()
    const opening = await opened()
    await Promise.all([opening, repeat(opening, change), opening].map((one) => actWith(scene.test, one)))
    expect(await polls()).toHaveLength(before.length + 1)
  })

  it('poll.cast-ballot counts once, also after a later ballot of the same voter (P2)', async () => {
    const poll = await openPoll(scene.test)
    const [early, late] = [ballot(poll.id, 'o1', 'nonce-early'), ballot(poll.id, 'o2', 'nonce-later')]
    await actWith(scene.test, early)
    await actWith(scene.test, late)
    const answer = await actWith(scene.test, repeat(early, change))
    expect(answer.words).toContain('Diese Eingabe war schon angekommen. Es gilt: Datenschutz')
    expect(await ballotsIn(scene.test, poll.id)).toBe(1)
    const [row] = await scene.test.database.sql('select tally, answered from poll where id = $1', [poll.id])
    expect(row).toEqual({ tally: { o2: 1 }, answered: 1 })
  })

  it('poll.cast-ballot delivered ten times at the same moment counts once', async () => {
    const poll = await openPoll(scene.test)
    const cast = ballot(poll.id, 'o3', 'nonce-at-once')
    await Promise.all(Array.from({ length: 10 }, () => actWith(scene.test, repeat(cast, change))))
    const [row] = await scene.test.database.sql('select tally, answered from poll where id = $1', [poll.id])
    expect(row).toEqual({ tally: { o3: 1 }, answered: 1 })
  })
})

describe('E3 the same words, written anew after 20 s, are answered again', () => {
  it.each([
    ['in a personal chat', personalChat('a:again'), undefined],
    ['in a group chat', committeeChat, undefined],
    ['in a thread', groupChannel, '1795420000000'],
  ])('%s', async (_name, where, thread) => {
    const before = await posts('answer')
    const say = () =>
      scene.test.send(message(scene.world, { from: office, where, text: 'hilfe', ...(thread && { thread }) }))
    await say()
    scene.test.clock.advance(20_000)
    await say()
    expect(await posts('answer')).toBe(before + 2)
  })
})

describe('a message that Teams repeats under a new id because the answer was late is answered once', () => {
  const where = personalChat('a:late')
  const said = () => message(scene.world, { from: office, where, text: 'hilfe' })

  it('15 s after it', async () => {
    const before = await posts('answer')
    const first = said()
    await scene.test.send(first)
    scene.test.clock.advance(15_000)
    await scene.test.send(repeat(first, { newId: '1795424430001', afterMs: 15_000 }))
    expect(await posts('answer')).toBe(before + 1)
  })

  it('half a minute after it, when the answer itself took 20 s', async () => {
    scene.test.clock.advance(60_000)
    const before = await posts('answer')
    const first = said()
    const goOn = await holdUp(first.id)
    const answered = scene.test.send(first)
    await until(async () => (await waitingForLocks()) === 1, 10_000)
    scene.test.clock.advance(20_000)
    await goOn()
    await answered
    scene.test.clock.advance(10_000)
    await scene.test.send(repeat(first, { newId: '1795424430002' }))
    expect(await posts('answer')).toBe(before + 1)
  })
})

/** Takes the activity's place in the database, so that whoever notes it waits. @returns what lets go again */
async function holdUp(activityId: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: scene.test.database.url })
  await client.connect()
  await client.query('begin')
  await client.query(
    `insert into verbund.activity_seen (network_id, conversation_id, activity_id, at)
     select id, 'a:late', $1, now() from verbund.network where tenant_id = $2`,
    [activityId, demoTenant],
  )
  return async () => {
    await client.query('rollback')
    await client.end()
  }
}

const waitingForLocks = async () =>
  (
    await scene.test.database.sql(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).length

const polls = async (): Promise<readonly string[]> =>
  (await scene.test.database.sql<{ id: string }>('select id from poll')).map(({ id }) => id)

async function opened() {
  const data = {
    group: await groupId(scene.test),
    nonce: scene.test.service.desk.world.ids.nonce(),
    question: 'Welches Thema?',
    answers: 'KI\nDatenschutz',
    kind: 'single',
    date: '2026-11-30',
    time: '12:00',
    secrecy: 'named-live',
  }
  const where = groupChannel
  return cardAction(scene.world, { from: office, where, verb: 'poll.open', data, replyToId: '1700000000000' })
}

function ballot(poll: string, choice: string, nonce: string) {
  const data = { poll, choice, nonce }
  const from = demoTeamsPerson(voters[0])
  const where = groupChannel
  return cardAction(scene.world, { from, where, verb: 'poll.cast-ballot', data, replyToId: '1700000000000' })
}
