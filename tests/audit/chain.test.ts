/** The audit log can only be added to, and whatever is changed, taken out or swapped in it is found. */
import { sql } from 'kysely'
import { checkChain, forgetEntries } from '../../bot/audit/log-store'
import { record } from '../../bot/audit/store'
import type { Transaction } from '../../bot/database/database'
import { raw } from '../../bot/database/query'
import { memberOf } from '../support/demo-teams'
import { coordinator as office } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let network: string
let first: number

const inNetwork = <T>(work: (tx: Transaction) => Promise<T>) =>
  test.service.desk.world.database.inNetwork(network, work)
const add = (count: number, at = test.clock.now()) =>
  inNetwork(async (tx) => {
    for (let i = 0; i < count; i += 1) await record(tx, { at, by: null, what: 'test.deed', data: { i } })
  })
const check = async (atOnce?: number) => inNetwork((tx) => checkChain(tx, atOnce))
/** As the owner of the tables could do it. */
const tamper = (text: string) => test.database.sql(text.replaceAll('$n', `${first + 5}`))

beforeEach(async () => {
  test = await startTestService()
  network = (await memberOf(test, office)).networkId
  first = (await check()).entries
  await add(12)
})
afterEach(() => test.stop())

it('is whole as it was written, in whatever steps it is read', async () => {
  const whole = await check()
  expect(whole).toMatchObject({ entries: first + 12, broken: null, last: { number: first + 12 } })
  for (const atOnce of [1, 2, 5, first + 12, first + 13]) expect(await check(atOnce)).toEqual(whole)
})

it.each([
  ['a changed deed', `update audit_entry set what = 'test.other' where number = $n`],
  ['a changed time', `update audit_entry set at = at - interval '1 minute' where number = $n`],
  ['another actor', `update audit_entry set actor_id = (select id from member limit 1) where number = $n`],
  ['another door', `update audit_entry set door = 'tab' where number = $n`],
  ['changed data', `update audit_entry set data = '{"i": 99}' where number = $n`],
  ['another matter', `update audit_entry set matter_id = 'x' where number = $n`],
  [
    'a changed entry with its hash made anew: the next one does not fit',
    `update audit_entry set what = 'test.other', hash = audit_hash(number, at, actor_id, door, 'test.other',
       matter_kind, matter_id, data, previous) where number = $n - 1`,
  ],
])('%s is found, and named', async (_what, change) => {
  await tamper(change)
  for (const atOnce of [undefined, 3]) expect((await check(atOnce)).broken).toBe(first + 5)
})

it('a removed entry is found by the one after it', async () => {
  await tamper('delete from audit_entry where number = $n')
  expect((await check()).broken).toBe(first + 6)
})

it('two swapped entries are found', async () => {
  await tamper(`update audit_entry set number = -1 where number = $n;
    update audit_entry set number = $n where number = $n + 1;
    update audit_entry set number = $n + 1 where number = -1`)
  expect((await check()).broken).toBe(first + 5)
})

it('the oldest entries cut off by hand are found, for the log itself says nothing of it', async () => {
  await tamper('delete from audit_entry where number <= $n')
  expect((await check()).broken).toBe(first + 6)
})

it('shortened in its time it is whole from the first entry that is kept', async () => {
  const day = 86_400_000
  test.clock.advance(400 * day)
  await add(3)
  expect(await inNetwork((tx) => forgetEntries(tx, test.clock.now(), 365, 5))).toBe(5)
  expect(await check()).toMatchObject({ broken: null, first: 6 })
  expect(await inNetwork((tx) => forgetEntries(tx, test.clock.now(), 365, 1000))).toBe(first + 12 - 5)
  const { broken, entries } = await check()
  // Three, and the two notes of the shortening.
  expect([broken, entries]).toEqual([null, 5])
  test.clock.advance(400 * day)
  await inNetwork((tx) => forgetEntries(tx, test.clock.now(), 365, 1000))
  expect((await check()).broken).toBeNull()
  expect((await check()).entries).toBe(2)
})

describe('the service can only add', () => {
  it.each([
    ['change', sql`update audit_entry set what = 'test.other'`],
    ['remove', sql`delete from audit_entry`],
    ['empty', sql`truncate audit_entry`],
    [
      'write past the chain',
      sql`insert into audit_entry values (current_network(), 9999, now(), null, 'tab', 'x.y', null, null, '{}', '', '')`,
    ],
  ])('it may not %s', async (_what, statement) => {
    await expect(inNetwork((tx) => tx.run(raw(statement)))).rejects.toThrow(/permission denied/)
  })

  it('nor shorten by more than what is a year old', async () => {
    const asked = inNetwork((tx) => forgetEntries(tx, test.clock.now(), 364, 1000))
    await expect(asked).rejects.toThrow(/kept for a year at least/)
  })
})

it('entries that are written at the same moment stand one after the other', async () => {
  await Promise.all(Array.from({ length: 8 }, () => add(5)))
  expect(await check()).toMatchObject({ entries: first + 52, broken: null })
})
