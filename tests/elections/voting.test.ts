/** An election through the service: revised ballots, ties, the lot, those who step back, and a recount that agrees. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { textsOf } from '../support/demo-teams'
import { ballotOf, electedIn, electionPage, endVoting, opener, voteFor, voting } from '../support/elections'
import { observer, outsider, showPage, vote, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'
import { until } from '../support/until'

let test: TestService
const [bernd, clara, deniz, ella, frida, gero] = voters

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const recounted = async (election: string, who: string = bernd) =>
  (await test.api(who, 'election.recount', { query: { election } })).body

describe('casting', () => {
  it('P1 only the electorate votes', async () => {
    const { poll } = await voting(test, [bernd, clara])
    expect(codeOf(await vote(test, observer, poll, ['o1']))).toBe('polls:not-in-electorate')
    expect(codeOf(await vote(test, outsider, poll, ['o1']))).toBe('polls:not-in-electorate')
  })

  it('P1 the network votes where the network was chosen, from outside the group too', async () => {
    const { poll } = await voting(test, [bernd, clara], { electorate: 'network' })
    expect((await voteFor(test, outsider, poll, [bernd])).status).toBe(200)
    expect((await ballotOf(test, outsider, poll)).mine?.answered).toBe(true)
  })

  it('P2 as many votes as seats or fewer; more, none, and strangers are refused', async () => {
    const { poll } = await voting(test, [bernd, clara, deniz])
    expect((await voteFor(test, ella, poll, [bernd])).body.mine.choices).toEqual(['o1'])
    expect((await voteFor(test, ella, poll, [bernd, deniz])).body.mine.choices).toEqual(['o1', 'o3'])
    expect(codeOf(await voteFor(test, ella, poll, [bernd, clara, deniz]))).toBe('polls:too-many-choices')
    expect(codeOf(await vote(test, ella, poll, []))).toBe('polls:nothing-chosen')
    expect(codeOf(await vote(test, ella, poll, ['o9']))).toBe('polls:unknown-option')
    // The same candidate twice is once.
    expect((await vote(test, ella, poll, ['o2', 'o2'])).body.mine.choices).toEqual(['o2'])
  })

  it('P2 a ballot is revised and withdrawn until the end, and only its last state counts', async () => {
    const { poll, election } = await voting(test, [bernd, clara, deniz], { places: 1 })
    for (const who of [ella, frida, gero]) await voteFor(test, who, poll, [bernd])
    for (const who of [ella, frida, gero]) await voteFor(test, who, poll, [clara])
    await voteFor(test, bernd, poll, [deniz])
    await test.api(bernd, 'poll.withdraw-ballot', { body: { poll, nonce: 'withdraw-it-1' } })
    const result = await endVoting(test, poll)
    expect(result.answered).toBe(3)
    expect(result.result?.rows.map(({ votes }) => votes)).toEqual([0, 3, 0])
    expect(electedIn(result)).toEqual([clara])
    expect(await recounted(election)).toMatchObject({ ballots: 3, agrees: true })
  })

  it('P3 a ballot after the deadline is refused, and P6 no result is read before', async () => {
    const { poll, election } = await voting(test, [bernd, clara])
    for (const who of [deniz, ella, frida]) await voteFor(test, who, poll, [bernd])
    for (const who of [opener, bernd, observer]) {
      const page = await showPage(test, who, poll)
      expect([page.poll.result, page.poll.outcome, page.names]).toEqual([null, null, null])
    }
    expect(codeOf(await test.api(opener, 'election.recount', { query: { election } }))).toBe(
      'elections:not-over',
    )
    expect(codeOf(await test.api(opener, 'election.fill-seats', { body: { election } }))).toBe(
      'elections:not-over',
    )
    expect(codeOf(await test.api(opener, 'poll.close', { body: { poll } }))).toBe('polls:anonymous-runs-on')
    test.clock.set('2026-11-30T12:00:00+01:00')
    expect(codeOf(await voteFor(test, gero, poll, [bernd]))).toBe('polls:closed')
  })

  it('P5 is secret: sealed while open, in clear without a voter afterwards, the key destroyed, no names', async () => {
    const { poll } = await voting(test, [bernd, clara])
    for (const who of [deniz, ella, frida]) await voteFor(test, who, poll, [bernd])
    const rows = () =>
      test.database.sql<{ content: object }>('select content from ballot where poll_id = $1', [poll])
    expect((await rows()).map(({ content }) => Object.keys(content))).toEqual([
      ['sealed'],
      ['sealed'],
      ['sealed'],
    ])
    await endVoting(test, poll)
    expect((await rows()).map(({ content }) => content)).toEqual([{ o1: 1 }, { o1: 1 }, { o1: 1 }])
    await until(() => !existsSync(path.join(test.dataDir, 'keys', `${poll}.key`)), 5000)
    expect((await ballotOf(test, deniz, poll)).mine?.choices).toBeNull()
  })

  it('P5 below three ballots there is no result, no lot, nobody is elected and nothing is recounted', async () => {
    const { poll, election } = await voting(test, [bernd, clara], { places: 1 })
    await voteFor(test, deniz, poll, [bernd])
    await voteFor(test, ella, poll, [clara])
    expect(await endVoting(test, poll)).toMatchObject({ result: null, outcome: null, hidden: 'too-few' })
    expect(codeOf(await test.api(bernd, 'election.recount', { query: { election } }))).toBe(
      'elections:no-result',
    )
    expect(codeOf(await test.api(opener, 'election.fill-seats', { body: { election } }))).toBe(
      'elections:no-result',
    )
    const [row] = await test.database.sql<{ draw: unknown }>('select draw from poll where id = $1', [poll])
    expect(row?.draw).toBeNull()
  })

  it('P8 candidates stand fixed: none is added, renamed or removed', async () => {
    const { poll } = await voting(test, [bernd, clara])
    for (const [verb, more] of [
      ['add-option', { label: 'Ella Probe' }],
      ['rename-option', { option: 'o1', label: 'X' }],
      ['remove-option', { option: 'o1' }],
    ] as const)
      expect(codeOf(await test.api(opener, `poll.${verb}`, { body: { poll, ...more } }))).toBe(
        'polls:candidates-stand',
      )
  })
})

describe('a tie', () => {
  it('is broken by lot, which is recorded and told in numbers and words; the recount agrees', async () => {
    const { poll, election } = await voting(test, [bernd, clara, deniz, ella], { places: 2 })
    for (const who of [frida, gero, opener]) await voteFor(test, who, poll, [bernd])
    await voteFor(test, bernd, poll, [clara])
    await voteFor(test, clara, poll, [deniz])
    const closed = await endVoting(test, poll)
    const draw = closed.outcome?.draw
    expect(draw).toMatchObject({ tied: ['o2', 'o3'], places: 1 })
    expect([...(draw?.order ?? [])].sort()).toEqual(['o2', 'o3'])
    const winner = draw?.order[0] === 'o2' ? clara : deniz
    expect(electedIn(closed)).toEqual([bernd, winner])
    const card = (await test.api(gero, 'poll.card', { query: { poll }, asCard: true })).body
    const said = textsOf(card)
    expect(said).toContain('2 Sitze, 4 Kandidierende, 5 von 11 haben gewählt.')
    expect(said).toMatch(
      /Gleichstand um den letzten Sitz .Stimmen: je 1. zwischen Clara Vorbild .TU Braunschweig., Deniz/,
    )
    expect(said).toContain(`Das Los entschied für ${winner} (`)
    expect((await showPage(test, observer, poll)).trace.map(({ what }: { what: string }) => what)).toContain(
      'drawn',
    )
    expect(await recounted(election, observer)).toMatchObject({ ballots: 5, agrees: true })
  })

  it('falls either way: of thirty lots not all fall to the same', async () => {
    const winners = new Set<string>()
    for (let i = 0; i < 30 && winners.size < 2; i += 1) {
      test.clock.set('2026-11-23T09:00:00+01:00')
      const { poll } = await voting(test, [bernd, clara], { places: 1 })
      await Promise.all([
        ...[deniz, ella].map((who) => voteFor(test, who, poll, [bernd])),
        ...[frida, gero].map((who) => voteFor(test, who, poll, [clara])),
      ])
      for (const name of electedIn(await endVoting(test, poll))) winners.add(name)
    }
    expect([...winners].sort()).toEqual([bernd, clara])
  })
})

describe('who steps back while people vote', () => {
  it('P8 is marked, loses no vote, gets no new one, and the seat goes to the next', async () => {
    const { poll, election } = await voting(test, [bernd, clara, deniz], { places: 1 })
    for (const who of [ella, frida, gero]) await voteFor(test, who, poll, [bernd])
    await voteFor(test, clara, poll, [clara])
    const gone = await test.api(bernd, 'election.decline', { body: { election } })
    expect(gone.body.mine).toBe('withdrawn')
    expect((await ballotOf(test, gero, poll)).options[0]).toMatchObject({ id: 'o1', withdrawn: true })
    expect((await ballotOf(test, gero, poll)).mine?.choices).toEqual(['o1'])
    expect(codeOf(await vote(test, deniz, poll, ['o1']))).toBe('polls:candidate-withdrawn')
    const closed = await endVoting(test, poll)
    expect(closed.result?.rows.map(({ votes }) => votes)).toEqual([3, 1, 0])
    expect(electedIn(closed)).toEqual([clara])
    const card = (await test.api(gero, 'poll.card', { query: { poll }, asCard: true })).body
    expect(textsOf(card)).toContain('Nach Beginn der Wahl zurückgetreten: Bernd Muster (IHK Braunschweig).')
    expect((await electionPage(test, gero, election)).trace.at(-1)).toMatchObject({
      what: 'withdrew',
      who: bernd,
    })
    expect(await recounted(election)).toMatchObject({ agrees: true })
  })

  it('or leaves the network takes no seat; who leaves after the end changes no result', async () => {
    const { poll } = await voting(test, [bernd, clara, deniz], { places: 1 })
    for (const who of [ella, frida, gero]) await voteFor(test, who, poll, [bernd])
    await voteFor(test, opener, poll, [clara])
    const leave = (name: string) =>
      test.database.sql('update member set left_at = now() where name = $1', [name])
    try {
      await leave(bernd)
      expect(electedIn(await endVoting(test, poll))).toEqual([clara])
      await leave(clara)
      expect(electedIn(await ballotOf(test, gero, poll))).toEqual([clara])
    } finally {
      await test.database.sql('update member set left_at = null')
    }
    expect(electedIn(await ballotOf(test, gero, poll))).toEqual([clara])
  })

  it('is refused once the election is over', async () => {
    const { poll, election } = await voting(test, [bernd, clara], { places: 1 })
    await endVoting(test, poll)
    expect(codeOf(await test.api(bernd, 'election.decline', { body: { election } }))).toBe(
      'elections:voting-over',
    )
  })
})

it('a recount through the service equals the announced result, for elections at random', async () => {
  const people = [bernd, clara, deniz, ella, frida, gero] as const
  const ballot = (places: number) => fc.subarray([...people], { minLength: 1, maxLength: places })
  const scene = fc
    .record({ places: fc.integer({ min: 1, max: 4 }), stand: fc.subarray([...people], { minLength: 4 }) })
    .chain(({ places, stand }) =>
      fc
        .tuple(...people.map(() => fc.array(ballot(places), { minLength: 1, maxLength: 2 })))
        .map((ballots) => ({ places, stand, ballots })),
    )
  await fc.assert(
    fc.asyncProperty(scene, async ({ places, stand, ballots }) => {
      test.clock.set('2026-11-23T09:00:00+01:00')
      const { poll, election } = await voting(test, stand, { places })
      for (const [i, who] of people.entries())
        for (const names of ballots[i] ?? []) {
          const valid = names.filter((name) => stand.includes(name))
          if (valid.length > 0) await voteFor(test, who, poll, valid)
        }
      const closed = await endVoting(test, poll)
      if (closed.hidden) return
      const counted = await recounted(election)
      expect(counted.agrees).toBe(true)
      const votes = (rows: readonly { votes: number }[]) => rows.map((row) => row.votes)
      expect(votes(counted.rows)).toEqual(votes(closed.result?.rows ?? []))
      const elected = counted.rows.filter((row: { elected: boolean }) => row.elected)
      expect(elected.map((row: { label: string }) => row.label.split(' (')[0]).sort()).toEqual(
        [...electedIn(closed)].sort(),
      )
    }),
    { numRuns: 8 },
  )
})
