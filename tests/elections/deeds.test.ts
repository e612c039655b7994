/** Every act of running an election stands in the audit log, by whom and by which door; what one does for oneself does not. */
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import { memberOf } from '../support/demo-teams'
import { call, opener, opensAt, standFor } from '../support/elections'
import { unsaidKeys } from '../support/kept'
import { voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const [bernd, clara] = voters
beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const act = (verb: string, election: string, more: object = {}) =>
  test.api(opener, `election.${verb}`, { body: { election, ...more } })
const deedsOf = (election: string) =>
  test.database.sql<{ what: string; door: string }>(
    'select what, door from audit_entry where matter_id = $1 and actor_id is not null order by number',
    [election],
  )
const short = async () => {
  const { id } = await call(test, { places: 2 })
  await standFor(test, bernd, id)
  test.clock.set(opensAt)
  await openDueElections(test.service.desk)
  return id
}
const later = {
  ...{ 'opens-date': '2026-11-27', 'opens-time': '12:00' },
  ...{ 'closes-date': '2026-12-01', 'closes-time': '12:00' },
}

it('calling, proposing, giving more time and calling off are written down; standing is not', async () => {
  const { id } = await call(test, { places: 2 })
  await standFor(test, bernd, id)
  await act('propose', id, { member: (await memberOf(test, clara)).id })
  test.clock.set(opensAt)
  await openDueElections(test.service.desk)
  expect((await act('extend', id, later)).status).toBe(200)
  expect((await act('call-off', id)).status).toBe(200)
  const deeds = ['election.call', 'election.propose', 'election.extend', 'election.call-off']
  expect(await deedsOf(id)).toEqual(deeds.map((what) => ({ what, door: 'tab' })))
})

it('voting with fewer is written down', async () => {
  const id = await short()
  expect((await act('go-on', id)).status).toBe(200)
  expect((await deedsOf(id)).map(({ what }) => what)).toEqual(['election.call', 'election.go-on'])
  expect(await unsaidKeys(test)).toEqual([])
})
