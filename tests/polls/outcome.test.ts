/** Who is elected, as a pure rule: votes, ties, the lot, and a recount that comes to the same. */
import * as fc from 'fast-check'
import { kinds } from '../../bot/polls/kinds'
import { drawLots, isSettled, outcomeOf, tieOf } from '../../bot/polls/outcome'
import type { Draw, Poll } from '../../bot/polls/poll'
import { recountElection } from '../../bot/polls/recounting'
import { countAll } from '../../bot/polls/tally'
import { accepted, now, opened } from './arbitraries'

const candidates = (count: number, withdrawn: readonly number[] = []) =>
  accepted(
    kinds.election.prepare(
      '',
      Array.from({ length: count }, (_, i) => `m${i + 1}`),
    ),
  ).options.map((option, i) => (withdrawn.includes(i + 1) ? { ...option, withdrawn: true } : option))

const lotAt = (at: string, tied: readonly string[], places: number, order: readonly string[]): Draw => ({
  ...{ tied, places, order, at },
})

/** A closed election with these ballots: what the service stores of it. */
function closed(
  places: number,
  options: Poll['options'],
  ballots: readonly (readonly string[])[],
  lots: readonly number[],
) {
  const groups = ballots.map((ids) => ({ marks: Object.fromEntries(ids.map((id) => [id, 1])), ballots: 1 }))
  const counted: Poll = {
    ...opened({ secrecy: 'anonymous' }),
    ...{ kind: 'election', state: 'closed', closedAt: now, options, places, answered: ballots.length },
    tally: countAll(kinds.election, groups),
  }
  let next = 0
  const draw = kinds.election.draw?.(counted, (count) => (lots[next++] ?? 0) % count, now) ?? null
  return { poll: { ...counted, draw }, groups }
}

describe('the most votes win', () => {
  it('as many as there are seats, most votes first', () => {
    const outcome = outcomeOf(candidates(4), { o1: 2, o2: 5, o3: 3, o4: 1 }, 2, null)
    expect(outcome).toEqual({ elected: ['o2', 'o3'], vacant: 0 })
  })

  it('nobody without a vote is elected: the seat stays vacant', () => {
    expect(outcomeOf(candidates(3), { o2: 4 }, 2, null)).toEqual({ elected: ['o2'], vacant: 1 })
    expect(outcomeOf(candidates(3), {}, 2, null)).toEqual({ elected: [], vacant: 2 })
  })

  it('whoever has stepped back keeps the votes and takes no seat: it goes to the next', () => {
    const tally = { o1: 9, o2: 5, o3: 3, o4: 1 }
    expect(outcomeOf(candidates(4, [1]), tally, 2, null).elected).toEqual(['o2', 'o3'])
  })

  it('equal votes that all win or all lose need no lot', () => {
    expect(tieOf(candidates(3), { o1: 4, o2: 4, o3: 1 }, 2)).toBeNull()
    expect(tieOf(candidates(3), { o1: 4, o2: 1, o3: 1 }, 1)).toBeNull()
    expect(tieOf(candidates(2), { o1: 4, o2: 4 }, 2)).toBeNull()
  })
})

describe('a tie at the last seat', () => {
  it('is between those with equal votes, for the seats that are left', () => {
    expect(tieOf(candidates(4), { o1: 5, o2: 3, o3: 3, o4: 3 }, 2)).toEqual({
      tied: ['o2', 'o3', 'o4'],
      places: 1,
    })
    expect(tieOf(candidates(4), { o1: 3, o2: 3, o3: 3, o4: 3 }, 3)?.places).toBe(3)
  })

  it('does not count who has stepped back', () => {
    expect(tieOf(candidates(3, [2]), { o1: 3, o2: 3, o3: 1 }, 1)).toBeNull()
  })

  it('goes to those whose lots came first, in their order, after those elected by votes', () => {
    const draw = lotAt('2026-11-30T11:00:02.000Z', ['o2', 'o3', 'o4'], 2, ['o4', 'o2', 'o3'])
    expect(outcomeOf(candidates(4), { o1: 5, o2: 3, o3: 3, o4: 3 }, 3, draw)).toEqual({
      elected: ['o1', 'o4', 'o2'],
      vacant: 0,
    })
  })

  it('is never shown without its lot, nor with the lot of another tie', () => {
    const [options, tally] = [candidates(3), { o1: 3, o2: 3 }]
    const at = now.toISOString()
    expect(() => outcomeOf(options, tally, 1, null)).toThrow('lot')
    for (const draw of [
      lotAt(at, ['o1', 'o3'], 1, ['o3', 'o1']),
      lotAt(at, ['o1', 'o2'], 2, ['o1', 'o2']),
      lotAt(at, ['o1', 'o2'], 1, ['o1', 'o3']),
    ])
      expect(isSettled(options, tally, 1, draw)).toBe(false)
    expect(isSettled(options, { o1: 3 }, 1, lotAt(at, ['o1', 'o2'], 1, ['o1', 'o2']))).toBe(false)
  })

  it('P5 draws no lot below three ballots, since there is no result', () => {
    expect(closed(1, candidates(2), [['o1'], ['o2']], [0]).poll.draw).toBeNull()
    expect(closed(1, candidates(2), [['o1'], ['o2'], ['o1', 'o2']], [0]).poll.draw).not.toBeNull()
  })
})

describe('the lots', () => {
  it('come out each once, whatever the drum gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.infiniteStream(fc.nat()), (count, chance) => {
        const tied = candidates(count).map(({ id }) => id)
        const order = drawLots(tied, (of) => (chance.next().value as number) % of)
        expect([...order].sort()).toEqual([...tied].sort())
      }),
    )
  })

  it('let every order come about: with each lot equally likely, all six orders of three do', () => {
    const orders = [0, 1, 2].flatMap((first) => [0, 1].map((second) => [first, second, 0]))
    const seen = orders.map((lots) => {
      const rest = [...lots]
      return drawLots(['o1', 'o2', 'o3'], () => rest.shift() ?? 0).join()
    })
    expect(new Set(seen).size).toBe(6)
  })
})

/** Elections of up to eight candidates and seats, with few enough voters for ties to be common. */
const anyElection = fc
  .record({
    count: fc.integer({ min: 1, max: 8 }),
    places: fc.integer({ min: 1, max: 8 }),
    gone: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
    lots: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  })
  .chain(({ count, places, gone, lots }) => {
    const options = candidates(count, gone)
    const ballot = fc.subarray(
      options.map(({ id }) => id),
      { minLength: 1, maxLength: Math.min(places, count) },
    )
    return fc
      .array(ballot, { minLength: 3, maxLength: 12 })
      .map((ballots) => ({ options, places, ballots, lots }))
  })

describe('a recount from the stored ballots', () => {
  it('of any election equals what was announced, in whatever order the ballots lie', () => {
    let ties = 0
    fc.assert(
      fc.property(anyElection, fc.nat(), ({ options, places, ballots, lots }, turn) => {
        const { poll, groups } = closed(places, options, ballots, lots)
        if (poll.draw) ties += 1
        const shuffled = [
          ...groups.slice(turn % groups.length),
          ...groups.slice(0, turn % groups.length),
        ].reverse()
        const counted = recountElection(poll, shuffled)
        const announced = outcomeOf(poll.options, poll.tally, places, poll.draw)
        expect(counted).toEqual({
          ...{ ballots: ballots.length, tally: poll.tally, elected: announced.elected, agrees: true },
        })
        expect(new Set(counted.elected).size + announced.vacant).toBe(places)
      }),
      { numRuns: 500 },
    )
    // The lot is not proven by elections without one.
    expect(ties).toBeGreaterThan(50)
  })

  it('gives no seat to less votes before more votes, nor to who has stepped back', () => {
    fc.assert(
      fc.property(anyElection, ({ options, places, ballots, lots }) => {
        const { poll } = closed(places, options, ballots, lots)
        const { elected } = outcomeOf(poll.options, poll.tally, places, poll.draw)
        const votes = (id: string) => poll.tally[id] ?? 0
        const lost = poll.options.filter(({ id, withdrawn }) => !withdrawn && !elected.includes(id))
        for (const id of elected)
          for (const other of lost) expect(votes(id)).toBeGreaterThanOrEqual(votes(other.id))
        expect(poll.options.filter(({ id, withdrawn }) => withdrawn && elected.includes(id))).toEqual([])
      }),
    )
  })

  it('says so when a ballot was added, lost or changed since', () => {
    const { poll, groups } = closed(1, candidates(3), [['o1'], ['o1'], ['o2'], ['o1']], [0])
    expect(recountElection(poll, groups).agrees).toBe(true)
    expect(recountElection(poll, groups.slice(1)).agrees).toBe(false)
    expect(recountElection(poll, [...groups, { marks: { o1: 1 }, ballots: 1 }]).agrees).toBe(false)
    expect(recountElection(poll, [{ marks: { o3: 1 }, ballots: 1 }, ...groups.slice(1)]).agrees).toBe(false)
  })

  it('says so when the lot was changed since', () => {
    const { poll, groups } = closed(1, candidates(2), [['o1'], ['o2'], ['o1', 'o2'].slice(0, 1), ['o2']], [0])
    expect(poll.draw?.order).toEqual(['o1', 'o2'])
    expect(recountElection(poll, groups)).toMatchObject({ elected: ['o1'], agrees: true })
    expect(recountElection({ ...poll, draw: null }, groups).agrees).toBe(false)
  })
})

describe('the ballot of an election', () => {
  const poll = { options: candidates(4, [4]), most: 2 }
  const read = (chosen: readonly string[]) => kinds.election.readBallot(chosen, poll)

  it('P2 holds as many votes as there are seats, or fewer, each candidate once', () => {
    expect(read(['o1'])).toEqual({ o1: 1 })
    expect(read(['o1', 'o3'])).toEqual({ o1: 1, o3: 1 })
    expect(read(['o1', 'o2', 'o3'])).toMatchObject({ code: 'polls:too-many-choices' })
    expect(read(['o9'])).toMatchObject({ code: 'polls:unknown-option' })
  })

  it('is refused empty: a slip must not count as an abstention', () => {
    expect(read([])).toMatchObject({ code: 'polls:nothing-chosen' })
  })

  it('P8 takes no new vote for who has stepped back, and says so', () => {
    expect(read(['o1', 'o4'])).toMatchObject({ code: 'polls:candidate-withdrawn' })
  })
})
