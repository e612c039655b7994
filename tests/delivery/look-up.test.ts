/** Posts of which nobody knows are looked for in their channel, where Graph may read it, and settled by what is there. */
import {
  cardsIn,
  joins,
  type LookUpScene,
  lookUp,
  lostPoll,
  startLookUpScene,
  storedCard,
  triedAgo,
} from '../support/look-up-scene'
import { coordinator, openPoll, vote, voters } from '../support/polls'
import { postsTo } from '../support/posts'
import { quiet } from '../support/quiet'
import { groupChannel } from '../support/teams-scene'

let scene: LookUpScene
beforeEach(async () => {
  scene = await startLookUpScene()
})
afterEach(() => scene.stop())

const rename = (poll: string, label: string) =>
  scene.test.api(coordinator, 'poll.rename-option', { body: { poll, option: 'o1', label } })

const shows = (poll: string, label: string) =>
  scene.teams.waitFor(() => JSON.stringify(cardsIn(scene, poll)).includes(label))

describe('a post that stands there', () => {
  it('becomes sent, with the id of its message, and can be edited from then on', async () => {
    const poll = await lostPoll(scene, 'cut-after')
    await lookUp(scene)
    const [card, ...more] = cardsIn(scene, poll.id)
    expect(more).toEqual([])
    expect(await storedCard(scene, poll.id)).toMatchObject({
      state: 'sent',
      cause: null,
      message_id: card?.id,
      data: {},
    })
    await rename(poll.id, 'Umbenannt nach dem Fund')
    await shows(poll.id, 'Umbenannt nach dem Fund')
    expect(cardsIn(scene, poll.id)).toHaveLength(1)
  })

  it('shows what happened while nobody knew of it', async () => {
    const poll = await lostPoll(scene, 'cut-after')
    await rename(poll.id, 'Umbenannt vor dem Fund')
    await vote(scene.test, voters[0], poll.id, 'o1')
    await quiet(scene.test.database)
    expect(JSON.stringify(cardsIn(scene, poll.id))).not.toContain('Umbenannt vor dem Fund')
    await lookUp(scene)
    await shows(poll.id, 'Umbenannt vor dem Fund')
    expect(JSON.stringify(cardsIn(scene, poll.id))).toContain('1 von 11')
  })

  it.each([
    ['an error', { status: 500, accepted: true }],
    ['504', { status: 504, accepted: true }],
  ] as const)('is found after %s, too', async (_name, mishap) => {
    const poll = await lostPoll(scene, mishap)
    await lookUp(scene)
    expect(await storedCard(scene, poll.id)).toMatchObject({
      state: 'sent',
      message_id: cardsIn(scene, poll.id)[0]?.id,
    })
  })

  it('is found at once, without the three minutes', async () => {
    const poll = await lostPoll(scene, 'cut-after')
    await triedAgo(scene, '1 second')
    await lookUp(scene)
    expect((await storedCard(scene, poll.id))?.state).toBe('sent')
  })

  it('is told apart from other cards of the same poll', async () => {
    const first = await openPoll(scene.test)
    await quiet(scene.test.database)
    const second = await lostPoll(scene, 'cut-after')
    await lookUp(scene)
    expect((await storedCard(scene, second.id))?.message_id).toBe(cardsIn(scene, second.id)[0]?.id)
    expect((await storedCard(scene, second.id))?.message_id).not.toBe(
      (await storedCard(scene, first.id))?.message_id,
    )
  })

  it('is found in every channel of a team, though Teams names its group in one of them only', async () => {
    await scene.test.database.sql('update channel set team_group_id = null')
    await joins(scene, { ...groupChannel, id: groupChannel.team.id, name: 'General' })
    const poll = await lostPoll(scene, 'cut-after')
    await lookUp(scene)
    expect(scene.graph.calls).toMatchObject([
      { team: groupChannel.team.aadGroupId, channel: groupChannel.id },
    ])
    expect((await storedCard(scene, poll.id))?.state).toBe('sent')
  })

  it('stands in the ledger as sent, with a link to it', async () => {
    const poll = await lostPoll(scene, 'cut-after')
    const before = await scene.test.api(coordinator, 'ledger.show', { query: { state: 'trouble' } })
    expect(before.body.deliveries).toMatchObject([{ state: 'unknown', mayDecide: true }])
    expect(before.body.deliveries[0].message).not.toContain('/l/message/')
    await lookUp(scene)
    const { body } = await scene.test.api(coordinator, 'ledger.show')
    const line = body.deliveries.find((one: { id: string }) => one.id === before.body.deliveries[0].id)
    expect(line).toMatchObject({ cause: null, mayDecide: false })
    expect(line.message).toContain(
      `/l/message/${encodeURIComponent(groupChannel.id)}/${cardsIn(scene, poll.id)[0]?.id}`,
    )
  })
})

describe('a post that does not stand there', () => {
  it('is sent again, but only when three minutes have passed since the try', async () => {
    const poll = await lostPoll(scene, 'cut-before')
    await lookUp(scene)
    await triedAgo(scene, '2 minutes 50 seconds')
    await lookUp(scene)
    expect((await storedCard(scene, poll.id))?.state).toBe('unknown')
    expect(cardsIn(scene, poll.id)).toEqual([])
    await triedAgo(scene, '3 minutes 1 second')
    await lookUp(scene)
    expect(await storedCard(scene, poll.id)).toMatchObject({
      state: 'sent',
      message_id: cardsIn(scene, poll.id)[0]?.id,
    })
    expect(cardsIn(scene, poll.id)).toHaveLength(1)
  })

  it('is sent again once, however many rounds look at it', async () => {
    const poll = await lostPoll(scene, 'cut-before')
    await triedAgo(scene, '3 minutes 1 second')
    await scene.test.database.sql(
      "select graphile_worker.add_job('delivery:look-up') from generate_series(1, 6)",
    )
    await quiet(scene.test.database)
    await lookUp(scene)
    expect(cardsIn(scene, poll.id)).toHaveLength(1)
  })

  it('waits for three minutes anew when the second try is lost as well', async () => {
    const poll = await lostPoll(scene, 'cut-before')
    await triedAgo(scene, '3 minutes 1 second')
    scene.teams.misbehave({ when: postsTo(groupChannel.id), times: 1, with: 'cut-before' })
    await lookUp(scene)
    expect((await storedCard(scene, poll.id))?.state).toBe('unknown')
    await lookUp(scene)
    expect((await storedCard(scene, poll.id))?.state).toBe('unknown')
    await triedAgo(scene, '3 minutes 1 second')
    await lookUp(scene)
    expect((await storedCard(scene, poll.id))?.state).toBe('sent')
    expect(cardsIn(scene, poll.id)).toHaveLength(1)
  })

  it('comes as the poll is by then', async () => {
    const poll = await lostPoll(scene, 'cut-before')
    await rename(poll.id, 'Inzwischen umbenannt')
    await triedAgo(scene, '3 minutes 1 second')
    await lookUp(scene)
    expect(JSON.stringify(cardsIn(scene, poll.id))).toContain('Inzwischen umbenannt')
  })
})
