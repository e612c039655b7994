/** Name, state, language and zone of a network, changed by its office: what shows them follows, what runs keeps its instant. */
import { demoFounder } from '../../bot/demo/network'
import { openPoll, voters } from '../support/polls'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeEach(async () => {
  scene = await startTeamsScene()
})
afterEach(() => scene.stop())

const office = demoFounder.name
const facts = { name: 'Weiterbildung Nord', state: 'DE-HB', language: 'de', zone: 'Europe/Berlin' }
const change = (more: object, who: string = office) =>
  scene.test.api(who, 'network.change', { body: { ...facts, ...more } })
const saying = (words: string) =>
  scene.teams.waitFor((teams) =>
    teams.messages(groupChannel.id).some(({ activity }) => JSON.stringify(activity).includes(words)),
  )

it('is changed by the office, and shown to everyone from the next request on', async () => {
  expect((await change({})).status).toBe(200)
  expect((await scene.test.api(voters[0], 'network.show')).body).toMatchObject(facts)
  expect((await scene.test.api(voters[0], 'member.show')).body.network.name).toBe('Weiterbildung Nord')
  expect((await change({ name: 'Meins' }, voters[0])).body.refusal.code).toBe('groups:lacks-administer')
})

it.each([
  ['a state that there is not', { state: 'DE-XX' }, 'house:not-a-choice'],
  ['a time zone that there is not', { zone: 'Europe/Entenhausen' }, 'house:not-a-choice'],
  ['a language that the house does not speak', { language: 'fr' }, 'house:not-a-choice'],
  ['a network without a name', { name: ' ' }, 'house:empty'],
])('refuses %s', async (_what, wrong, code) => {
  const { status, body } = await change(wrong)
  expect([status, body.refusal.code]).toEqual([422, code])
})

it('another language turns the cards that stand in its channels', async () => {
  await scene.install()
  await openPoll(scene.test, { question: 'Welche Schulung?' })
  await saying('UMFRAGE')
  await change({ language: 'en' })
  await saying('POLL')
})

it('another zone moves no poll that runs, and counts for the next one', async () => {
  const before = await openPoll(scene.test)
  await change({ zone: 'America/New_York' })
  const after = (await scene.test.api(voters[0], 'poll.show', { query: { poll: before.id } })).body.poll
  expect([after.deadline, after.zone]).toEqual([before.deadline, 'Europe/Berlin'])
  const next = await openPoll(scene.test, { question: 'Später?' })
  expect([next.deadline, next.zone]).toEqual(['2026-11-30T17:00:00.000Z', 'America/New_York'])
})
