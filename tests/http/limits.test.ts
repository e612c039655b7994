/** Abuse is slowed, and nobody else feels it: by person at all doors together, by address for what is not signed in. */
import type { Identity } from '../../bot/groups/identity-store'
import type { PollView } from '../../bot/polls/view'
import { cardAction, message } from '../support/activities'
import { bringCrowd, type Crowd } from '../support/crowd'
import { type DemoTeams, demoTeams, textsOf } from '../support/demo-teams'
import { openPoll } from '../support/polls'
import { startTestService, type TestService } from '../support/service'
import { ballotsIn } from '../support/teams-scene'
import { personalChat, teamsPerson } from '../support/teams-world'

const minute = (requests: number) => ({ requests, seconds: 60 })
const few = { person: minute(10), address: minute(40), failure: minute(5) }
const metrics = 'a-token-for-prometheus'

const tooMany = {
  de: { what: 'Das war zu viel auf einmal.', instead: expect.stringMatching(/^Warten Sie \d+ s /) },
  en: { what: 'That was too much at once.', instead: expect.stringMatching(/^Wait \d+ s, /) },
}

let test: TestService
let teams: DemoTeams
let crowd: Crowd
let poll: PollView
/** Each test has people and addresses of its own: what one has used up is no matter to the next. */
beforeAll(async () => {
  const env = { TRUSTED_PROXIES: '127.0.0.0/8, ::1', METRICS_TOKEN: metrics }
  test = await startTestService({ allowances: few, env })
  teams = demoTeams(test)
  crowd = await bringCrowd(test.database.url, 200)
  poll = await openPoll(test)
})
afterAll(() => test.stop())

let met = 0
/** Somebody who has asked for nothing yet. */
function somebody(): Identity {
  met += 1
  return { tenantId: crowd.tenantId, objectId: crowd.objectId(met) }
}
const teamsUser = ({ objectId }: Identity) => teamsPerson('Mitglied', objectId)
const act = async (who: Identity, verb: string, data: object = {}) =>
  (
    await test.send(
      cardAction(teams.world, { from: teamsUser(who), where: teams.channel, replyToId: '1', verb, data }),
    )
  ).body
const read = async (who: Identity, verb: string, data: object = {}) =>
  textsOf((await act(who, verb, data)).value)

const times = <T>(count: number, work: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)))

describe('one person', () => {
  it.each(['de', 'en'] as const)(
    'who floods the tab is refused: 429, Retry-After, words (%s)',
    async (language) => {
      const flooder = somebody()
      const answers = await times(30, () => test.api(flooder, 'poll.list', { language }))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused).toHaveLength(20)
      for (const { headers, body } of refused) {
        expect(body.refusal).toMatchObject({ code: 'house:too-many', ...tooMany[language] })
        const wait = Number(headers.get('retry-after'))
        expect(wait).toBeGreaterThanOrEqual(1)
        expect(wait).toBeLessThanOrEqual(60)
        expect(body.refusal.instead).toContain(`${wait} s`)
      }
    },
  )

  it('who floods is felt by nobody else, at either gate', async () => {
    const flooder = somebody()
    const flood = times(300, () => test.api(flooder, 'poll.list'))
    const calm = times(10, () => test.api(somebody(), 'poll.show', { query: { poll: poll.id } }))
    const cards = times(10, () => read(somebody(), 'poll.card', { poll: poll.id }))
    expect((await calm).map(({ status }) => status)).toEqual(Array(10).fill(200))
    for (const words of await cards) expect(words).toContain(poll.question)
    expect((await flood).filter(({ status }) => status === 429)).toHaveLength(290)
  })

  it('has one allowance for all doors together', async () => {
    const person = somebody()
    await times(5, () => test.api(person, 'member.show'))
    await times(5, () => act(person, 'help.show'))
    expect((await test.api(person, 'member.show')).status).toBe(429)
    expect(await read(person, 'help.show')).toContain(tooMany.de.what)
  })

  it('is refused on the card that was used: what was ticked stays, and nothing is stored', async () => {
    const person = somebody()
    await times(10, () => act(person, 'help.show'))
    const body = await act(person, 'poll.cast-ballot', {
      poll: poll.id,
      choice: 'o2',
      nonce: 'nonce-of-card',
    })
    expect(body.statusCode).toBe(200)
    expect(textsOf(body.value)).toContain(tooMany.de.what)
    expect(textsOf(body.value)).toContain(poll.question)
    expect(JSON.stringify(body.value)).toContain('"value":"o2"')
    expect(await ballotsIn(test, poll.id)).toBe(0)
  })

  it('who goes on gets a word and no more: the database is not asked any more', async () => {
    const person = somebody()
    await times(20, () => act(person, 'help.show'))
    const ballot = { poll: poll.id, choice: 'o2', nonce: 'nonce-of-card' }
    const words = await read(person, 'poll.cast-ballot', ballot)
    expect(words).toContain(tooMany.de.what)
    expect(words).not.toContain(poll.question)
  })

  it('who writes too often is told so once, and then no post is wasted on it', async () => {
    const [from, where] = [teamsUser(somebody()), personalChat('a:flooder')]
    for (let i = 0; i < 30; i += 1) await test.send(message(teams.world, { from, where, text: `hilfe ${i}` }))
    const posts = await test.database.sql<{ data: { card: unknown } }>(
      // Whoever has a chat is told of a new poll there, too, with any full minute.
      `select data from post where conversation_id = 'a:flooder' and matter_kind = 'answer' order by position`,
    )
    expect(posts).toHaveLength(11)
    expect(textsOf(posts.at(-1)?.data.card)).toContain(tooMany.de.what)
  })

  it('is who Teams says, whatever stands on the card', async () => {
    const [flooder, other] = [somebody(), somebody()]
    await times(20, () => act(flooder, 'help.show', { from: teamsUser(other), aadObjectId: other.objectId }))
    expect(await read(other, 'help.show', { from: teamsUser(flooder) })).not.toContain(tooMany.de.what)
    expect(await read(flooder, 'help.show', { from: teamsUser(other) })).toContain(tooMany.de.what)
  })

  it('is let in again when the time is over', async () => {
    const second = { requests: 3, seconds: 1 }
    const own = await startTestService({ allowances: { ...few, person: second } })
    await times(10, () => own.api('Bernd Muster', 'member.show'))
    const { status, headers } = await own.api('Bernd Muster', 'member.show')
    expect([status, headers.get('retry-after')]).toEqual([429, '1'])
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect((await own.api('Bernd Muster', 'member.show')).status).toBe(200)
    await own.stop()
  })
})

const get = (path: string, address: string, headers: Readonly<Record<string, string>> = {}, at = test) =>
  fetch(`${at.url}${path}`, { headers: { 'x-forwarded-for': address, ...headers } })
const statuses = async (answers: Promise<readonly Response[]>) => (await answers).map(({ status }) => status)

describe('one address', () => {
  const floods = ['/tab/', '/api/session.settings', '/api/nowhere', '/healthz', '/api/openapi.json']

  it.each(floods.map((path, i) => [path, `192.0.2.${i}`]))(
    'that floods %s is refused with 429 and Retry-After',
    async (path, address) => {
      const refused = (await times(60, () => get(path, address))).filter(({ status }) => status === 429)
      expect(refused).toHaveLength(20)
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await refused[0]?.json()).toMatchObject({ refusal: { code: 'house:too-many', ...tooMany.de } })
    },
  )

  it('that floods keeps nobody behind it from signing in, and is no matter at /api/messages', async () => {
    await times(100, () => get('/tab/', '198.51.100.1'))
    const shown = await times(30, async () => {
      const authorization = `Bearer ${await test.token(somebody())}`
      return get('/api/member.show', '198.51.100.1', { authorization })
    })
    expect(shown.map(({ status }) => status)).toEqual(Array(30).fill(200))
    const person = somebody()
    const activity = cardAction(teams.world, {
      from: teamsUser(person),
      where: teams.channel,
      replyToId: '1',
      verb: 'help.show',
    })
    const { body } = await test.send(activity, { 'x-forwarded-for': '198.51.100.1' })
    expect(textsOf(body.value)).not.toContain(tooMany.de.what)
  })

  it('behind a trusted proxy is the one that the proxy has heard', async () => {
    const flood = await statuses(times(60, () => get('/tab/', '203.0.113.1')))
    expect(flood.filter((status) => status === 429)).toHaveLength(20)
    expect((await get('/tab/', '203.0.113.2')).status).toBe(200)
    // Made up before the proxy: what it has heard stands at the end.
    expect((await get('/tab/', '203.0.113.99, 203.0.113.1')).status).toBe(429)
  })

  it('cannot make itself another one where no proxy is trusted, and the log tells of it once', async () => {
    const own = await startTestService({ allowances: few })
    const made = await statuses(times(60, (i) => get('/tab/', `192.0.2.${i}`, {}, own)))
    expect(made.filter((status) => status === 429)).toHaveLength(20)
    expect(own.log.filter(({ msg }) => String(msg).includes('TRUSTED_PROXIES'))).toHaveLength(1)
    await own.stop()
  })
})

describe('sign-ins that fail', () => {
  const guess = async (path: string, address: string, authorization: string) =>
    (await get(path, address, { authorization })).status

  it.each([
    ['/api/member.show', '192.0.2.101'],
    ['/api/changes', '192.0.2.102'],
  ])(
    'at %s are refused with 429 from the sixth on, while others behind the address sign in',
    async (path, address) => {
      const guesses = await times(12, (i) => guess(path, address, `Bearer guess-${i}`))
      expect(guesses.filter((status) => status === 401)).toHaveLength(5)
      expect(guesses.filter((status) => status === 429)).toHaveLength(7)
      expect(await guess('/api/member.show', address, `Bearer ${await test.token(somebody())}`)).toBe(200)
    },
  )

  it('keep a token that can be guessed out of reach: even the right one is not looked at any more', async () => {
    expect(await guess('/metrics', '192.0.2.103', `Bearer ${metrics}`)).toBe(200)
    await times(7, (i) => guess('/metrics', '192.0.2.103', `Bearer guess-${i}`))
    expect(await guess('/metrics', '192.0.2.103', `Bearer ${metrics}`)).toBe(429)
  })
})
