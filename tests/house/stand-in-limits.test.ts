/** What stands in for Teams enforces Microsoft's limits (PLATFORM.md 1) to the request. */
import type { TeamsStandIn } from '../support/teams-stand-in'
import { microsoftLimits, RateLimiter } from '../support/teams-stand-in/limits'
import { type Answered, at, call, channel, clock, send, startScene, text } from './stand-in-scene'

let teams: TeamsStandIn
afterEach(() => teams.close())

describe("the Teams stand-in, enforcing Microsoft's limits,", () => {
  /** Sends until it is refused. @returns how many went through, and the refusal. */
  const flood = async (ask: () => Promise<Answered>, most = 200) => {
    for (let passed = 0; passed < most; passed += 1) {
      const answer = await ask()
      if (answer.status === 429)
        return { passed, retryAfter: answer.retryAfter, code: answer.body.error?.code }
    }
    return { passed: most }
  }

  it('lets 7 posts into a conversation within a second, and 8 within two', async () => {
    teams = await startScene({ limits: microsoftLimits })
    expect(await flood(() => send(teams, 'Hallo'))).toEqual({ passed: 7, retryAfter: '1', code: 'Throttled' })
    clock.advance(1_000)
    expect(await flood(() => send(teams, 'Hallo'))).toMatchObject({ passed: 1, retryAfter: '1' })
    clock.advance(1_000)
    expect(await flood(() => send(teams, 'Hallo'))).toMatchObject({ passed: 7 })
  })

  it('lets 60 posts into a conversation within 30 seconds, and says how long to wait', async () => {
    teams = await startScene({ limits: microsoftLimits })
    let passed = 0
    for (let second = 0; second < 15; second += 1) {
      for (let i = 0; i < 4; i += 1) passed += (await send(teams, 'Hallo')).status === 201 ? 1 : 0
      clock.advance(1_000)
    }
    expect(passed).toBe(60)
    expect(await send(teams, 'Hallo')).toMatchObject({ status: 429, retryAfter: '15' })
    clock.advance(15_000)
    expect((await send(teams, 'Hallo')).status).toBe(201)
  })

  it('lets 1,800 posts into a conversation within an hour', () => {
    const limiter = new RateLimiter(microsoftLimits)
    const post = { operation: 'send', conversation: channel.id, team: null } as const
    // One every 1.9 s passes every other limit; over HTTP this would be 1,800 requests.
    const waits = Array.from({ length: 1_801 }, (_, i) => limiter.admit(post, 'tenant', i * 1_900))
    expect(waits.slice(0, -1).filter((wait) => wait > 0)).toEqual([])
    expect(waits.at(-1)).toBe(3_600_000 - 1_800 * 1_900)
  })

  it('counts edits and answers in threads as posts into their conversation', async () => {
    teams = await startScene({ limits: microsoftLimits })
    const id = (await send(teams, 'alt')).body.id ?? ''
    const thread = `${channel.id};messageid=${id}`
    for (let i = 0; i < 3; i += 1) await send(teams, 'Antwort', thread)
    const edit = () => call(teams.serviceUrl, 'PUT', `${at(channel.id)}/activities/${id}`, text('neu'))
    expect(await flood(edit)).toMatchObject({ passed: 3 })
    expect(teams.message(channel.id, id)?.edits).toBe(3)
  })

  it('lets a roster be read 14 times within a second', async () => {
    teams = await startScene({ limits: microsoftLimits })
    expect(await flood(() => call(teams.serviceUrl, 'GET', `${at(channel.id)}/members`))).toMatchObject({
      passed: 14,
    })
  })

  it('lets a tenant make 50 requests a second over all its conversations, and another tenant as many again', async () => {
    teams = await startScene({ limits: microsoftLimits })
    let n = 0
    expect(await flood(() => send(teams, 'Hallo', `19:${++n}@thread.tacv2`))).toMatchObject({ passed: 50 })
    teams.addChat({ id: '19:other@thread.v2', tenant: 'another', members: [] })
    expect((await send(teams, 'Hallo', '19:other@thread.v2')).status).toBe(201)
  })

  it('says nothing of when to come back, when told so', async () => {
    teams = await startScene({ limits: microsoftLimits, retryAfter: false })
    expect(await flood(() => send(teams, 'Hallo'))).toMatchObject({ passed: 7, retryAfter: null })
  })

  it('records what it throttled as a limit, and posts none of it', async () => {
    teams = await startScene({ limits: microsoftLimits })
    await flood(() => send(teams, 'Hallo'))
    expect(teams.calls.at(-1)?.outcome).toMatchObject({ status: 429, accepted: false, cause: 'limit' })
    expect(teams.messages()).toHaveLength(7)
  })
})
