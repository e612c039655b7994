/** Answers to Action.Execute: always HTTP 200 with a card, whatever went wrong, and no refresh is ever an act. */
import { openPoll, voters } from '../support/polls'
import { ballotsIn, faultsIn, startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())

const nonce = 'nonce-of-a-card'
const asCard = { status: 200, statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' }

it.each([
  ['an unknown verb', 'poll.steal', {}],
  ['a verb that has no card', 'poll.show', { poll: '00000000-0000-4000-8000-000000000000' }],
  ['a name of JavaScript as verb', 'constructor', {}],
  ['unreadable data', 'poll.cast-ballot', { poll: 7 }],
  ['a poll that is not there', 'poll.card', { poll: '00000000-0000-4000-8000-000000000000' }],
])('answers %s with HTTP 200 and a card that refuses (trap 4)', async (_name, verb, data) => {
  const answer = await scene.act(voters[0], verb, data)
  expect(answer).toMatchObject({ ...asCard, card: { type: 'AdaptiveCard', version: '1.5', lang: 'de' } })
})

it('answers even a fault with HTTP 200, and its reference stands in the log (trap 4, E3)', async () => {
  const poll = await openPoll(scene.test)
  await scene.test.database.sql('alter table act rename to act_away')
  const answer = await scene.act(voters[0], 'poll.cast-ballot', { poll: poll.id, choice: 'o1', nonce })
  await scene.test.database.sql('alter table act_away rename to act')
  expect(answer).toMatchObject(asCard)
  const [reference = 'none'] = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(answer.words) ?? []
  expect(faultsIn(scene.test)).toEqual([expect.objectContaining({ reference })])
  expect(answer.words).not.toMatch(/act|relation|select|insert/i)
})

describe('a refresh that Teams asks for by itself (trap 5, P9)', () => {
  it('is never a vote, whatever it carries', async () => {
    const poll = await openPoll(scene.test)
    const ballot = { poll: poll.id, choice: 'o1', nonce }
    const refused = await scene.act(voters[0], 'poll.cast-ballot', ballot, { trigger: 'automatic' })
    expect(refused).toMatchObject(asCard)
    expect(refused.words).toContain('Diese Schaltfläche kenne ich nicht.')
    expect(await ballotsIn(scene.test, poll.id)).toBe(0)
    await scene.act(voters[0], 'poll.cast-ballot', ballot)
    expect(await ballotsIn(scene.test, poll.id)).toBe(1)
    await scene.act(voters[0], 'poll.withdraw-ballot', { poll: poll.id, nonce }, { trigger: 'automatic' })
    expect(await ballotsIn(scene.test, poll.id)).toBe(1)
  })

  it.each(['poll.open', 'poll.close', 'poll.add-option', 'poll.remove-option', 'member.set-language'])(
    'does not run %s',
    async (verb) => {
      const poll = await openPoll(scene.test)
      const before = await scene.test.database.sql('select * from poll where id = $1', [poll.id])
      const data = { poll: poll.id, label: 'Neu', option: 'o1', language: 'en' }
      const answer = await scene.act('Anke Beispiel', verb, data, { trigger: 'automatic' })
      expect(answer.words).toContain('Diese Schaltfläche kenne ich nicht.')
      expect(answer.card.lang).toBe('de')
      expect(await scene.test.database.sql('select * from poll where id = $1', [poll.id])).toEqual(before)
    },
  )

  it("draws the reader's own card", async () => {
    const poll = await openPoll(scene.test)
    await scene.act(voters[1], 'poll.cast-ballot', { poll: poll.id, choice: 'o2', nonce })
    const card = await scene.act(voters[1], 'poll.card', { poll: poll.id }, { trigger: 'automatic' })
    expect(card.words).toContain('Antwort ändern')
  })
})
