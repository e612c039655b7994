/** P3 with both gates closed: what counts is when a request reached the service, not when its token had been looked at. */
import { randomIds } from '../../bot/ids'
import { type ClosedGates, startClosedGates } from '../support/closed-gates'
import { openPoll } from '../support/polls'
import { startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

let before: TestService
beforeAll(async () => {
  before = await startTestService()
})
afterAll(() => before.stop())

type Cast = (gates: ClosedGates, data: object) => Promise<unknown>

const inTeams: Cast = async (gates, data) => {
  const action = { type: 'Action.Execute', verb: 'poll.cast-ballot', data }
  const token = await gates.issuer.botToken(gates.botWanted)
  return (await gates.ask(`Bearer ${token}`, { value: { action, trigger: 'manual' } })).body
}
const inTab: Cast = async (gates, data) => {
  const authorization = `Bearer ${await gates.issuer.tabToken(gates.tabWanted)}`
  const headers = { authorization, 'content-type': 'application/json' }
  const request = { method: 'POST', headers, body: JSON.stringify(data) }
  return (await fetch(`${gates.test.url}/api/poll.cast-ballot`, request)).json()
}

it.each([
  ['in Teams', inTeams],
  ['in the tab', inTab],
])('P3 a ballot cast %s in time counts, although the keys for its token came late', async (_where, cast) => {
  const poll = await openPoll(before)
  const gates = await startClosedGates({}, before.database)
  try {
    let release = () => {}
    gates.issuer.slowUntil(
      new Promise((resolve) => {
        release = resolve
      }),
    )
    gates.test.clock.set('2026-11-30T11:59:59.900+01:00')
    const casting = cast(gates, { poll: poll.id, choice: 'o1', nonce: randomIds.nonce() })
    await until(() => gates.issuer.asked.length > 0, 5000)
    gates.test.clock.set('2026-11-30T12:00:01.500+01:00')
    release()
    expect(JSON.stringify(await casting)).toMatch(/Gespeichert: KI im Büro|"answered":1/)
  } finally {
    await gates.stop()
  }
})
