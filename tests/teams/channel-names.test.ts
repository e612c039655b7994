/** Every team has a channel "General": channels are named with their teams, as far as Teams has told. */
import { channelDeleted, membersAdded, teamRenamed } from '../support/activities'
import { coordinator } from '../support/polls'
import { requestCards, settledPosts } from '../support/posts'
import { demoTeamsPerson, groupChannel, startTeamsScene, type TeamsScene } from '../support/teams-scene'
import type { ChannelPlace } from '../support/teams-world'

const second: ChannelPlace = { ...groupChannel, id: '19:zweiter@thread.tacv2', name: 'Zweiter' }
const general: ChannelPlace = { ...groupChannel, id: groupChannel.team.id, name: 'General' }
const elsewhere: ChannelPlace = {
  kind: 'channel',
  id: '19:anderswo@thread.tacv2',
  name: 'Anderswo',
  team: { id: '19:anderes-team@thread.tacv2', name: 'Anderes Team', aadGroupId: 'aad-anderes-team' },
}

const from = demoTeamsPerson(coordinator)
let scene: TeamsScene
beforeEach(async () => {
  scene = await startTeamsScene()
  for (const where of [groupChannel, second, elsewhere]) await scene.install(where)
})
afterEach(() => scene.stop())

const came = (where: ChannelPlace) => scene.test.send(membersAdded(scene.world, { from, where, who: 'bot' }))
const channelRenamed = (where: ChannelPlace) => {
  const event = channelDeleted(scene.world, { from, where })
  const channelData = { ...event.channelData, eventType: 'channelRenamed' }
  return scene.test.send({ ...event, channelData })
}
const unbound = async (): Promise<readonly (readonly [string | null, string | null, boolean])[]> =>
  (await scene.test.api(coordinator, 'network.show')).body.unbound.map(
    ({ team, name, general: isGeneral }: { team: string; name: string; general: boolean }) =>
      [team, name, isGeneral] as const,
  )

it('the General ones of two teams can be told apart, and from the others of their team', async () => {
  await came(general)
  await came({ ...general, id: elsewhere.team.id, team: elsewhere.team })
  await channelRenamed(second)
  expect(await unbound()).toEqual([
    ['Anderes Team', null, true],
    ['Anderes Team', null, false],
    ['Verbund', null, true],
    ['Verbund', 'Zweiter', false],
  ])
})

it('a team that was renamed bears its new name with each of its channels, in the ledger, too', async () => {
  await came(general)
  await channelRenamed(second)
  const renamed = { ...general, team: { ...general.team, name: 'Netzwerk' } }
  await scene.test.send(teamRenamed(scene.world, { from, where: renamed }))
  expect((await unbound()).map(([team]) => team).filter(Boolean)).toEqual(['Netzwerk', 'Netzwerk'])
  const ids = await requestCards(
    scene,
    [second, general].map(({ id, name }) => ({ conversationId: id, says: `Für ${name}` })),
  )
  await settledPosts(scene.test, ids)
  const { deliveries } = (await scene.test.api(coordinator, 'ledger.show')).body
  const where = ids.map((id) => deliveries.find((line: { id: string }) => line.id === id)?.where)
  expect(where).toEqual(['Kanal Netzwerk › Zweiter', 'Kanal Netzwerk › Allgemein'])
})

it('a channel that is heard of later is named with the team that is known', async () => {
  await came(general)
  const third: ChannelPlace = { ...groupChannel, id: '19:dritter@thread.tacv2', name: 'Dritter' }
  await scene.say(coordinator, 'hilfe', third)
  expect((await unbound()).filter(([team]) => team === 'Verbund')).toHaveLength(3)
})
