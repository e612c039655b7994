/** P1, P2, P3 as pure rules: who may cast, which act counts, until which instant. */
import * as fc from 'fast-check'
import { type Attempt, cast, type VoterState } from '../../bot/polls/ballot'
import { kindOf } from '../../bot/polls/kinds'
import type { Poll } from '../../bot/polls/poll'
import { isRefusal } from '../../bot/refusal'
import { accepted, anyPoll, ballotOf, marksOf, now, opened } from './arbitraries'

const voter: VoterState = { inElectorate: true, marks: null, tookPart: false, actKnown: false }
const attempt = (chosen: readonly string[] | null, arrivedAt = now): Attempt => ({ chosen, arrivedAt })
const castIn = (poll: Poll, who: VoterState, what: Attempt) => cast(kindOf(poll), poll, who, what)

const scene = anyPoll.chain((poll) =>
  fc.record({ poll: fc.constant(poll), chosen: ballotOf(poll), before: fc.option(ballotOf(poll)) }),
)

it('P1 refuses everybody outside the electorate, whatever is sent and whenever', () => {
  fc.assert(
    fc.property(scene, fc.boolean(), fc.integer({ min: -9, max: 9 }), ({ poll, chosen }, known, days) => {
      const at = new Date(poll.deadline.getTime() + days * 86_400_000)
      const stranger = { inElectorate: false, marks: null, tookPart: false, actKnown: known }
      expect(castIn(poll, stranger, attempt(chosen, at))).toMatchObject({
        code: 'polls:not-in-electorate',
        status: 403,
      })
    }),
  )
})

it('P2 a voter has one ballot: the number of those who answered grows by the first and shrinks by a withdrawal', () => {
  fc.assert(
    fc.property(scene, ({ poll, chosen, before }) => {
      const first = before ? accepted(castIn(poll, voter, attempt(before))) : { poll, marks: null }
      const second = accepted(castIn(first.poll, { ...voter, marks: first.marks }, attempt(chosen)))
      expect(second.poll.answered).toBe(1)
      expect(second.marks).toEqual(marksOf(poll, chosen))
      const third = accepted(castIn(second.poll, { ...voter, marks: second.marks }, attempt(null)))
      expect(third).toMatchObject({ effect: 'withdrawn', marks: null, poll: { answered: 0, tally: {} } })
    }),
  )
})

it('P2 a copy of an earlier act changes nothing, whatever stands there now', () => {
  fc.assert(
    fc.property(scene, ({ poll, chosen, before }) => {
      const marks = before && marksOf(poll, before)
      const done = castIn(
        poll,
        { inElectorate: true, marks, tookPart: marks !== null, actKnown: true },
        attempt(chosen),
      )
      expect(done).toEqual({ poll, marks, effect: 'repeated' })
    }),
  )
})

it('P2 the same answer again in a new act is told as unchanged, and moves no revision', () => {
  const poll = opened()
  const once = accepted(castIn(poll, voter, attempt(['o1'])))
  const again = accepted(castIn(once.poll, { ...voter, marks: once.marks }, attempt(['o1'])))
  expect(again).toMatchObject({ effect: 'unchanged', poll: { revision: once.poll.revision, answered: 1 } })
  expect(accepted(castIn(poll, voter, attempt(null))).effect).toBe('unchanged')
})

it('every change of the tally moves the revision up by one', () => {
  fc.assert(
    fc.property(scene, ({ poll, chosen }) => {
      expect(accepted(castIn(poll, voter, attempt(chosen))).poll.revision).toBe(poll.revision + 1)
    }),
  )
})

it('a refused ballot leaves the poll as it was', () => {
  fc.assert(
    fc.property(anyPoll, (poll) => {
      const before = structuredClone(poll)
      expect(isRefusal(castIn(poll, voter, attempt(['nothing like that'])))).toBe(true)
      expect(poll).toEqual(before)
    }),
  )
})

describe('P3 the deadline, to the millisecond', () => {
  const poll = opened()
  const at = (ms: number) => new Date(poll.deadline.getTime() + ms)

  it('counts a ballot that arrives one millisecond before it', () => {
    expect(castIn(poll, voter, attempt(['o1'], at(-1)))).toMatchObject({ effect: 'stored' })
  })

  it.each([0, 1, 1000])('refuses one that arrives %i ms after it, and says when it ended', (ms) => {
    expect(castIn(poll, voter, attempt(['o1'], at(ms)))).toMatchObject({
      code: 'polls:closed',
      data: { end: poll.deadline, zone: 'Europe/Berlin' },
    })
    expect(isRefusal(castIn(poll, voter, attempt(null, at(ms))))).toBe(true)
  })

  it('tells who has answered that the earlier ballot counts', () => {
    const answered = { ...voter, marks: { o1: 1 }, tookPart: true }
    expect(castIn(poll, answered, attempt(['o2'], at(0)))).toMatchObject({ code: 'polls:closed-with-ballot' })
  })

  it('refuses in a poll closed early, with the time at which it really ended', () => {
    const closedAt = new Date('2026-11-25T10:00:00Z')
    const closed: Poll = { ...poll, state: 'closed', closedAt }
    expect(castIn(closed, voter, attempt(['o1'], at(-1)))).toMatchObject({ data: { end: closedAt } })
  })
})
