/** The bot comes and goes: where posts may go, one greeting, and cards that are gone are posted anew. */
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { installationUpdate, membersAdded } from '../support/activities'
import { openPoll } from '../support/polls'
import { quiet } from '../support/quiet'
import {
  demoTeamsPerson,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
  wordsOf,
} from '../support/teams-scene'
import { type Place, personalChat, teamsPerson } from '../support/teams-world'

let scene: TeamsScene
beforeEach(async () => {
  scene = await startTeamsScene()
})
afterEach(() => scene.stop())

const office = demoTeamsPerson('Anke Beispiel')
const greeting = 'Guten Tag, ich bin Verbund'

const update = (action: 'add' | 'remove', where: Place = groupChannel) =>
  scene.test.send(installationUpdate(scene.world, { from: office, where, action }))

const titles = () => scene.teams.messages().map((message) => String(message.activity.summary))

it('greets once, however often the bot comes and however many activities say so', async () => {
  await update('add')
  await scene.test.send(membersAdded(scene.world, { from: office, where: groupChannel, who: 'bot' }))
  await update('add')
  await update('remove')
  await update('add')
  await quiet(scene.test.database)
  expect(titles().filter((title) => title.includes(greeting))).toHaveLength(1)
})

it('greets nobody in a personal chat, and not because other people join', async () => {
  await update('add', personalChat('a:personal'))
  const who = [teamsPerson('Neu Hier')]
  await scene.test.send(membersAdded(scene.world, { from: office, where: groupChannel, who }))
  await quiet(scene.test.database)
  expect(titles()).toEqual([])
})

it('posts the cards of open polls anew after a re-installation, and those of closed ones not', async () => {
  await update('add')
  const closed = await openPoll(scene.test, { question: 'Schon vorbei?' })
  const open = await openPoll(scene.test, { question: 'Noch offen?' })
  await quiet(scene.test.database)
  await scene.test.api('Anke Beispiel', 'poll.close', { body: { poll: closed.id } })
  await quiet(scene.test.database)
  // As the Playground does when it stops: every message is forgotten.
  scene.teams.forget()
  await update('add')
  await scene.teams.waitFor((teams) => teams.messages().length > 0)
  await quiet(scene.test.database)
  expect(titles()).toEqual([expect.stringContaining('Noch offen?')])
  const rows = await scene.test.database.sql(
    "select state from post where matter_kind = 'poll' and matter_id = $1 order by created_at, state",
    [open.id],
  )
  expect(rows).toEqual([{ state: 'gone' }, { state: 'sent' }])
})

it('leaves cards that still stand where they are', async () => {
  await update('add')
  await openPoll(scene.test)
  await quiet(scene.test.database)
  const before = scene.teams.messages().length
  await update('add')
  await quiet(scene.test.database)
  expect(scene.teams.messages()).toHaveLength(before)
})

it('answers in the new card after a re-installation, and edits only that one', async () => {
  await update('add')
  const poll = await openPoll(scene.test)
  await quiet(scene.test.database)
  scene.teams.forget()
  await update('add')
  const anew = await scene.teams.waitFor((teams) => teams.messages()[0])
  await quiet(scene.test.database)
  scene.test.clock.set('2026-11-30T12:00:03+01:00')
  await closeDuePolls(scene.test.service.desk)
  await scene.teams.waitFor((teams) => teams.message(groupChannel.id, anew.id)?.edits === 1)
  expect(wordsOf(scene.teams.message(groupChannel.id, anew.id)?.activity).join(' ')).toContain('beendet')
  expect(poll.state).toBe('open')
})

it('posts nothing where the bot has been removed', async () => {
  await update('add')
  await quiet(scene.test.database)
  await update('remove')
  const before = scene.teams.messages().length
  await openPoll(scene.test)
  await quiet(scene.test.database)
  expect(scene.teams.messages()).toHaveLength(before)
})

it('posts by the address that the last installation named', async () => {
  await update('add')
  await quiet(scene.test.database)
  const moved = installationUpdate(scene.world, { from: office, where: groupChannel, action: 'add' })
  const serviceUrl = scene.world.serviceUrl.replace('/teams/', '/emea/')
  await scene.test.send({ ...moved, serviceUrl })
  await openPoll(scene.test)
  const post = await scene.teams.waitFor((teams) =>
    teams.calls.find((call) => call.path.startsWith('/emea/')),
  )
  expect(post.operation).toBe('create')
})
