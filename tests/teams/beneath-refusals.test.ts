/** Under a refusal stands the card that was used: what was entered is still there, and what counts is told apart from it. */
import { openPoll, vote, voters } from '../support/polls'
import { elementsOf, startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())

const nonce = 'nonce-of-a-card'

it('keeps what was ticked, and does not say that it counts', async () => {
  const poll = (await openPoll(scene.test, { kind: 'several-2' })).id
  const answer = await scene.act(voters[2], 'poll.cast-ballot', { poll, choice: 'o1,o2,o3', nonce })
  expect(elementsOf(answer.card, 'Input.ChoiceSet')[0].value).toBe('o1,o2,o3')
  expect(answer.words).toContain('0 von 11 haben geantwortet')
  expect(answer.words).not.toContain('Sie:')
})

it('still says which answer counts', async () => {
  const poll = (await openPoll(scene.test)).id
  await vote(scene.test, voters[2], poll, 'o3')
  const answer = await scene.act(voters[2], 'poll.cast-ballot', { poll, choice: 'o1,o2', nonce })
  const foot = answer.words.slice(answer.words.indexOf('Sie:'))
  expect(foot).toContain('Führung')
  expect(foot).not.toContain('Datenschutz')
})

it('offers the closed poll with its result, and no form, after the end (P3)', async () => {
  const poll = (await openPoll(scene.test)).id
  await vote(scene.test, voters[2], poll, 'o3')
  await scene.test.api('Anke Beispiel', 'poll.close', { body: { poll } })
  const answer = await scene.act(voters[2], 'poll.cast-ballot', { poll, choice: 'o1', nonce })
  expect(answer.words).toContain('Ihre vorher gespeicherte Antwort gilt.')
  expect(answer.words).toContain('1 von 11 haben geantwortet')
  expect(elementsOf(answer.card, 'Input.ChoiceSet')).toEqual([])
  expect(elementsOf(answer.card, 'Action.Execute')).toEqual([])
})

it('shows no result under a refusal before it is due (P6)', async () => {
  const poll = (await openPoll(scene.test, { secrecy: 'named-after-close' })).id
  await vote(scene.test, voters[2], poll, 'o3')
  const answer = await scene.act(voters[3], 'poll.cast-ballot', { poll, choice: 'o9', nonce })
  expect(answer.words).toContain('1 von 11 haben geantwortet')
  expect(answer.words).not.toContain('%')
})
