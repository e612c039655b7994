/** E1, the second wall: with the use cases' own checks taken out, row-level security still lets nothing through. */
import { sql } from 'kysely'
import type { Transaction } from '../../bot/database/database'
import { raw } from '../../bot/database/query'
import { channelsOf } from '../../bot/groups/channel-store'
import { allGroups, groupById, peopleOfNetwork, setMembership, votingMembers } from '../../bot/groups/store'
import { addMember } from '../../bot/groups/use-cases/administer'
import { ballotsByContent, electorateOf, forgetActs, namesByOption } from '../../bot/polls/ballot-store'
import { listPolls } from '../../bot/polls/list-store'
import { addVoters, loadPoll, lockPoll, pollOfForm, savePoll } from '../../bot/polls/store'
import { addTrace, traceOf } from '../../bot/polls/trace-store'
import { memberOf } from '../support/demo-teams'
import { coordinator, groupId, openPoll, showPage, vote, voters } from '../support/polls'
import { foundSecondNetwork, type SecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let north: SecondNetwork
let poll: string
let group: string
const nonce = 'the-form-of-the-south'

beforeAll(async () => {
  test = await startTestService()
  north = await foundSecondNetwork(test)
  poll = (await openPoll(test, { nonce })).id
  group = await groupId(test)
  await vote(test, voters[0], poll, 'o1')
})
afterAll(() => test.stop())

const inNorth = <T>(work: (tx: Transaction) => Promise<T>) =>
  test.service.desk.world.database.inNetwork(north.networkId, work)

/** Everything of the first network that a poll touches, as its owner sees it. */
/** But for what the worker notes of its own refreshes meanwhile. */
const south = async () =>
  JSON.stringify([
    await test.database.sql("select to_jsonb(p) - 'refresh_waiting' as facts from poll p where id = $1", [
      poll,
    ]),
    await test.database.sql('select * from voter where poll_id = $1 order by member_id', [poll]),
    await test.database.sql('select * from ballot where poll_id = $1 order by voter_key', [poll]),
    await test.database.sql('select * from act where poll_id = $1 order by act_key', [poll]),
    await test.database.sql('select * from trace where poll_id = $1 order by id', [poll]),
    await test.database.sql('select * from membership where group_id = $1 order by member_id', [group]),
  ])

it("E1 reads by another network's ids find nothing", async () => {
  await inNorth(async (tx) => {
    expect(await loadPoll(tx, poll)).toBeUndefined()
    expect(await lockPoll(tx, poll)).toBeUndefined()
    expect(await pollOfForm(tx, nonce)).toBeUndefined()
    expect(await ballotsByContent(tx, poll, undefined)).toEqual([])
    expect(await electorateOf(tx, poll)).toEqual([])
    expect(await traceOf(tx, poll)).toEqual([])
    expect(await namesByOption(tx, poll)).toEqual({})
    expect(await groupById(tx, group)).toBeUndefined()
    expect(await votingMembers(tx, group)).toEqual([])
    expect(await channelsOf(tx, group)).toEqual([])
    // Its own committee among them, founded with it.
    expect((await allGroups(tx)).map(({ name }) => name)).toEqual(['AK Küste', 'Steuerkreis'])
    expect((await peopleOfNetwork(tx)).map((person) => person.name).sort()).toEqual([
      'Fenna Deich',
      'Gesa Priel',
      'Hinnerk Siel',
    ])
    const memberId = north.minted.member.id
    const all = await listPolls(tx, { memberId, visible: null, state: 'open', before: null, most: 100 })
    expect(all.map((line) => line.question)).toEqual(['Watt-Umfrage'])
  })
})

it('E1 every table is closed to a transaction that names no network', async () => {
  const tables = await test.database.sql<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'verbund' and c.relkind = 'r' and has_table_privilege('verbund_service', c.oid, 'select')`,
  )
  expect(tables.length).toBeGreaterThan(10)
  for (const { name } of tables) {
    const rows = await test.service.desk.world.database.ask(raw(sql`select * from ${sql.table(name)}`))
    expect([name, rows.length]).toEqual([name, 0])
  }
})

it('E1 row-level security is on for every table that the service may use, and it owns none', async () => {
  const open = await test.database.sql<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'verbund' and c.relkind = 'r' and has_table_privilege('verbund_service', c.oid, 'select, insert, update, delete')
       and (not c.relrowsecurity or c.relowner = 'verbund_service'::regrole)`,
  )
  expect(open).toEqual([])
  const [role] = await test.database.sql<{ rolsuper: boolean; rolbypassrls: boolean }>(
    `select rolsuper, rolbypassrls from pg_roles where rolname = 'verbund_service'`,
  )
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false })
})

it("E1 writes to another network's rows change nothing", async () => {
  const stored = await test.service.desk.world.database.inNetwork(
    (await memberOf(test, coordinator)).networkId,
    (tx) => loadPoll(tx, poll),
  )
  if (!stored) throw new Error('the poll is gone')
  const before = await south()
  await inNorth(async (tx) => {
    await savePoll(tx, { ...stored.poll, tally: { o3: 99 }, answered: 99, state: 'closed' })
    await tx.run(raw(sql`delete from ballot where poll_id = ${poll}`))
    await forgetActs(tx, poll)
    await tx.run(raw(sql`delete from voter where poll_id = ${poll}`))
    await tx.run(raw(sql`update ballot set content = '{"o2":1}' where poll_id = ${poll}`))
  })
  expect(await south()).toBe(before)
})

it.each<readonly [string, (tx: Transaction) => Promise<unknown>]>([
  ['a voter', (tx: Transaction) => addVoters(tx, poll, [north.minted.member.id])],
  [
    'a ballot',
    (tx: Transaction) =>
      tx.run(raw(sql`insert into ballot values (${poll}, ${'some voter'}, ${tx.networkId}, '{"o3":1}')`)),
  ],
  [
    'an entry in its trace',
    (tx: Transaction) =>
      addTrace(tx, poll, { at: new Date(), what: 'closed', by: north.minted.member.id, data: {} }),
  ],
  [
    'a person in its group',
    (tx: Transaction) =>
      setMembership(tx, group, north.minted.member.id, 'coordinator', new Date('2026-11-23T08:00:00Z')),
  ],
])("E1 %s cannot be hung on another network's poll or group", async (_what, write) => {
  const before = await south()
  const refused = await inNorth(write).then(
    () => false,
    () => true,
  )
  const after = await south()
  expect({ refused, unchanged: after === before }).toEqual({ refused: true, unchanged: true })
})

it('E1 a row cannot be written under the name of another network', async () => {
  const { networkId } = await memberOf(test, coordinator)
  const write = inNorth((tx) =>
    tx.run(raw(sql`insert into ballot values (${north.poll.id}, ${'some voter'}, ${networkId}, '{"o1":1}')`)),
  )
  await expect(write).rejects.toThrow(/row-level security/)
})

it('E1 a member given an organisation of another network does not carry its name across', async () => {
  const { world } = test.service.desk
  const { organisationId } = await memberOf(test, voters[0])
  const facts = { organisationId, name: 'Jann Deich', objectId: 'north-spy' }
  await addMember(world, north.minted.office, facts).catch(() => undefined)
  const me = await test.api({ ...north.office, objectId: 'north-spy' }, 'member.show')
  expect(JSON.stringify(me.body)).not.toContain('IHK')
})

it('E1 after all this the poll counts as before', async () => {
  expect((await showPage(test, coordinator, poll)).poll).toMatchObject({
    state: 'open',
    answered: 1,
    voters: 11,
  })
  expect((await vote(test, voters[1], poll, 'o2')).body.answered).toBe(2)
})
