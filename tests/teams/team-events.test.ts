/** Channels and teams that come and go: what is for them waits, the ledger says why, and it goes out when they are back. */
import type { DeliveryLine } from '../../bot/ledger/view'
import { channelDeleted, installationUpdate, membersAdded, teamRenamed } from '../support/activities'
import { coordinator, openPoll } from '../support/polls'
import {
  callsTo,
  laneOf,
  pause,
  requestCards,
  saidIn,
  settledPosts,
  statesOf,
  wakeLanes,
} from '../support/posts'
import { quiet } from '../support/quiet'
import { foundSecondNetwork } from '../support/second-network'
import {
  demoTeamsPerson,
  faultsIn,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
} from '../support/teams-scene'
import { type ChannelPlace, teamsPerson, teamsWorld } from '../support/teams-world'

/** Of the same team, as its General channel is. */
const second: ChannelPlace = { ...groupChannel, id: '19:zweiter@thread.tacv2', name: 'Zweiter' }
const general: ChannelPlace = { ...groupChannel, id: groupChannel.team.id, name: 'General' }
/** Of another team. */
const elsewhere: ChannelPlace = {
  kind: 'channel',
  id: '19:anderswo@thread.tacv2',
  name: 'Anderswo',
  team: { id: '19:anderes-team@thread.tacv2', name: 'Anderes Team', aadGroupId: 'aad-anderes-team' },
}
const all = [groupChannel, second, elsewhere]

const from = demoTeamsPerson(coordinator)
let scene: TeamsScene
beforeEach(async () => {
  scene = await startTeamsScene()
  for (const where of all) await scene.install(where)
  await quiet(scene.test.database)
  scene.teams.forget()
})
afterEach(() => scene.stop())

/** Of a channel, or, without one, of the team as a whole; Teams tells both in General. */
async function tell(eventType: string, where: ChannelPlace, channelName?: string): Promise<void> {
  const ofChannel = eventType.startsWith('channel')
  const named = channelName ? { ...where, name: channelName } : where
  const base = ofChannel
    ? channelDeleted(scene.world, { from, where: named })
    : teamRenamed(scene.world, { from, where: named })
  const { status } = await scene.test.send({ ...base, channelData: { ...base.channelData, eventType } })
  expect(status).toBe(200)
}

const request = (...places: readonly ChannelPlace[]) =>
  requestCards(
    scene,
    places.map(({ id, name }) => ({ conversationId: id, says: `Für ${name}` })),
  )

async function lines(ids: readonly string[]): Promise<readonly DeliveryLine[]> {
  const { body } = await scene.test.api(coordinator, 'ledger.show')
  return ids.map((id) => body.deliveries.find((line: DeliveryLine) => line.id === id))
}

async function nothingGoesTo(...places: readonly ChannelPlace[]): Promise<void> {
  const ids = places.map(({ id }) => id)
  await wakeLanes(scene.test, ids, 5)
  await pause(300)
  await quiet(scene.test.database)
  expect(ids.flatMap((id) => callsTo(scene.teams, id))).toEqual([])
}

const gone = 'Den Kanal oder Chat gibt es nicht mehr.'
const archived = 'Das Team ist archiviert. Sobald es wieder offen ist, geht der Beitrag hinaus.'
const removed =
  'Verbund ist dort nicht installiert. Sobald die App wieder hinzugefügt wird, geht der Beitrag hinaus.'

describe('a channel', () => {
  it('that was deleted takes nothing until it is restored; the rest of its team goes on', async () => {
    await tell('channelDeleted', groupChannel)
    const [here = '', next = ''] = await request(groupChannel, second)
    await nothingGoesTo(groupChannel)
    expect(statesOf(await settledPosts(scene.test, [next]))).toEqual(['sent'])
    expect(await lines([here])).toMatchObject([{ state: 'waiting', cause: gone, tries: 0 }])
    await tell('channelRestored', groupChannel)
    expect(statesOf(await settledPosts(scene.test, [here]))).toEqual(['sent'])
    expect(saidIn(scene.teams, groupChannel.id)).toEqual(['Für Digitale Kompetenzen'])
    expect(await lines([here])).toMatchObject([{ state: 'sent', cause: null }])
  })

  it('that is the General one of a team is deleted alone, though it bears the id of the team', async () => {
    await tell('channelDeleted', general)
    expect(await laneOf(scene.test, general.id)).toMatchObject({ shut: 'conversation-gone' })
    const ids = await request(groupChannel, second)
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
  })

  it('that was renamed bears its new name in the ledger, also for what went there before', async () => {
    const ids = await request(groupChannel, second)
    await settledPosts(scene.test, ids)
    await tell('channelRenamed', groupChannel, 'KI und Daten')
    await tell('channelRenamed', groupChannel, 'KI & Daten')
    const [renamed, other] = await lines(ids)
    expect(renamed?.where).toBe('Kanal Verbund › KI & Daten')
    expect(other?.where).not.toContain('KI & Daten')
  })

  it('of which Verbund never heard may come, go and be renamed: nothing happens', async () => {
    const unknown = { ...second, id: '19:nie-gesehen@thread.tacv2', name: 'Nie gesehen' }
    for (const event of ['channelRenamed', 'channelDeleted', 'channelRestored']) await tell(event, unknown)
    expect(faultsIn(scene.test)).toEqual([])
    const ids = await request(...all)
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent', 'sent'])
  })
})

describe('a team', () => {
  it.each([
    ['archived', 'teamArchived', 'teamUnarchived', archived],
    ['deleted', 'teamDeleted', 'teamRestored', gone],
    ['deleted for good', 'teamHardDeleted', 'teamRestored', gone],
  ])('that was %s takes nothing in any of its channels, until it is back', async (_name, off, on, cause) => {
    await tell(off, groupChannel)
    const [here = '', next = '', far = ''] = await request(...all)
    await nothingGoesTo(groupChannel, second)
    expect(statesOf(await settledPosts(scene.test, [far]))).toEqual(['sent'])
    expect(await lines([here, next])).toMatchObject([
      { state: 'waiting', cause, tries: 0 },
      { state: 'waiting', cause, tries: 0 },
    ])
    await tell(on, groupChannel)
    expect(statesOf(await settledPosts(scene.test, [here, next]))).toEqual(['sent', 'sent'])
    expect(saidIn(scene.teams, second.id)).toEqual(['Für Zweiter'])
  })

  it('that is archived twice and opened once is open', async () => {
    await tell('teamArchived', groupChannel)
    await tell('teamArchived', second)
    const ids = await request(groupChannel)
    await tell('teamUnarchived', groupChannel)
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
  })

  it('that is archived keeps its cards as they are, and shows their last state when it is open again', async () => {
    const poll = await openPoll(scene.test)
    await quiet(scene.test.database)
    await tell('teamArchived', groupChannel)
    scene.teams.forget()
    const body = { poll: poll.id, label: 'Nachgereicht' }
    await scene.test.api(coordinator, 'poll.add-option', { body })
    await nothingGoesTo(groupChannel)
    // `forget` took the messages, too: Teams answers the edit with 404, and the card of an open poll is posted anew.
    await tell('teamUnarchived', groupChannel)
    await scene.teams.waitFor((teams) =>
      JSON.stringify(teams.messages(groupChannel.id)).includes('Nachgereicht'),
    )
  })

  it('that was renamed goes on', async () => {
    await tell('teamRenamed', groupChannel)
    const ids = await request(groupChannel)
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
  })
})

describe('the bot removed from a team', () => {
  const remove = (where: ChannelPlace) =>
    scene.test.send(installationUpdate(scene.world, { from, where, action: 'remove' }))

  it.each([
    ['the channel', groupChannel],
    ['General', general],
  ])('waits in all of its channels, when %s tells it, and resumes when it is back', async (_name, told) => {
    await remove(told)
    const [here = '', next = '', far = ''] = await request(...all)
    await nothingGoesTo(groupChannel, second)
    expect(statesOf(await settledPosts(scene.test, [far]))).toEqual(['sent'])
    expect(await lines([here, next])).toMatchObject([{ cause: removed }, { cause: removed }])
    await scene.install(told)
    expect(statesOf(await settledPosts(scene.test, [here, next]))).toEqual(['sent', 'sent'])
  })

  it('resumes as well when only conversationUpdate tells that it is back', async () => {
    await remove(groupChannel)
    const ids = await request(groupChannel, second)
    await scene.test.send(membersAdded(scene.world, { from, where: general, who: 'bot' }))
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent', 'sent'])
  })

  it('says so in English to whom reads English', async () => {
    await remove(groupChannel)
    const [id = ''] = await request(groupChannel)
    await scene.test.api(coordinator, 'member.set-language', { body: { language: 'en' } })
    const [line] = await lines([id])
    expect(line?.cause).toBe(
      'Verbund is not installed there. As soon as the app is added again, the post goes out.',
    )
  })

  it('and other people who leave: nothing happens', async () => {
    const added = membersAdded(scene.world, { from, where: groupChannel, who: [teamsPerson('Geht Wieder')] })
    const { membersAdded: who, channelData, ...rest } = added
    const left = {
      ...rest,
      membersRemoved: who,
      channelData: { ...channelData, eventType: 'teamMemberRemoved' },
    }
    await scene.test.send(left)
    const ids = await request(groupChannel)
    expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
  })
})

it('E1 what another tenant tells of our channel changes nothing here', async () => {
  await foundSecondNetwork(scene.test)
  const tenant = 'b0000000-0000-4000-8000-00000000000b'
  const world = teamsWorld({ serviceUrl: scene.teams.serviceUrl, tenant, clock: scene.test.clock })
  const stranger = teamsPerson('Fenna Deich', 'north-office')
  await scene.test.send(channelDeleted(world, { from: stranger, where: groupChannel }))
  await scene.test.send(installationUpdate(world, { from: stranger, where: groupChannel, action: 'remove' }))
  const ids = await request(groupChannel)
  expect(statesOf(await settledPosts(scene.test, ids))).toEqual(['sent'])
})
