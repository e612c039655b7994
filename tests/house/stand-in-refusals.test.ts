/** What stands in for Teams refuses what Teams refuses, and knows its rosters. */
import type { TeamsStandIn } from '../support/teams-stand-in'
import { teamsPerson } from '../support/teams-world'
import { at, call, channel, rootPost, send, startScene, text } from './stand-in-scene'

let teams: TeamsStandIn
afterEach(() => teams.close())

describe('the Teams stand-in, refusing,', () => {
  it('refuses what is over 100 KB in UTF-16, and takes what is just under', async () => {
    teams = await startScene()
    // The braces, names and quotes around the text take 11 characters.
    expect((await send(teams, 'ä'.repeat(51_200 - 11))).status).toBe(201)
    const refused = await send(teams, 'ä'.repeat(51_200 - 10))
    expect(refused).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } })
    expect(teams.calls.at(-1)?.outcome).toMatchObject({ status: 413, accepted: false })
  })

  it('refuses a blocked conversation until it is unblocked', async () => {
    teams = await startScene()
    teams.block(channel.id, 'MessageWritesBlocked')
    expect(await send(teams, 'Hallo')).toMatchObject({
      status: 403,
      body: { subCode: 'MessageWritesBlocked', error: { code: 'MessageWritesBlocked' } },
    })
    expect((await call(teams.serviceUrl, 'POST', 'conversations', rootPost('Hallo'))).status).toBe(403)
    teams.unblock(channel.id)
    expect((await send(teams, 'Hallo')).status).toBe(201)
  })

  it('knows only its own conversations when told so', async () => {
    teams = await startScene({ knownOnly: true })
    expect((await send(teams, 'Hallo')).status).toBe(201)
    const refused = await send(teams, 'Hallo', '19:foreign@thread.tacv2')
    expect(refused).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } })
  })

  it('asks for a token when told so', async () => {
    teams = await startScene({ authorization: true })
    expect(await send(teams, 'Hallo')).toMatchObject({
      status: 401,
      body: { error: { code: 'BotNotRegistered' } },
    })
    teams.enforce({ authorization: (header) => header === null })
    expect((await send(teams, 'Hallo')).status).toBe(201)
  })

  it('refuses a body that is no JSON, an activity without a type, and unknown paths', async () => {
    teams = await startScene()
    const post = (path: string, body: unknown) => call(teams.serviceUrl, 'POST', path, body)
    expect(await post(`${at(channel.id)}/activities`, '{')).toMatchObject({ status: 400 })
    expect(await post(`${at(channel.id)}/activities`, {})).toMatchObject({ status: 400 })
    expect(await post('nothing/here', {})).toMatchObject({ status: 404 })
  })
})

describe('the Teams stand-in, asked for rosters,', () => {
  it('names the members of a team, one by one and in pages', async () => {
    teams = await startScene()
    const many = Array.from({ length: 120 }, (_, i) => teamsPerson(`Person ${i}`))
    teams.addChat({ id: '19:many@thread.v2', members: many })
    const get = (path: string) => call(teams.serviceUrl, 'GET', `${at('19:many@thread.v2')}/${path}`)
    expect((await get('members')).body).toHaveLength(120)
    expect((await get(`members/${encodeURIComponent(many[7]?.id ?? '')}`)).body).toMatchObject({
      name: 'Person 7',
    })
    expect((await get('members/29:1nobody')).status).toBe(404)
    const names: string[] = []
    let token = ''
    do {
      const { body } = await get(`pagedmembers?pageSize=50${token && `&continuationToken=${token}`}`)
      const page = body as { members: { name: string; objectId: string }[]; continuationToken?: string }
      expect(page.members.length).toBeLessThanOrEqual(50)
      names.push(...page.members.map(({ name }) => name))
      token = page.continuationToken ?? ''
    } while (token)
    expect(names).toEqual(many.map(({ name }) => name))
  })

  it('describes a team and lists its channels, General without a name', async () => {
    teams = await startScene()
    const { id, name, aadGroupId } = channel.team
    const team = await call(teams.serviceUrl, 'GET', `teams/${encodeURIComponent(id)}`)
    expect(team.body).toMatchObject({ id, name, aadGroupId, memberCount: 2 })
    const list = await call(teams.serviceUrl, 'GET', `teams/${encodeURIComponent(id)}/conversations`)
    const channels = [
      { id, name: null },
      { id: channel.id, name: channel.name },
    ]
    expect(list.body).toEqual({ conversations: channels })
  })
})

it.each(['', '/', '/teams', '/teams/', '/emea/', '/amer/00000000-0000-4000-8000-0000000000a0/'])(
  'answers under the service path "%s", with a doubled slash too',
  async (prefix) => {
    teams = await startScene()
    for (const url of [`${teams.origin}${prefix}`, `${teams.origin}${prefix}/`]) {
      expect((await call(url, 'POST', `${at(channel.id)}/activities`, text('Hallo'))).status).toBe(201)
      const doubled = await fetch(`${url}/v3/${at(channel.id)}/activities`, {
        method: 'POST',
        body: JSON.stringify(text('Hallo')),
      })
      expect(doubled.status).toBe(201)
    }
  },
)
