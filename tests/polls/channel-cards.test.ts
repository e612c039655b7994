/** P9 with the real worker against the stand-in for Teams: up to twenty cards show a poll's state within five seconds. */
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { bringChannels, type DemoTeams, demoTeams, textsOf } from '../support/demo-teams'
import { groupId, openPoll, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'
import { startTeamsStandIn, type TeamsStandIn } from '../support/teams-stand-in'
import { microsoftLimits } from '../support/teams-stand-in/limits'
import { until } from '../support/until'

const channels = 20
let test: TestService
let standIn: TeamsStandIn
let teams: DemoTeams

beforeAll(async () => {
  test = await startTestService()
  standIn = await startTeamsStandIn({ limits: microsoftLimits })
  teams = demoTeams(test, standIn.serviceUrl)
  await bringChannels(test, teams, await groupId(test), channels)
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterEach(() => standIn.behave())
afterAll(async () => {
  await test.stop()
  await standIn.close()
})

/** What every reader of the channels sees of a poll now, one text a card, result posts apart. */
const cardsOf = (poll: string) =>
  standIn
    .messages()
    .filter(
      (one) =>
        JSON.stringify(one.versions[0]).includes(poll) &&
        !JSON.stringify(one.versions[0]).includes('ERGEBNIS'),
    )
    .map((one) => textsOf(one.activity))

async function standing(wishes = {}): Promise<string> {
  const { id } = await openPoll(test, wishes)
  await until(() => cardsOf(id).length === channels, 8000)
  // The card's first edit looks whether something changed while it was on its way; let it pass.
  await new Promise((resolve) => setTimeout(resolve, 300))
  return id
}

it('P9 a vote shows on all twenty cards within five seconds, within the limits of Microsoft', async () => {
  const poll = await standing()
  const before = standIn.calls.length
  await vote(test, voters[0], poll, 'o1')
  await until(() => cardsOf(poll).every((text) => text.includes('1 von 11')), 5000)
  const calls = standIn.calls.slice(before)
  expect(calls.filter((call) => call.operation === 'update').length).toBeLessThanOrEqual(2 * channels)
  expect(calls.some((call) => call.outcome?.status === 429)).toBe(false)
  // Many votes become few edits, and the last edit shows them all.
  for (const who of voters) await vote(test, who, poll, 'o2')
  await until(() => cardsOf(poll).every((text) => text.includes('6 von 11')), 5000)
  expect(standIn.calls.length - before).toBeLessThanOrEqual(4 * channels)
})

it('P9 the end shows on all cards within five seconds, with the last count', async () => {
  const poll = await standing()
  await vote(test, voters[0], poll, 'o1')
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  await until(() => cardsOf(poll).every((text) => text.includes('beendet')), 5000)
  expect(cardsOf(poll).every((text) => text.includes('beendet') && text.includes('1 von 11'))).toBe(true)
})

it('P9 the final state is the last on every card, though an earlier edit was slow on its way', async () => {
  const poll = await standing()
  // The next edits reach Teams only four seconds later: by then the poll has ended.
  const slow = standIn.misbehave({
    when: ({ operation, body }) => operation === 'update' && JSON.stringify(body).includes(poll),
    times: 5,
    with: { slowMs: 4000, acceptedLate: true },
  })
  await vote(test, voters[0], poll, 'o1')
  await until(() => slow.hits === 5, 5000)
  test.clock.set('2026-11-30T12:00:02+01:00')
  await closeDuePolls(test.service.desk)
  await new Promise((resolve) => setTimeout(resolve, 4300))
  const stale = () => cardsOf(poll).filter((text) => !text.includes('beendet'))
  await until(() => stale().length === 0, 4000).catch(() => undefined)
  expect(stale()).toEqual([])
})

it('P9 a card that Teams will not take an edit for right away gets it when asked again', async () => {
  const poll = await standing()
  const trouble = standIn.misbehave({
    when: ({ operation }) => operation === 'update',
    times: 3,
    with: { status: 502 },
  })
  await vote(test, voters[0], poll, 'o2')
  await until(() => cardsOf(poll).every((text) => text.includes('1 von 11')), 9000)
  expect(trouble.hits).toBe(3)
})
