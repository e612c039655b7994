/** What is kept of people in elections that are over, and for how long. */
import { beginVoting, call, electionPage, endVoting, opener, standFor, voteFor } from '../support/elections'
import { countRows, memberId, tidy } from '../support/kept'
import { voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

const [bernd] = voters
const day = 86_400_000
let test: TestService
beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

const count = (condition: string, values?: readonly unknown[]) => countRows(test, condition, values)

it('of an election that is over who might vote, who was asked and who declined is forgotten, and who stood stays', async () => {
  const [clara, deniz] = [voters[1], voters[2]]
  const { id } = await call(test, { places: 1 })
  for (const who of [bernd, clara]) await standFor(test, who, id)
  await test.api(opener, 'election.propose', { body: { election: id, member: await memberId(test, deniz) } })
  await test.api(deniz, 'election.decline', { body: { election: id } })
  const poll = await beginVoting(test, id)
  for (const who of voters.slice(0, 4)) await voteFor(test, who, poll, [clara])
  await endVoting(test, poll)
  const { election } = await electionPage(test, opener, id)
  const names = ['election_voter', `candidacy c`, 'election_trace']
  const rows = async () => Promise.all(names.map((table) => count(`${table} where election_id = $1`, [id])))
  const before = await rows()
  await tidy(test)
  expect(await rows()).toEqual(before)
  test.clock.advance(366 * day)
  await tidy(test)
  expect(await count('election_voter where election_id = $1', [id])).toBe(0)
  expect(await count(`candidacy where election_id = $1 and state <> 'accepted'`, [id])).toBe(0)
  expect(await count('candidacy where election_id = $1 and proposed_by is not null', [id])).toBe(0)
  expect(
    await count(`election_trace where election_id = $1 and what in ('stands', 'stepped-back')`, [id]),
  ).toBe(0)
  const page = await electionPage(test, opener, id)
  expect(page.election).toMatchObject({ voters: election.voters, state: 'closed' })
  expect(page.election.candidates.map(({ name }) => name).sort()).toEqual([bernd, clara].sort())
})
