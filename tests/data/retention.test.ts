/** E5: every time that the office can set has its effect, in the round of the night: what is older goes, the rest stays. */
import { retentionKinds } from '../../bot/keeping/retention'
import { memberOf } from '../support/demo-teams'
import { auditOf, countRows, memberId, oldPost, tidy } from '../support/kept'
import { coordinator as office, openPoll, showPage, vote, voters } from '../support/polls'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

const [bernd] = voters
const day = 86_400_000
let test: TestService
let network: string
beforeEach(async () => {
  test = await startTestService()
  network = (await memberOf(test, office)).networkId
})
afterEach(() => test.stop())

const set = (kind: string, days: number, who = office) =>
  test.api(who, 'retention.set', { body: { kind, days } })
const ago = (days: number) => new Date(test.clock.now().getTime() - days * day)
const count = (condition: string, values?: readonly unknown[]) => countRows(test, condition, values)
const post = (state: string, kind: string, at: Date, matter?: string, data?: string) =>
  oldPost(test, network, { state, kind, at, ...(matter && { matter }), ...(data && { data }) })

/** Kind -> puts one thing there that old, and counts what is left of such things. */
const things: Readonly<
  Record<string, { readonly put: (age: number) => Promise<unknown>; readonly left: () => Promise<number> }>
> = {
  answers: {
    put: (age) => post('failed', 'answer', ago(age), 'a', '{"card":"says something"}'),
    left: () => count(`post where data <> '{}'`),
  },
  deliveries: {
    put: (age) => post('sent', 'answer', ago(age), 'old'),
    left: () => count(`post where matter_id = 'old'`),
  },
  notices: {
    put: async (age) =>
      test.database.sql(
        `insert into notice (id, network_id, member_id, matter_kind, matter_id, noted_at, told_at)
         values (gen_random_uuid(), $1, $2, 'poll-closed', $3, $4, $4)`,
        [network, await memberId(test, bernd), `m${age}`, ago(age)],
      ),
    left: () => count(`notice where matter_id like 'm%'`),
  },
  participation: {
    put: async (age) => {
      const { id } = await openPoll(test, { question: `Alt ${age}?` })
      await vote(test, bernd, id, 'o1')
      await test.api(office, 'poll.close', { body: { poll: id } })
      await test.database.sql('update poll set closed_at = $2 where id = $1', [id, ago(age)])
    },
    left: () =>
      count(`poll p where question like 'Alt %' and exists (select from voter v where v.poll_id = p.id)`),
  },
  requests: {
    put: (age) =>
      test.database.sql(
        `insert into join_request (id, network_id, group_id, member_id, asked_at, answered_at, accepted)
         select gen_random_uuid(), network_id, (select id from working_group where kind = 'group' limit 1), id, $2, $2, false
         from member where name = $1`,
        [bernd, ago(age)],
      ),
    left: () => count('join_request where answered_at is not null'),
  },
  left: {
    put: (age) =>
      test.database.sql(
        `insert into member (id, network_id, organisation_id, name, language, left_at, left_why)
         select gen_random_uuid(), network_id, organisation_id, 'Ging Fort', 'de', $2, 'removed' from member where name = $1`,
        [bernd, ago(age)],
      ),
    left: () => count(`member where name = 'Ging Fort'`),
  },
  strangers: {
    put: (age) =>
      test.database.sql(
        `insert into channel (id, network_id, kind, conversation_id, used_at)
         values (gen_random_uuid(), $1, 'personal', $2, $3)`,
        [network, `a:stranger-${age}`, ago(age)],
      ),
    left: () => count(`channel where conversation_id like 'a:stranger%'`),
  },
  activities: {
    put: (age) =>
      test.database.sql(`insert into activity_seen values ($1, '19:x', $2, $3)`, [
        network,
        `seen ${age}`,
        ago(age),
      ]),
    left: () => count(`activity_seen where activity_id like 'seen%'`),
  },
  audit: {
    put: (age) =>
      test.service.desk.world.database.inNetwork(network, async (tx) => {
        const { record } = await import('../../bot/audit/store')
        await record(tx, { at: ago(age), by: null, what: 'test.deed' })
      }),
    left: () => count(`audit_entry where what = 'test.deed'`),
  },
}

it('every kind is tested here', () => {
  expect(Object.keys(things).sort()).toEqual([...retentionKinds].sort())
})

it.each(retentionKinds.map((kind) => [kind]))(
  'E5 %s: what is older than the usual time goes and the younger stays; then by another time as it was set',
  async (kind) => {
    const { put, left } = things[kind] ?? { put: async () => undefined, left: async () => -1 }
    const shown = await test.api(office, 'retention.show')
    const { usual, least } = shown.body.kinds.find((one: { kind: string }) => one.kind === kind)
    // It is cut before the first entry that is young enough: those of the demo would stand before these.
    await test.database.sql('delete from audit_entry')
    await put(usual + 1)
    await put(usual - 0.1)
    expect(await left()).toBe(2)
    await tidy(test)
    expect(await left()).toBe(1)
    if (least === usual) return
    expect((await set(kind, least)).status).toBe(200)
    await tidy(test)
    expect(await left()).toBe(0)
  },
)

it('what is set longer stays longer', async () => {
  await things.activities?.put(2)
  await set('activities', 30)
  await tidy(test)
  expect(await things.activities?.left()).toBe(1)
})

it('the figures of a poll whose names are forgotten stay, and its page says that they are', async () => {
  const { id } = await openPoll(test)
  await vote(test, bernd, id, 'o1')
  await test.api(office, 'poll.close', { body: { poll: id } })
  const before = await showPage(test, office, id)
  expect(before).toMatchObject({ namesForgotten: false, names: { o1: [bernd] } })
  test.clock.advance(366 * day)
  await tidy(test)
  const after = await showPage(test, office, id)
  expect(after.poll.result).toEqual(before.poll.result)
  expect(after).toMatchObject({ namesForgotten: true, electorate: [], names: {} })
  expect(await count(`ballot where poll_id = $1`, [id])).toBe(1)
  expect(await count(`ballot b join member m on m.id::text = b.voter_key where b.poll_id = $1`, [id])).toBe(0)
})

it('a request that waits is kept until it is answered, however old', async () => {
  await things.requests?.put(2000)
  await test.database.sql('update join_request set answered_at = null, accepted = null')
  await tidy(test)
  expect(await count('join_request')).toBe(1)
})

it('goes through everything in bounded batches, and writes down how much it was', async () => {
  for (let i = 0; i < 7; i += 1) await post('sent', 'answer', ago(900), 'old')
  for (let i = 0; i < 3; i += 1) await post('failed', 'digest', ago(20), 'x', '{"matters":[]}')
  await tidy(test, 2)
  expect(await things.deliveries?.left()).toBe(0)
  const runs = (await auditOf(test)).filter(({ what }) => what === 'retention.run')
  const sum = (kind: string) => runs.reduce((all, { data }) => all + Number(data[kind] ?? 0), 0)
  expect([sum('deliveries'), sum('answers')]).toEqual([7, 3])
  for (const { data, actor, door } of runs) {
    expect(Math.max(...Object.values(data).map(Number))).toBeLessThanOrEqual(4)
    expect([actor, door]).toEqual([null, 'service'])
  }
})

it('a night in which nothing is old enough leaves no entry', async () => {
  await tidy(test)
  const before = await auditOf(test)
  await tidy(test)
  expect(await auditOf(test)).toEqual(before)
})

it('comes with the calendar', async () => {
  await things.activities?.put(2)
  await test.database.sql(`select graphile_worker.add_job('data:tidy-up')`)
  await until(async () => (await things.activities?.left()) === 0, 8000)
})

it('whoever left is erased by itself after the time, as by the office, and the entry names no actor', async () => {
  const id = await memberId(test, bernd)
  await test.database.sql(`update member set left_at = $2, left_why = 'removed' where id = $1`, [
    id,
    ago(181),
  ])
  await tidy(test)
  expect(await count(`member where id = $1 and name like 'Ehemaliges Mitglied %'`, [id])).toBe(1)
  expect((await auditOf(test)).find(({ what }) => what === 'data.erase')).toMatchObject({
    actor: null,
    matter_id: id,
  })
})

it.each([
  ['answers', 0],
  ['answers', 91],
  ['audit', 364],
  ['deliveries', 29],
  ['left', 6],
])('%s cannot be set to %d days, and the refusal names the bounds', async (kind, days) => {
  const refused = await set(kind, days)
  expect(refused.status).toBe(422)
  if (days > 0) expect(refused.body.refusal.instead).toMatch(/Wählen Sie zwischen \d+ und \d+ Tagen\./)
})

it('only the office sees and sets the times, each network its own', async () => {
  const north = await foundSecondNetwork(test)
  expect((await set('answers', 5, bernd)).body.refusal.code).toBe('groups:lacks-administer')
  expect((await test.api(bernd, 'retention.show')).status).toBe(403)
  await set('answers', 5)
  const days = async (who: typeof north.office | string) =>
    (await test.api(who, 'retention.show')).body.kinds[0].days
  expect([await days(office), await days(north.office)]).toEqual([5, 14])
  expect((await auditOf(test)).filter(({ what }) => what === 'retention.set')).toEqual([
    expect.objectContaining({ actor: office, matter_id: 'answers', data: { days: 5 } }),
  ])
})
