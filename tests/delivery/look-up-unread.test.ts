/** Channels that Graph does not read, and posts that it is not asked for: what is unknown stays so. */
import type { GraphMishap } from '../support/graph-mishaps'
import {
  cardsIn,
  type LookUpScene,
  lookUp,
  lostPoll,
  startLookUpScene,
  storedCard,
  triedAgo,
} from '../support/look-up-scene'
import { coordinator, openPoll, voters } from '../support/polls'
import { callsTo, pause, postsTo } from '../support/posts'
import { quiet } from '../support/quiet'
import { chatOf, writesOnce } from '../support/reach'
import { groupChannel } from '../support/teams-scene'
import { until } from '../support/until'

let scene: LookUpScene
beforeEach(async () => {
  scene = await startLookUpScene()
})
afterEach(() => scene.stop())

describe('a channel that cannot be read', () => {
  it.each<readonly [string, GraphMishap]>([
    ['refused', { status: 403, code: 'Forbidden' }],
    ['unknown', { status: 404, code: 'NotFound' }],
    ['throttled', { status: 429, retryAfter: 1 }],
    ['broken', { status: 500 }],
    ['no JSON', { body: '<html>' }],
    ['cut', 'cut'],
    ['cut in the middle', 'cut-within'],
  ])('leaves the post as it is, and the log says so: %s', async (_name, mishap) => {
    const poll = await lostPoll(scene, 'cut-before')
    await triedAgo(scene, '10 minutes')
    scene.graph.misbehave({ when: () => true, with: mishap })
    await lookUp(scene)
    expect((await storedCard(scene, poll.id))?.state).toBe('unknown')
    expect(cardsIn(scene, poll.id)).toEqual([])
    expect(scene.test.log.filter(({ msg }) => msg === 'a channel could not be read')).not.toEqual([])
    scene.graph.behave()
    await until(async () => {
      await lookUp(scene)
      return (await storedCard(scene, poll.id))?.state === 'sent'
    }, 5_000)
  })

  it('is left alone for as long as Graph asks', async () => {
    const poll = await lostPoll(scene, 'cut-after')
    scene.graph.misbehave({ when: 1, with: { status: 429, retryAfter: 2 } })
    await lookUp(scene)
    await lookUp(scene)
    expect(scene.graph.calls).toHaveLength(1)
    await pause(2_100)
    await lookUp(scene)
    expect(scene.graph.calls).toHaveLength(2)
    expect((await storedCard(scene, poll.id))?.state).toBe('sent')
  })

  it('keeps no other job waiting while Graph hangs, and is asked for by one at a time', async () => {
    await lostPoll(scene, 'cut-after')
    scene.graph.misbehave({ when: () => true, with: { slowMs: 4_000 } })
    await scene.test.database.sql(
      "select graphile_worker.add_job('delivery:look-up') from generate_series(1, 8)",
    )
    await until(() => scene.graph.calls.length > 0, 3_000)
    const poll = await openPoll(scene.test)
    await until(async () => (await storedCard(scene, poll.id))?.state === 'sent', 3_500)
    expect(scene.graph.calls).toHaveLength(1)
  })

  it('holds up no other channel', async () => {
    const poll = await lostPoll(scene, 'cut-after')
    const { sql } = scene.test.database
    // An older one, in a channel that Graph does not know.
    await sql(
      `insert into channel (id, network_id, kind, conversation_id, team_id, team_group_id, service_url, installed)
       select gen_random_uuid(), network_id, 'channel', '19:fremd@thread.tacv2', 't', 'g', service_url, true
       from channel where conversation_id = $1`,
      [groupChannel.id],
    )
    await sql(
      `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, created_at, requested_at)
       select gen_random_uuid(), network_id, '19:fremd@thread.tacv2', service_url, 'answer', gen_random_uuid()::text, '{}',
         'unknown', now(), now() - interval '1 hour' from post where matter_id = $1`,
      [poll.id],
    )
    scene.graph.misbehave({
      when: ({ channel }) => channel === '19:fremd@thread.tacv2',
      with: { status: 404 },
    })
    await lookUp(scene)
    expect((await storedCard(scene, poll.id))?.state).toBe('sent')
  })
})

describe('is not asked for', () => {
  it('anything, without GRAPH_READ', async () => {
    await scene.stop()
    scene = await startLookUpScene({})
    const poll = await lostPoll(scene, 'cut-after')
    await triedAgo(scene, '10 minutes')
    await lookUp(scene)
    await pause(200)
    expect(scene.graph.calls).toEqual([])
    expect((await storedCard(scene, poll.id))?.state).toBe('unknown')
  })

  it('anything, while nothing is unknown', async () => {
    await openPoll(scene.test)
    await quiet(scene.test.database)
    await lookUp(scene)
    expect(scene.graph.calls).toEqual([])
  })

  it('a post of more than a day ago, one in a channel that the bot has left, one that a person decided', async () => {
    const poll = await lostPoll(scene, 'cut-after')
    const { sql } = scene.test.database
    await sql("update post set requested_at = now() - interval '25 hours' where state = 'unknown'")
    await lookUp(scene)
    await sql("update post set requested_at = now() where state = 'unknown'")
    await sql('update channel set installed = false')
    await lookUp(scene)
    await sql('update channel set installed = true')
    const delivery = (await storedCard(scene, poll.id))?.id
    await scene.test.api(coordinator, 'ledger.decide', { body: { delivery, verdict: 'stands' } })
    await lookUp(scene)
    expect(scene.graph.calls).toEqual([])
  })

  it('a personal chat: Graph reads none', async () => {
    await writesOnce(scene, voters[0])
    const chat = chatOf(scene, voters[0])
    scene.teams.misbehave({ when: postsTo(chat.id), times: 1, with: 'cut-after' })
    await scene.say(voters[0], 'gruppen', chat)
    await quiet(scene.test.database)
    expect(callsTo(scene.teams, chat.id)).toHaveLength(2)
    await lookUp(scene)
    expect(scene.graph.calls).toEqual([])
  })
})
