/** The main job through the real HTTP door: opened, answered, counted, closed. */
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService

beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

it('opens a poll, counts answers, replaces one, and closes by itself at the deadline (P2, P3)', async () => {
  const poll = await openPoll(test)
  expect(poll).toMatchObject({ state: 'open', voters: 11, answered: 0, deadline: '2026-11-30T11:00:00.000Z' })
  await vote(test, voters[0], poll.id, 'o1')
  await vote(test, voters[1], poll.id, 'o2')
  const replaced = await vote(test, voters[0], poll.id, 'o2')
  expect(replaced.body).toMatchObject({ answered: 2, mine: { choices: ['o2'] } })
  expect(replaced.body.result.rows.map((row: { votes: number }) => row.votes)).toEqual([0, 2, 0])
  test.clock.set('2026-11-30T12:00:03+01:00')
  expect(await closeDuePolls(test.service.desk)).toBeGreaterThanOrEqual(1)
  const page = await showPage(test, voters[3], poll.id)
  expect(page.poll).toMatchObject({ state: 'closed', answered: 2, closedAt: '2026-11-30T11:00:00.000Z' })
  expect(page.names).toEqual({ o2: [voters[0], voters[1]] })
})
