/** Teams delivers twice: with the same id when the answer was late, later again with a new id (PLATFORM.md 5). */
import { demoFounder } from '../../bot/demo/network'
import { cardAction, message, repeat } from '../support/activities'
import { groupId, openPoll, voters } from '../support/polls'
import type { TeamsScene } from '../support/teams-scene'
import { actWith, ballotsIn, demoTeamsPerson, groupChannel, startTeamsScene } from '../support/teams-scene'

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
    const [polls, cards] = [await count('poll'), await posts('poll')]
    const opening = await opened()
    const first = await actWith(scene.test, opening)
    const second = await actWith(scene.test, repeat(opening, change))
    expect([await count('poll'), await posts('poll')]).toEqual([polls + 1, cards + 1])
    expect(second.words).toBe(first.words)
    expect(first.words).toContain('Umfrage eröffnet')
  })

  it('poll.open delivered twice at the same moment opens one poll', async () => {
    const polls = await count('poll')
    const opening = await opened()
    await Promise.all([opening, repeat(opening, change), opening].map((one) => actWith(scene.test, one)))
    expect(await count('poll')).toBe(polls + 1)
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

it('answers the same command again when it is written anew', async () => {
  const before = await posts('answer')
  await scene.say(demoFounder.name, 'hilfe')
  scene.test.clock.advance(120_000)
  await scene.say(demoFounder.name, 'hilfe')
  expect(await posts('answer')).toBe(before + 2)
})

async function count(table: 'poll'): Promise<number> {
  return (await scene.test.database.sql(`select id from ${table}`)).length
}

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
