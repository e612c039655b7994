/** What of the ledger, of greetings and of lanes is forgotten in time, and what never is. */
import { renderersOf } from '../../bot/words'
import { memberOf } from '../support/demo-teams'
import { countRows, oldPost, tidy } from '../support/kept'
import { coordinator as office, openPoll } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

const day = 86_400_000
let test: TestService
let network: string
beforeEach(async () => {
  test = await startTestService()
  network = (await memberOf(test, office)).networkId
})
afterEach(() => test.stop())

const ago = (days: number) => new Date(test.clock.now().getTime() - days * day)
const count = (condition: string, values?: readonly unknown[]) => countRows(test, condition, values)
const post = (state: string, kind: string, at: Date, matter?: string, data?: string) =>
  oldPost(test, network, { state, kind, at, ...(matter && { matter }), ...(data && { data }) })

it('cards of a poll that still runs stay in the ledger, however long ago they were posted', async () => {
  const { id } = await openPoll(test)
  await post('sent', 'poll', ago(1000), id)
  await post('sent', 'poll', ago(1000), 'a0000000-0000-4000-8000-000000000000')
  await tidy(test)
  expect(await count(`post where matter_id = $1`, [id])).toBe(1)
  expect(await count(`post where matter_id like 'a000%'`)).toBe(0)
})

it('whatever kind of post it was, it is forgotten in time', async () => {
  const { desk, links } = test.service
  const kinds = [...Object.keys(renderersOf(desk.world, links)), 'answer', 'digest']
  expect(kinds.length).toBeGreaterThan(15)
  for (const kind of kinds) await post('sent', kind, ago(1000), `gone ${kind}`)
  await tidy(test)
  const left = await test.database.sql(`select matter_kind from post where matter_id like 'gone %'`)
  expect(left).toEqual([])
})

it('what waits to be sent is never forgotten, nor the greeting of a conversation', async () => {
  await post('waiting', 'answer', ago(5000), 'waits', '{"card":"x"}')
  await test.database.sql(`insert into activity_seen values ($1, '19:x', 'greeting', $2)`, [
    network,
    ago(5000),
  ])
  await tidy(test)
  expect(await count(`post where matter_id = 'waits' and data <> '{}'`)).toBe(1)
  expect(await count(`activity_seen where activity_id = 'greeting'`)).toBe(1)
})

it('of a conversation that nobody knows any more no lane stays', async () => {
  await test.database.sql(
    `insert into lane (network_id, conversation_id) values ($1, 'a:1gone'), ($1, '19:x')`,
    [network],
  )
  await post('waiting', 'answer', ago(0))
  await tidy(test)
  expect(await count(`lane where conversation_id = 'a:1gone'`)).toBe(0)
  expect(await count(`lane where conversation_id = '19:x'`)).toBe(1)
})
