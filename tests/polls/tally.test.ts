/** P2, P8: adding ballots up one by one and counting them all anew come to the same. */
import * as fc from 'fast-check'
import { kindOf } from '../../bot/polls/kinds'
import type { Marks } from '../../bot/polls/kinds/kind'
import type { Poll, Tally } from '../../bot/polls/poll'
import { countAll, recount, resultOf, sameTally } from '../../bot/polls/tally'
import { anyPoll, ballotOf, marksOf, opened } from './arbitraries'

interface Step {
  readonly voter: number
  /** null withdraws. */
  readonly chosen: readonly string[] | null
}

const steps = (poll: Poll) =>
  fc.array(
    fc.record({ voter: fc.nat(6), chosen: fc.option(ballotOf(poll), { freq: 3 }) }) as fc.Arbitrary<Step>,
    { maxLength: 40 },
  )

function play(
  poll: Poll,
  acts: readonly Step[],
): { readonly tally: Tally; readonly box: Map<number, Marks> } {
  const box = new Map<number, Marks>()
  const tally = acts.reduce<Tally>((sum, { voter, chosen }) => {
    const before = box.get(voter) ?? null
    const after = chosen && marksOf(poll, chosen)
    if (after) box.set(voter, after)
    else box.delete(voter)
    return recount(kindOf(poll), sum, before, after)
  }, {})
  return { tally, box }
}

const scene = anyPoll.chain((poll) => steps(poll).map((acts) => ({ poll, acts })))

it('P2 the running tally equals a count of the ballots after any casts, changes and withdrawals', () => {
  fc.assert(
    fc.property(scene, ({ poll, acts }) => {
      const { tally, box } = play(poll, acts)
      const groups = [...box.values()].map((marks) => ({ marks, ballots: 1 }))
      expect(tally).toEqual(countAll(kindOf(poll), groups))
      expect(sameTally(tally, countAll(kindOf(poll), groups))).toBe(true)
    }),
    { numRuns: 200 },
  )
})

it('a tally knows no option without votes, and no negative number', () => {
  fc.assert(
    fc.property(scene, ({ poll, acts }) => {
      expect(Object.values(play(poll, acts).tally).every((votes) => votes > 0)).toBe(true)
    }),
  )
})

it('two tallies are the same only if every number is', () => {
  expect(sameTally({ o1: 1 }, { o1: 1 })).toBe(true)
  expect(sameTally({ o1: 1 }, { o1: 2 })).toBe(false)
  expect(sameTally({ o1: 1 }, { o2: 1 })).toBe(false)
  expect(sameTally({}, { o1: 1 })).toBe(false)
})

it('shares are of those who answered, and every option has its row, in the order of the poll', () => {
  fc.assert(
    fc.property(scene, ({ poll, acts }) => {
      const { tally, box } = play(poll, acts)
      const { rows } = resultOf(kindOf(poll), poll.options, tally, box.size)
      expect(rows.map((row) => row.id)).toEqual(poll.options.map((option) => option.id))
      for (const { id, votes, share } of rows) {
        expect(votes).toBe([...box.values()].filter((marks) => id in marks).length)
        expect(share).toBe(box.size === 0 ? 0 : votes / box.size)
        expect(share).toBeLessThanOrEqual(1)
      }
    }),
  )
})

it('only scales have a mean', () => {
  const tally = { o1: 2 }
  expect(resultOf(kindOf(opened()), opened().options, tally, 2)).not.toHaveProperty('mean')
  const scale = opened({ kind: 'scale-5', answers: [] })
  expect(resultOf(kindOf(scale), scale.options, { s1: 1, s4: 1 }, 2).mean).toBe(2.5)
  expect(resultOf(kindOf(scale), scale.options, {}, 0)).not.toHaveProperty('mean')
})
