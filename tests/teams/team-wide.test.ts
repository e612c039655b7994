/** An app is installed into a team as a whole, and Teams tells so in one of its channels: the others are known by that. */
import { installationUpdate, message } from '../support/activities'
import { coordinator, openPoll } from '../support/polls'
import { quiet } from '../support/quiet'
import { demoTeamsPerson, groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { ChannelPlace } from '../support/teams-world'
import { until } from '../support/until'

/** Of the same team: here the app is added, there the group works. */
const general: ChannelPlace = { ...groupChannel, id: groupChannel.team.id, name: 'General' }

let scene: TeamsScene
beforeEach(async () => {
  scene = await startTeamsScene()
})
afterEach(() => scene.stop())

const installed = async () => {
  const [row] = await scene.test.database.sql<{ installed: boolean; service_url: string | null }>(
    'select installed, service_url from channel where conversation_id = $1',
    [groupChannel.id],
  )
  return row
}
const cardHere = () =>
  until(
    () =>
      scene.teams
        .messages(groupChannel.id)
        .some(({ activity }) => JSON.stringify(activity).includes('Erste Frage')),
    5_000,
  )

it('a poll stands in the channel of its group after the app was added to the team in General', async () => {
  await scene.install(general)
  await openPoll(scene.test, { question: 'Erste Frage' })
  await cardHere()
})

it('a poll stands in a channel whose installation nobody told, after the first words to the bot there', async () => {
  expect(await installed()).toMatchObject({ service_url: null })
  await scene.say(coordinator, 'umfrage')
  await openPoll(scene.test, { question: 'Erste Frage' })
  await cardHere()
})

it('or after a card was used there', async () => {
  await scene.act(coordinator, 'help.show')
  await until(async () => (await installed())?.installed, 5_000)
  await openPoll(scene.test, { question: 'Erste Frage' })
  await cardHere()
})

it('follows the team to another address of Teams, also with what waits already', async () => {
  await scene.install(general)
  await quiet(scene.test.database)
  const serviceUrl = scene.world.serviceUrl.replace('/teams/', '/emea/')
  const from = demoTeamsPerson(coordinator)
  const moved = installationUpdate(scene.world, { from, where: general, action: 'add' })
  await scene.test.send({ ...moved, serviceUrl })
  expect(await installed()).toMatchObject({ service_url: serviceUrl })
})

it('what is opened while the app is not in the team waits, is seen in the ledger, and stands there once it is back', async () => {
  await scene.install(general)
  await quiet(scene.test.database)
  const from = demoTeamsPerson(coordinator)
  await scene.test.send(installationUpdate(scene.world, { from, where: general, action: 'remove' }))
  await openPoll(scene.test, { question: 'Erste Frage' })
  await quiet(scene.test.database)
  const { body } = await scene.test.api(coordinator, 'ledger.show')
  const line = body.deliveries.find(({ title }: { title: string }) => title === 'Erste Frage')
  expect(line).toMatchObject({ state: 'waiting', cause: expect.stringContaining('nicht installiert') })
  await scene.install(general)
  await cardHere()
})

it('E1 words from another tenant make no channel of ours', async () => {
  const from = demoTeamsPerson(coordinator)
  const foreign = message(
    { ...scene.world, tenant: '00000000-0000-4000-8000-00000000dead' },
    { from, where: groupChannel, text: 'umfrage' },
  )
  await scene.test.send(foreign)
  expect(await installed()).toMatchObject({ installed: false, service_url: null })
})
