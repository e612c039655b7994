/** A channel is given to a group where it stands: on the greeting, by the group's coordinator or the office. */
import { membersAdded } from '../support/activities'
import { auditOf } from '../support/kept'
import { groupId, openPoll, outsider } from '../support/polls'
import { quiet } from '../support/quiet'
import { chatOf, messagesSaying, type ReachScene, startReachScene } from '../support/reach'
import { demoTeamsPerson, elementsOf } from '../support/teams-scene'
import { channelPlace } from '../support/teams-world'

const coordinator = 'Bernd Muster'
const name = 'AK KMU-Netzwerk'
const where = channelPlace('Kleine Betriebe', 'KMU')

let scene: ReachScene
let group: string
beforeEach(async () => {
  scene = await startReachScene()
  group = await groupId(scene.test, name)
  await scene.install(where)
  await quiet(scene.test.database)
})
afterEach(() => scene.stop())

const bind = (who: string, to: string, place: object = where) =>
  scene.act(who, 'channel.bind-here', { group: to }, { where: place as typeof where })
const greeting = () => messagesSaying(scene, 'ich bin Verbund', where.id)[0]

it('the greeting in a channel that is nobody’s asks whose it is, and promises nothing', () => {
  const text = JSON.stringify(greeting()?.activity)
  expect(text).toContain('Wer trifft sich hier?')
  expect(text).not.toContain('zähle mit. Die Koordination')
  const [choice] = elementsOf(greeting()?.activity, 'Input.ChoiceSet')
  expect(choice.choices.map(({ title }: { title: string }) => title)).toContain(name)
})

it('its coordinator gives it to the group: at once, for everyone to see, and the next poll goes there', async () => {
  const { words } = await bind(coordinator, group)
  expect(words).toContain(`Hier frage ich für ${name} und zähle mit.`)
  await scene.teams.waitFor(() => JSON.stringify(greeting()?.activity).includes(`Hier frage ich für ${name}`))
  expect(JSON.stringify(greeting()?.activity)).not.toContain('channel.bind-here')
  await openPoll(scene.test, { by: coordinator, group, question: 'Schon hier?' } as object)
  await scene.teams.waitFor(() => messagesSaying(scene, 'Schon hier?', where.id).length === 1)
  expect((await auditOf(scene.test)).at(-2)).toMatchObject({
    actor: coordinator,
    what: 'channel.bind',
    door: 'teams',
  })
})

it('nobody else can: the refusal says who may, and the channel stays nobody’s', async () => {
  for (const who of [outsider, 'Deniz Entwurf', 'Jette Schablone'])
    expect((await bind(who, group)).words).toContain('sagt die Koordination des Arbeitskreises')
  expect(JSON.stringify(greeting()?.activity)).toContain('Wer trifft sich hier?')
  const own = await groupId(scene.test, 'AK Personalplanung')
  expect((await bind('Deniz Entwurf', own)).words).toContain('Hier frage ich für AK Personalplanung')
})

it('it belongs to one group: a second is refused with the name of the first, until that one takes it back', async () => {
  await bind(coordinator, group)
  const other = await groupId(scene.test, 'AK Personalplanung')
  expect((await bind('Deniz Entwurf', other)).words).toContain(`Dieser Kanal gehört schon zu ${name}.`)
  const [channel] = await scene.test.database.sql<{ id: string }>(
    'select id from channel where conversation_id = $1',
    [where.id],
  )
  const back = (who: string) =>
    scene.test.api(who, 'channel.bind', { body: { channel: channel?.id, group: null } })
  expect((await back('Deniz Entwurf')).body.refusal.code).toBe('groups:lacks-bind-channel')
  expect((await back(coordinator)).status).toBe(200)
  await scene.teams.waitFor(() => JSON.stringify(greeting()?.activity).includes('Wer trifft sich hier?'))
  expect((await bind('Deniz Entwurf', other)).words).toContain('Hier frage ich für AK Personalplanung')
})

it('in a personal chat there is no channel to give away', async () => {
  expect((await bind(coordinator, group, chatOf(scene, coordinator))).words).toContain(
    'Das geht nur in dem Kanal selbst.',
  )
})

it('“hilfe” in such a channel leads there, offering only the groups that are one’s own', async () => {
  await scene.say(coordinator, 'hilfe', where)
  await scene.teams.waitFor(() => messagesSaying(scene, 'channel.bind-form', where.id).length === 1)
  const { card } = await scene.act(coordinator, 'channel.bind-form', {}, { where })
  const [choice] = elementsOf(card, 'Input.ChoiceSet')
  expect(choice.choices).toEqual([{ title: name, value: group }])
})

it('a channel that was given in the tab is greeted in as the group’s', async () => {
  await scene.test.api('Anke Beispiel', 'network.show')
  const [channel] = await scene.test.database.sql<{ id: string }>(
    'select id from channel where conversation_id = $1',
    [where.id],
  )
  await scene.test.api('Anke Beispiel', 'channel.bind', { body: { channel: channel?.id, group } })
  await scene.teams.waitFor(() => JSON.stringify(greeting()?.activity).includes(`Hier frage ich für ${name}`))
  await scene.test.send(
    membersAdded(scene.world, { from: demoTeamsPerson('Anke Beispiel'), where, who: 'bot' }),
  )
  await quiet(scene.test.database)
  expect(messagesSaying(scene, 'ich bin Verbund', where.id)).toHaveLength(1)
})
