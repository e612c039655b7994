/** What stands in for Teams posts, edits and deletes as Teams does. */
import type { TeamsStandIn } from '../support/teams-stand-in'
import {
  at,
  call,
  channel,
  clock,
  coordinator,
  rootPost,
  seat,
  send,
  startScene,
  text,
} from './stand-in-scene'

let teams: TeamsStandIn
afterEach(() => teams.close())

describe('the Teams stand-in', () => {
  it('answers a root post with the thread and the id of the message', async () => {
    teams = await startScene()
    const { status, body } = await call(teams.serviceUrl, 'POST', 'conversations', rootPost('Hallo'))
    expect(status).toBe(201)
    expect(body.activityId).toBe(String(Date.parse('2026-03-30T10:00:00+02:00')))
    expect(body.id).toBe(`${channel.id};messageid=${body.activityId}`)
    expect(teams.messages(channel.id)).toMatchObject([
      { id: body.activityId, thread: null, activity: text('Hallo') },
    ])
  })

  it('gives messages of one millisecond different, rising ids', async () => {
    teams = await startScene()
    const ids = [await send(teams, 'eins'), await send(teams, 'zwei'), await send(teams, 'drei')].map(
      ({ body }) => Number(body.id),
    )
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it('opens the same personal chat with a person every time, by either of the two ids', async () => {
    teams = await startScene()
    const open = (id: string) => call(teams.serviceUrl, 'POST', 'conversations', { members: [{ id }] })
    const first = await open(coordinator.id)
    expect(first.body.id).toMatch(/^a:/)
    expect((await open(coordinator.id)).body.id).toBe(first.body.id)
    expect((await open(coordinator.aadObjectId)).body.id).toBe(first.body.id)
    expect(teams.personalChat(coordinator.id)).toBe(first.body.id)
  })

  it('opens no new group chat', async () => {
    teams = await startScene()
    const asked = {
      isGroup: true,
      members: [{ id: coordinator.id }, { id: seat.id }],
      activity: text('Hallo'),
    }
    expect(await call(teams.serviceUrl, 'POST', 'conversations', asked)).toMatchObject({ status: 400 })
  })

  it('puts an answer into its thread, by address and by reply', async () => {
    teams = await startScene()
    const root = (await send(teams, 'Frage')).body.id ?? ''
    await send(teams, 'Antwort', `${channel.id};messageid=${root}`)
    await call(teams.serviceUrl, 'POST', `${at(channel.id)}/activities/${root}`, text('Noch eine'))
    expect(teams.messages(channel.id).map(({ thread }) => thread)).toEqual([null, root, root])
  })

  it('keeps every version of an edited message', async () => {
    teams = await startScene()
    const id = (await send(teams, 'alt')).body.id ?? ''
    clock.advance(5_000)
    const edit = await call(teams.serviceUrl, 'PUT', `${at(channel.id)}/activities/${id}`, text('neu'))
    expect(edit).toMatchObject({ status: 200, body: { id } })
    const message = teams.message(channel.id, id)
    expect(message).toMatchObject({ activity: text('neu'), versions: [text('alt'), text('neu')], edits: 1 })
    expect((message?.changedAt ?? 0) - (message?.postedAt ?? 0)).toBe(5_000)
  })

  it('finds a message through its thread as well as through its channel', async () => {
    teams = await startScene()
    const id = (await send(teams, 'alt')).body.id ?? ''
    const thread = `${channel.id};messageid=${id}`
    expect((await call(teams.serviceUrl, 'PUT', `${at(thread)}/activities/${id}`, text('neu'))).status).toBe(
      200,
    )
  })

  it('deletes a message, and then no longer edits it', async () => {
    teams = await startScene()
    const id = (await send(teams, 'weg')).body.id ?? ''
    expect((await call(teams.serviceUrl, 'DELETE', `${at(channel.id)}/activities/${id}`)).status).toBe(200)
    expect(teams.message(channel.id, id)).toMatchObject({ deleted: true })
    const edit = await call(teams.serviceUrl, 'PUT', `${at(channel.id)}/activities/${id}`, text('neu'))
    expect(edit).toMatchObject({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } })
  })

  it('lets typing pass without a message', async () => {
    teams = await startScene()
    const typing = await call(teams.serviceUrl, 'POST', `${at(channel.id)}/activities`, { type: 'typing' })
    expect(typing.status).toBe(201)
    expect(teams.messages()).toEqual([])
  })
})
