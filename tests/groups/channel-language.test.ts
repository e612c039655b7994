/** A channel can speak another language than its network: what stands there changes, what comes follows. */
import { demoFounder } from '../../bot/demo/network'
import { coordinator, openPoll, voters } from '../support/polls'
import { groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeEach(async () => {
  scene = await startTeamsScene()
  await scene.install()
  await scene.teams.waitFor((teams) => teams.messages().length === 1)
})
afterEach(() => scene.stop())

const office = demoFounder.name

async function channelId(): Promise<string> {
  const [row] = await scene.test.database.sql<{ id: string }>(
    'select id from channel where conversation_id = $1',
    [groupChannel.id],
  )
  return row?.id ?? ''
}

const set = async (who: string, language: string | null) =>
  scene.test.api(who, 'channel.set-language', { body: { channel: await channelId(), language } })

/** Texts of the cards that show a question, in the order of posting, once that many of them say so. */
const saying = (question: string, words: string, count = 1) =>
  scene.teams.waitFor((teams) => {
    const cards = teams
      .messages(groupChannel.id)
      .map(({ activity }) => JSON.stringify(activity))
      .filter((card) => card.includes(question) && card.includes(words))
    return cards.length === count
  })

it('turns the cards that stand there into the language that its coordinator chooses, and posts the next ones in it', async () => {
  await openPoll(scene.test, { question: 'Welche Schulung?' })
  await saying('Welche Schulung?', 'UMFRAGE')
  expect((await set(coordinator, 'en')).status).toBe(200)
  await saying('Welche Schulung?', 'POLL')
  await openPoll(scene.test, { question: 'Noch eine?' })
  await saying('Noch eine?', 'POLL')
  // Back to the network's.
  expect((await set(office, null)).status).toBe(200)
  await saying('Noch eine?', 'UMFRAGE')
})

it('answers who asks there in the language of the one who has asked', async () => {
  expect((await set(coordinator, 'en')).status).toBe(200)
  await scene.say(coordinator, 'hilfe')
  await scene.teams.waitFor((teams) =>
    teams.messages(groupChannel.id).some(({ activity }) => JSON.stringify(activity).includes('Umfrage')),
  )
})

it('is set by nobody else, and not to what the house does not speak', async () => {
  const [member = ''] = voters
  expect((await set(member, 'en')).body.refusal.code).toBe('groups:lacks-keep-members')
  expect((await set(coordinator, 'fr')).status).toBe(422)
  const unknown = await scene.test.api(office, 'channel.set-language', {
    body: { channel: '00000000-0000-4000-8000-000000000000', language: 'en' },
  })
  expect(unknown.body.refusal.code).toBe('groups:unknown-channel')
})
