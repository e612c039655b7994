/** The stream of changes: it ends when its reader's rights change, and voters outside a group hear of their polls alone. */
import { granted } from '../../bot/groups/use-cases/administer'
import { removeMember } from '../../bot/groups/use-cases/change-people'
import { memberOf } from '../support/demo-teams'
import { beginVoting, call, opener, standFor, voteFor } from '../support/elections'
import { coordinator, groupId, openPoll, outsider, vote, voters } from '../support/polls'
import { addTopic, office, openRound } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

const [bernd, clara, deniz, ella] = voters
let test: TestService
const opened: { end(): void }[] = []
beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterEach(() => {
  for (const one of opened.splice(0)) one.end()
})
afterAll(() => test.stop())

/** Listens as somebody does whose tab is open. */
async function listen(who: string) {
  const abort = new AbortController()
  const response = await fetch(`${test.url}/api/changes`, {
    headers: { authorization: `Bearer ${await test.token(who)}` },
    signal: abort.signal,
  })
  const heard = { text: '', over: false, status: response.status }
  const read = async () => {
    for await (const part of response.body ?? []) heard.text += new TextDecoder().decode(part)
  }
  void read()
    .catch(() => undefined)
    .finally(() => {
      heard.over = true
    })
  opened.push({ end: () => abort.abort() })
  return heard
}
const act = async (who: string, route: string, body: object) => {
  const answer = await test.api(who, route, { body })
  expect([route, answer.status]).toEqual([route, 200])
}
const over = (heard: { readonly over: boolean }) => until(() => heard.over, 5000)
/** What comes before this has been told by then. */
async function untilNewsOf(heard: { readonly text: string }, poll: string): Promise<void> {
  await until(() => heard.text.includes(poll), 5000)
}

describe('ends when the reader', () => {
  it('leaves a group; whoever is not concerned goes on listening', async () => {
    const group = await groupId(test)
    const [leaving, staying] = [await listen(ella), await listen(bernd)]
    await act(ella, 'group.leave', { group })
    await over(leaving)
    const { id } = await openPoll(test)
    await untilNewsOf(staying, id)
    expect(staying.over).toBe(false)
    expect(leaving.text).not.toContain(id)
    const anew = await listen(ella)
    await vote(test, bernd, id, 'o1')
    await vote(test, clara, (await openPoll(test)).id, 'o1')
    expect([anew.status, anew.over]).toEqual([200, false])
  })

  it('is taken out of a group', async () => {
    const heard = await listen(deniz)
    const { id } = await memberOf(test, deniz)
    await act(coordinator, 'group.remove-member', { group: await groupId(test), member: id })
    await over(heard)
  })

  it('gets another role: what may be heard may be more', async () => {
    const heard = await listen(outsider)
    const { id } = await memberOf(test, outsider)
    await act(coordinator, 'group.set-role', { group: await groupId(test), member: id, role: 'member' })
    await over(heard)
    await act(coordinator, 'group.remove-member', { group: await groupId(test), member: id })
  })

  it('is taken out of the network, and is let in no more', async () => {
    const heard = await listen('Ulla Testfall')
    const { id } = await memberOf(test, 'Ulla Testfall')
    await granted(removeMember(test.service.desk.world, await memberOf(test, coordinator), id))
    await over(heard)
    expect((await listen('Ulla Testfall')).status).toBe(401)
  })

  it('is erased, and is let in no more', async () => {
    const heard = await listen('Frida Skizze')
    await act('Frida Skizze', 'data.erase', { sure: true })
    await over(heard)
    expect((await listen('Frida Skizze')).status).toBe(401)
  })
})

describe('voters outside the group', () => {
  it('hear of the election and of its poll, and of nothing else there; who has no vote hears nothing', async () => {
    const voter = await listen(outsider)
    const { id } = await call(test, { electorate: 'network' })
    await untilNewsOf(voter, id)
    for (const who of [bernd, clara]) await standFor(test, who, id)
    const poll = await beginVoting(test, id)
    await untilNewsOf(voter, poll)
    test.clock.set('2026-11-26T12:30:00+01:00')
    const foreign = (await openPoll(test)).id
    const later = { 'opens-date': '2026-11-27', 'closes-date': '2026-12-01' }
    const own = (await call(test, later)).id
    await vote(test, bernd, foreign, 'o1')
    const before = voter.text.split(poll).length
    await voteFor(test, bernd, poll, [clara])
    await until(() => voter.text.split(poll).length > before, 5000)
    expect(voter.text).not.toContain(foreign)
    expect(voter.text).not.toContain(own)
  })

  it('P6 are told that something has changed, and not what', async () => {
    const voter = await listen(outsider)
    const { id } = await call(test, { electorate: 'network' })
    for (const who of [bernd, clara]) await standFor(test, who, id)
    const poll = await beginVoting(test, id)
    await voteFor(test, opener, poll, [clara])
    await untilNewsOf(voter, poll)
    const told = voter.text.split('\n').filter((line) => line.startsWith('data: '))
    for (const line of told) expect(Object.keys(JSON.parse(line.slice(6)))).toEqual(['poll', 'revision'])
  })

  it('P1 hear of a poll to which they were added', async () => {
    const { id } = await openPoll(test, { date: '2026-12-14' })
    const newcomer = 'Petra Dummy'
    const heard = await listen(newcomer)
    await vote(test, bernd, id, 'o1')
    const { id: other } = await call(test, { electorate: 'network' })
    await untilNewsOf(heard, other)
    expect(heard.text).not.toContain(id)
    await test.database.sql(
      `insert into voter (poll_id, member_id, network_id) select $1, id, network_id from member where name = $2`,
      [id, newcomer],
    )
    const again = await listen(newcomer)
    await vote(test, bernd, id, 'o2')
    await untilNewsOf(again, id)
  })
})

it('P7: an answer is told to its own people and to who runs the round; to everybody else only a step of five', async () => {
  const topic = await addTopic(test, 'KI im Büro')
  const [own, runs, others] = [
    await listen('Lene Vorlage'),
    await listen(office),
    await listen('Petra Dummy'),
  ] as const
  const round = await openRound(test)
  for (const heard of [own, runs, others]) await untilNewsOf(heard, round.id)
  const told = (heard: { readonly text: string }) => heard.text.split(round.id).length - 1
  const before = [own, runs, others].map(told)
  const body = { round: round.id, nonce: 'needs-of-logistics', topic, heads: 7 }
  await act('Lene Vorlage', 'need.save', body)
  await until(() => told(own) > (before[0] ?? 0) && told(runs) > (before[1] ?? 0), 5000)
  // What everybody may see is told after it, and is all that the others hear.
  await act(office, 'round.set-repeats', { round: round.id, repeats: true })
  await until(() => told(others) > (before[2] ?? 0), 5000)
  expect(told(others)).toBe((before[2] ?? 0) + 1)
})
