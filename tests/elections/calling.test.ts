/** Calling an election: who votes is fixed and shown, one form is one election, and what makes no sense is refused. */
import { randomIds } from '../../bot/ids'
import { memberOf } from '../support/demo-teams'
import { call, electionPage, opener, tryToCall } from '../support/elections'
import { groupId, observer, outsider, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const [bernd] = voters

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name)

it('P1 fixes the electorate and shows it: the group, or the whole network', async () => {
  const group = await electionPage(test, bernd, (await call(test)).id)
  expect(group.electorate).toHaveLength(11)
  expect(names(group.electorate)).not.toContain(observer)
  const { id } = await call(test, { electorate: 'network' })
  const network = await electionPage(test, outsider, id)
  expect(network.electorate).toHaveLength(21)
  expect(names(network.electorate)).toContain(outsider)
})

it('of the whole network whoever only observes has no vote; whoever is in no group, or stands in for a seat, has one', async () => {
  const [row] = await test.database.sql<{ id: string }>(
    `insert into member (id, network_id, organisation_id, name, language)
     select gen_random_uuid(), network_id, organisation_id, 'Schaut Zu', 'de' from member where name = $1 returning id`,
    [bernd],
  )
  const all = async () => {
    const { id } = await call(test, { electorate: 'network' })
    return names((await electionPage(test, outsider, id)).electorate)
  }
  expect(await all()).toContain('Schaut Zu')
  const observes = (group: string) =>
    test.database.sql(
      `insert into membership (network_id, group_id, member_id, role)
       select network_id, id, $1, 'observer' from working_group where name = $2`,
      [row?.id, group],
    )
  await observes('AK Personalplanung')
  expect(await all()).not.toContain('Schaut Zu')
  await observes('Steuerkreis')
  expect(await all()).toContain('Schaut Zu')
  await test.database.sql('delete from membership where member_id = $1', [row?.id])
  await test.database.sql(`update member set left_at = '2026-11-23T08:00:00Z' where id = $1`, [row?.id])
})

it('P1 a form whose electorate has changed since is refused', async () => {
  expect(codeOf(await tryToCall(test, { mark: 'of yesterday' }))).toBe('polls:electorate-changed')
})

it('P2 the same form twice, also at once, calls one election', async () => {
  const nonce = randomIds.nonce()
  const answers = await Promise.all([tryToCall(test, { nonce }), tryToCall(test, { nonce })])
  const again = await tryToCall(test, { nonce })
  expect(new Set([...answers, again].map(({ body }) => body.id)).size).toBe(1)
  expect(codeOf(await tryToCall(test, { nonce, places: 3 }))).toBe('elections:form-used')
})

it('P2 the same form with other times is refused, and not taken for the same in silence; unless more time was given since', async () => {
  const nonce = randomIds.nonce()
  const { id } = await call(test, { nonce })
  const later = { 'closes-date': '2026-12-01' }
  expect(codeOf(await tryToCall(test, { nonce, ...later }))).toBe('elections:form-used')
  const body = { election: id, ...later, 'opens-date': '2026-11-27' }
  await test.api(opener, 'election.extend', {
    body: { ...body, 'opens-time': '12:00', 'closes-time': '12:00' },
  })
  expect((await tryToCall(test, { nonce })).body.id).toBe(id)
})

it.each([
  ['a day on which voting begins', { 'opens-date': '2026-11-27' }],
  ['an hour at which voting begins', { 'opens-time': '11:00' }],
  ['a day on which voting ends', { 'closes-date': '2026-12-01' }],
  ['an hour at which voting ends', { 'closes-time': '13:00' }],
])('P2 the same form with another content, %s, is refused and changes nothing', async (_what, other) => {
  const nonce = randomIds.nonce()
  const { id, opensAt, deadline } = await call(test, { nonce })
  expect(codeOf(await tryToCall(test, { nonce, ...other }))).toBe('elections:form-used')
  expect((await electionPage(test, bernd, id)).election).toMatchObject({ opensAt, deadline })
})

it('P2 a late copy of the form is answered with its election, though more time was given since', async () => {
  const nonce = randomIds.nonce()
  const { id } = await call(test, { nonce })
  const times = { 'opens-date': '2026-11-27', 'opens-time': '12:00' }
  const later = { ...times, 'closes-date': '2026-12-01', 'closes-time': '12:00' }
  await test.api(opener, 'election.extend', { body: { election: id, ...later } })
  expect((await call(test, { nonce })).id).toBe(id)
  // What the extension says was never on the form.
  expect(codeOf(await tryToCall(test, { nonce, ...later }))).toBe('elections:form-used')
})

it.each([
  ['a term that ends before it starts', { from: '2027-02-01', to: '2027-01-01' }, 'committee:term-backwards'],
  ['a term that is over', { from: '2025-01-01', to: '2025-12-31' }, 'elections:term-past'],
  ['a day that does not exist', { to: '2027-02-31' }, 'committee:no-such-day'],
  ['no seat', { places: 0 }, 'elections:places'],
  ['half a seat', { places: 1.5 }, 'elections:places'],
  ['too many seats', { places: 21 }, 'elections:places'],
  ['an end before the beginning', { 'closes-date': '2026-11-25' }, 'elections:closes-first'],
  ['a beginning in the past', { 'opens-date': '2026-11-22' }, 'polls:deadline-past'],
  ['a group with too few voters', { group: 'AK Zwei' }, 'elections:too-few-voters'],
])('refuses %s', async (_what, wishes, refused) => {
  if ('group' in wishes) {
    const { networkId } = await memberOf(test, opener)
    const group = randomIds.id()
    await test.database.sql(
      `insert into working_group (id, network_id, name, topic, kind) values ($1, $2, 'AK Zwei', 'x', 'group')`,
      [group, networkId],
    )
    expect(codeOf(await tryToCall(test, { group }))).toBe(refused)
  } else expect(codeOf(await tryToCall(test, wishes))).toBe(refused)
})

it('is not offered by the form of polls, nor opened through it', async () => {
  for (const kind of ['election', 'election-2']) {
    const body = {
      ...{ group: await groupId(test), nonce: randomIds.nonce(), question: 'F', answers: 'A\nB', kind },
      ...{ date: '2026-11-30', time: '12:00', secrecy: 'anonymous' },
    }
    expect(codeOf(await test.api(opener, 'poll.open', { body }))).toBe('polls:unknown-kind')
  }
})
