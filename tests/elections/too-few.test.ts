/** Too few candidates: nothing opens by itself, and whoever runs the election decides. */
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import { textsOf } from '../support/demo-teams'
import {
  actOn,
  call,
  closesAt,
  electionForm,
  electionPage,
  endVoting,
  opener,
  opensAt,
  standFor,
  voteFor,
} from '../support/elections'
import { outsider, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const [bernd, clara, deniz, ella] = voters

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

async function short(candidates: readonly string[]): Promise<string> {
  const { id } = await call(test, { places: 2 })
  for (const who of candidates) await standFor(test, who, id)
  test.clock.set(opensAt)
  await openDueElections(test.service.desk)
  await openDueElections(test.service.desk)
  expect((await electionPage(test, bernd, id)).election).toMatchObject({ state: 'short', poll: null })
  return id
}

it('opens nothing and says so, once', async () => {
  const id = await short([bernd])
  expect((await electionPage(test, bernd, id)).trace.filter(({ what }) => what === 'short')).toHaveLength(1)
  const card = (await test.api(bernd, 'election.card', { query: { election: id }, asCard: true })).body
  expect(textsOf(card)).toContain('Es kandidieren zu wenige.')
})

it('one may still come forward until it is decided', async () => {
  const id = await short([bernd])
  expect((await standFor(test, clara, id)).status).toBe(200)
})

it('whoever runs it votes with fewer, and the other seat stays vacant', async () => {
  const id = await short([bernd])
  expect((await actOn(test, opener, 'go-on', id)).body).toMatchObject({ state: 'voting' })
  const poll = (await electionPage(test, opener, id)).election.poll ?? ''
  for (const who of [clara, deniz, ella]) await voteFor(test, who, poll, [bernd])
  expect((await endVoting(test, poll)).outcome).toMatchObject({ elected: ['o1'], vacant: 1 })
})

it('whoever runs it gives more time, and voting then begins by itself', async () => {
  const id = await short([bernd])
  const times = {
    ...{ 'opens-date': '2026-11-27', 'opens-time': '12:00' },
    ...{ 'closes-date': '2026-12-01', 'closes-time': '12:00' },
  }
  expect((await actOn(test, opener, 'extend', id, times)).body).toMatchObject({ state: 'standing' })
  await standFor(test, clara, id)
  test.clock.set('2026-11-27T12:00:00+01:00')
  expect(await openDueElections(test.service.desk)).toBe(1)
  expect((await electionPage(test, bernd, id)).election.state).toBe('voting')
})

it.each([
  ['opens-date', '2026-11-25'],
  ['opens-time', '11:59'],
  ['closes-date', '2026-11-29'],
  ['closes-time', '11:59'],
  // As it is: the life of the election would tell of time that nobody got.
  ['closes-time', '12:00'],
])(
  'more time is never less: an extension with %s %s is refused, and nothing says otherwise',
  async (field, value) => {
    const { id } = await call(test)
    const same = Object.fromEntries(
      Object.entries(electionForm).filter(([name]) => /^(opens|closes)-/.test(name)),
    )
    const refused = await actOn(test, opener, 'extend', id, { ...same, [field]: value })
    expect([refused.status, codeOf(refused)]).toEqual([422, 'elections:not-longer'])
    expect(refused.body.refusal.why).toContain('bis Do., 26. Nov., 12:00')
    const { election, trace } = await electionPage(test, bernd, id)
    expect(election.opensAt).toBe(new Date(opensAt).toISOString())
    expect(trace.map(({ what }) => what)).toEqual(['called'])
  },
)

it('refuses to vote on nobody, before the time, after the end, or twice', async () => {
  expect(codeOf(await actOn(test, opener, 'go-on', await short([])))).toBe('elections:nobody-stands')
  test.clock.set('2026-11-23T09:00:00+01:00')
  const { id } = await call(test)
  await standFor(test, bernd, id)
  expect(codeOf(await actOn(test, opener, 'go-on', id))).toBe('elections:still-standing')
  test.clock.set(opensAt)
  await openDueElections(test.service.desk)
  test.clock.set(closesAt)
  expect(codeOf(await actOn(test, opener, 'go-on', id))).toBe('elections:too-late')
  test.clock.set('2026-11-26T13:00:00+01:00')
  const both = await Promise.all([actOn(test, opener, 'go-on', id), actOn(test, opener, 'go-on', id)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(codeOf(await actOn(test, opener, 'go-on', id))).toBe('elections:voting-already')
  const rows = await test.database.sql('select from poll where form_nonce = $1', [`election-${id}`])
  expect(rows).toHaveLength(1)
})

it('calls it off, after which nothing goes on', async () => {
  const id = await short([bernd])
  expect((await actOn(test, opener, 'call-off', id)).body.state).toBe('called-off')
  for (const verb of ['go-on', 'call-off', 'stand', 'decline'])
    expect([verb, codeOf(await actOn(test, opener, verb, id))]).toEqual([verb, 'elections:called-off'])
  expect(await openDueElections(test.service.desk)).toBe(0)
})

it('only whoever runs elections decides', async () => {
  const id = await short([bernd])
  for (const verb of ['go-on', 'call-off'])
    expect(codeOf(await actOn(test, bernd, verb, id))).toBe('groups:lacks-run-elections')
  expect(codeOf(await actOn(test, outsider, 'go-on', id))).toBe('elections:unknown-election')
})
