/** Candidates accept first: standing, being asked, saying no; then voting begins by itself. */
import { openDueElections } from '../../bot/elections/use-cases/open-voting'
import { memberOf, textsOf } from '../support/demo-teams'
import {
  actOn,
  beginVoting,
  call,
  electionPage,
  endVoting,
  opener,
  opensAt,
  standFor,
  voteFor,
} from '../support/elections'
import { observer, outsider, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const [bernd, clara, deniz, ella] = voters

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const propose = async (who: string, election: string, name: string) =>
  actOn(test, who, 'propose', election, { member: (await memberOf(test, name)).id })
const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name)
const notices = (kind: string, id: string) =>
  test.database.sql<{ name: string }>(
    `select m.name from notice n join member m on m.id = n.member_id
     where n.matter_kind = $1 and n.matter_id = $2 order by m.name`,
    [kind, id],
  )

describe('standing', () => {
  it('one says so oneself, once or twice; everybody who sees the election sees who stands', async () => {
    const { id } = await call(test)
    const both = await Promise.all([standFor(test, bernd, id), standFor(test, bernd, id)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(both[0]?.body.mine).toBe('accepted')
    const page = await electionPage(test, observer, id)
    expect(names(page.election.candidates)).toEqual([bernd])
    expect(page.trace.map(({ what, who }) => [what, who])).toEqual([
      ['called', opener],
      ['stands', bernd],
    ])
  })

  it.each([
    ['an observer of the group', observer, 'elections:not-eligible'],
    ['a member who sees nothing of it', outsider, 'elections:unknown-election'],
  ])('%s is refused', async (_who, name, refused) => {
    const { id } = await call(test)
    expect(codeOf(await standFor(test, name, id))).toBe(refused)
  })

  it('whoever is proposed is asked in person, and stands only after saying yes', async () => {
    const { id } = await call(test)
    expect((await propose(opener, id, clara)).status).toBe(200)
    expect(await notices('election-asked', id)).toEqual([{ name: clara }])
    const seen = await electionPage(test, bernd, id)
    expect([names(seen.election.candidates), seen.asked, seen.election.asked]).toEqual([[], [], null])
    expect(names((await electionPage(test, opener, id)).asked)).toEqual([clara])
    const card = (await test.api(clara, 'election.card', { query: { election: id }, asCard: true })).body
    expect(textsOf(card)).toContain('Sie sind vorgeschlagen. Möchten Sie kandidieren?')
    await standFor(test, clara, id)
    expect(names((await electionPage(test, bernd, id)).election.candidates)).toEqual([clara])
  })

  it('a no is told to nobody, is asked for no second time, and may become a yes of one’s own', async () => {
    const { id } = await call(test)
    await propose(opener, id, clara)
    expect((await actOn(test, clara, 'decline', id)).body.mine).toBe('declined')
    const page = await electionPage(test, opener, id)
    expect(JSON.stringify([page.election.candidates, page.asked, page.trace])).not.toContain(clara)
    expect(names(page.proposable)).not.toContain(clara)
    expect(codeOf(await propose(opener, id, clara))).toBe('elections:has-declined')
    expect((await standFor(test, clara, id)).body.mine).toBe('accepted')
  })

  it.each([
    ['oneself', opener, opener, 'elections:propose-oneself'],
    ['who may not vote', opener, observer, 'elections:not-eligible'],
    ['somebody, without the right to', bernd, clara, 'groups:lacks-propose-candidates'],
  ])('nobody proposes %s', async (_whom, by, name, refused) => {
    const { id } = await call(test)
    expect(codeOf(await propose(by, id, name))).toBe(refused)
  })

  it('nobody is proposed twice, or while they stand', async () => {
    const { id } = await call(test)
    await propose(opener, id, clara)
    await standFor(test, bernd, id)
    expect(codeOf(await propose(opener, id, clara))).toBe('elections:asked-already')
    expect(codeOf(await propose(opener, id, bernd))).toBe('elections:asked-already')
  })

  it('before voting begins one steps back without a trace on the ballot', async () => {
    const { id } = await call(test)
    for (const who of [bernd, clara, deniz]) await standFor(test, who, id)
    expect((await actOn(test, bernd, 'decline', id)).body.mine).toBe('declined')
    const poll = await beginVoting(test, id)
    const { options } = (await test.api(clara, 'poll.card', { query: { poll } })).body
    expect(options.map(({ label }: { label: string }) => label.split(' (')[0])).toEqual([clara, deniz])
  })

  it('who leaves the network before voting begins is not on the ballot, nor in the electorate', async () => {
    const { id } = await call(test)
    for (const who of [bernd, clara, deniz]) await standFor(test, who, id)
    await test.database.sql('update member set left_at = now() where name = $1', [deniz])
    try {
      const poll = await beginVoting(test, id)
      const view = (await test.api(clara, 'poll.card', { query: { poll } })).body
      expect([view.options.length, view.voters]).toEqual([2, 10])
    } finally {
      await test.database.sql('update member set left_at = null where name = $1', [deniz])
    }
  })

  it('P3 ends at the instant: a yes that arrived before counts, one after is refused with the time', async () => {
    const { id } = await call(test)
    test.clock.set('2026-11-26T11:59:59.999+01:00')
    expect((await standFor(test, bernd, id)).status).toBe(200)
    test.clock.set(opensAt)
    const late = await standFor(test, clara, id)
    expect([late.status, codeOf(late)]).toEqual([409, 'elections:standing-over'])
    expect(late.body.refusal.why).toContain('26. Nov., 12:00')
  })
})

describe('voting begins by itself', () => {
  it('at its instant, not before, once, with those who stand, anonymous (P5) and with the deadline from the start', async () => {
    const { id } = await call(test)
    for (const who of [bernd, clara, deniz]) await standFor(test, who, id)
    test.clock.set('2026-11-26T11:59:59+01:00')
    expect(await openDueElections(test.service.desk)).toBe(0)
    test.clock.set(opensAt)
    await Promise.all([1, 2, 3].map(() => openDueElections(test.service.desk)))
    const { election } = await electionPage(test, bernd, id)
    const polls = await test.database.sql('select id from poll where form_nonce = $1', [`election-${id}`])
    expect(polls).toEqual([{ id: election.poll }])
    const poll = (await test.api(ella, 'poll.card', { query: { poll: `${election.poll}` } })).body
    expect(poll).toMatchObject({
      ...{ kind: 'election', anonymous: true, results: 'after-close', places: 2, most: 2, voters: 11 },
      ...{ deadline: '2026-11-30T11:00:00.000Z', result: null, outcome: null, hidden: 'after-close' },
    })
    // Its key is there, and no key of an attempt that came late is left behind.
    const keys = await test.service.desk.keys.list()
    expect(keys).toContain(`${election.poll}`)
    const known = await test.database.sql<{ id: string }>('select id from poll where id = any($1)', [keys])
    expect(known).toHaveLength(keys.length)
  })

  it('names stand with the members alone: none is stored with the poll or its life', async () => {
    const { id } = await call(test)
    for (const who of [bernd, clara]) await standFor(test, who, id)
    const poll = await beginVoting(test, id)
    await voteFor(test, ella, poll, [bernd])
    await endVoting(test, poll)
    const stored = await test.database.sql('select * from poll where id = $1', [poll])
    const traces = await test.database.sql('select data from trace where poll_id = $1', [poll])
    for (const who of [bernd, clara]) expect(JSON.stringify([stored, traces])).not.toContain(who)
  })
})
