/** P3 through the doors: by the time of arrival and the server's clock, with the end told in words. */
import { randomIds } from '../../bot/ids'
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { type DemoTeams, demoTeams, textsOf } from '../support/demo-teams'
import { coordinator, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let teams: DemoTeams

beforeAll(async () => {
  test = await startTestService()
  teams = demoTeams(test)
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const deadline = '2026-11-30T12:00:00.000+01:00'
const [bernd, clara] = voters

describe.each([
  ['in the tab', (who: string, poll: string, choice: string) => vote(test, who, poll, choice)],
  [
    'on the card',
    (who: string, poll: string, choice: string) =>
      teams.act(who, 'poll.cast-ballot', { poll, choice, nonce: randomIds.nonce() }),
  ],
])('P3 %s', (_where, cast) => {
  it('counts a ballot one millisecond before the deadline', async () => {
    const poll = await openPoll(test)
    test.clock.set('2026-11-30T11:59:59.999+01:00')
    expect((await cast(bernd, poll.id, 'o1')).status).toBe(200)
    expect((await showPage(test, coordinator, poll.id)).poll.answered).toBe(1)
  })

  it.each([deadline, '2026-11-30T12:00:00.001+01:00', '2026-12-24T12:00:00+01:00'])(
    'refuses one at %s with the closing time, although nobody has closed the poll yet',
    async (at) => {
      const poll = await openPoll(test)
      test.clock.set(at)
      const { body } = await cast(bernd, poll.id, 'o1')
      expect(body.refusal ? Object.values(body.refusal).join(' ') : textsOf(body.value)).toMatch(
        /Mo\., 30\. Nov\., 12:00/,
      )
      expect((await showPage(test, coordinator, poll.id)).poll).toMatchObject({ answered: 0, state: 'open' })
    },
  )
})

describe('P3 between the deadline and the closing', () => {
  const cast = (poll: string, choice: string) =>
    teams.act(clara, 'poll.cast-ballot', { poll, choice, nonce: randomIds.nonce() })
  const formIn = (body: unknown) => JSON.stringify(body).match(/Input\.|poll\.(cast|withdraw|answer)[\w-]+/g)

  it('a refused card offers no form: nothing that it sent could count', async () => {
    const poll = await openPoll(test)
    test.clock.set(deadline)
    const { body } = await cast(poll.id, 'o1')
    expect(textsOf(body.value)).toContain('Diese Umfrage ist beendet')
    expect(textsOf(body.value)).toMatch(/beendet Mo\., 30\. Nov\., 12:00/)
    expect(formIn(body)).toBeNull()
  })

  it('neither does a card that is looked at, with a ballot or without', async () => {
    const poll = await openPoll(test)
    await vote(test, bernd, poll.id, 'o1')
    test.clock.set(deadline)
    for (const who of [bernd, clara])
      for (const verb of ['poll.card', 'poll.answer-form']) {
        const { body } = await teams.act(who, verb, { poll: poll.id })
        expect([who, verb, formIn(body)]).toEqual([who, verb, null])
        expect(textsOf(body.value)).not.toContain('keine Stimme')
      }
    expect(await showPage(test, bernd, poll.id)).toMatchObject({
      poll: { state: 'open', over: true, mine: { mayVote: false } },
    })
  })

  it('a ballot that came in time and is answered late is told as stored, without a way to change it', async () => {
    const poll = await openPoll(test)
    test.clock.set('2026-11-30T11:59:59.999+01:00')
    const { sql } = test.database
    await sql('begin')
    await sql('select from poll where id = $1 for update', [poll.id])
    const waiting = cast(poll.id, 'o1')
    await new Promise((resolve) => setTimeout(resolve, 150))
    test.clock.set('2026-11-30T12:00:01.500+01:00')
    await sql('commit')
    const { body } = await waiting
    expect(textsOf(body.value)).toContain('Gespeichert: KI im Büro')
    expect(formIn(body)).toBeNull()
  })
})

it('P3 says, to who answered before, that this answer counts; to who did not, that there is none', async () => {
  const poll = await openPoll(test)
  await vote(test, bernd, poll.id, 'o1')
  test.clock.set(deadline)
  expect((await vote(test, bernd, poll.id, 'o2')).body.refusal.code).toBe('polls:closed-with-ballot')
  expect((await vote(test, clara, poll.id, 'o2')).body.refusal.code).toBe('polls:closed')
})

it('P3 says so in an anonymous poll too, also when nothing joins the answer to the name any more', async () => {
  const poll = await openPoll(test, { secrecy: 'anonymous' })
  await vote(test, bernd, poll.id, 'o1')
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  expect((await vote(test, bernd, poll.id, 'o2')).body.refusal.code).toBe('polls:closed-with-ballot')
})

it('P3 a request that arrived in time counts, however long it waits for the database', async () => {
  const poll = await openPoll(test)
  test.clock.set('2026-11-30T11:59:59.999+01:00')
  const { sql } = test.database
  await sql('begin')
  await sql('select from poll where id = $1 for update', [poll.id])
  const waiting = vote(test, bernd, poll.id, 'o1')
  await new Promise((resolve) => setTimeout(resolve, 150))
  test.clock.set('2026-11-30T12:00:01.500+01:00')
  await sql('commit')
  expect((await waiting).body).toMatchObject({ answered: 1 })
})

it('P3 leaves two seconds for ballots on their way, then closes with the deadline as its end', async () => {
  const poll = await openPoll(test)
  const state = async () => (await showPage(test, bernd, poll.id)).poll
  test.clock.set('2026-11-30T12:00:01.999+01:00')
  await closeDuePolls(test.service.desk)
  expect(await state()).toMatchObject({ state: 'open' })
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  expect(await state()).toMatchObject({ state: 'closed', closedAt: '2026-11-30T11:00:00.000Z' })
})

it('P3 closes each poll once, however many look at the same moment', async () => {
  const poll = await openPoll(test)
  test.clock.set('2026-11-30T12:00:03+01:00')
  await Promise.all([
    closeDuePolls(test.service.desk),
    closeDuePolls(test.service.desk),
    closeDuePolls(test.service.desk),
  ])
  const { trace } = await showPage(test, bernd, poll.id)
  expect(trace.map((entry: { what: string }) => entry.what)).toEqual(['opened', 'closed'])
  expect(trace.at(-1)).toMatchObject({ who: '', at: '2026-11-30T11:00:00.000Z' })
})

it('P3 a poll whose end a crash had swallowed is closed when the service looks again', async () => {
  const poll = await openPoll(test)
  await test.database.sql(`delete from graphile_worker._private_jobs where key = 'close:${poll.id}'`)
  test.clock.set('2026-12-01T08:00:00+01:00')
  await closeDuePolls(test.service.desk)
  expect((await showPage(test, bernd, poll.id)).poll).toMatchObject({
    state: 'closed',
    closedAt: '2026-11-30T11:00:00.000Z',
  })
})

describe('P3 the deadline is shown with its time zone', () => {
  const card = async (at: string, date: string) => {
    test.clock.set(at)
    const poll = await openPoll(test, { date })
    return textsOf((await test.api(bernd, 'poll.card', { query: { poll: poll.id }, asCard: true })).body)
  }

  it.each([
    ['2027-03-26T12:00:00+01:00', '2027-03-29', 'Mo., 29. März, 12:00'],
    ['2027-10-29T12:00:00+02:00', '2027-11-01', 'Mo., 1. Nov., 12:00'],
  ])('as local time, across the change of clocks (opened %s)', async (at, date, shown) => {
    expect(await card(at, date)).toContain(`bis ${shown}`)
  })

  it('by name, on the card', async () => {
    const text = await card('2026-11-23T09:00:00+01:00', '2026-11-30')
    expect(text).toMatch(/12:00.{0,3}(MEZ|Berlin|Europe\/Berlin)/)
  })
})
