/** P3, P5, P6 at the end, as pure rules: when a poll may close, and who may read what before and after. */
import * as fc from 'fast-check'
import { close, closeAtDeadline, closeEarly } from '../../bot/polls/closing'
import { isOver, resultHidden } from '../../bot/polls/poll'
import { anyPoll, now, opened } from './arbitraries'

const poll = opened()
const after = (ms: number) => new Date(poll.deadline.getTime() + ms)

it('P3 closes at the deadline, not a millisecond before, and only once', () => {
  expect(closeAtDeadline(poll, {}, after(-1))).toBeUndefined()
  const closed = closeAtDeadline(poll, { o1: 3 }, after(0))
  expect(closed).toMatchObject({ state: 'closed', tally: { o1: 3 }, revision: poll.revision + 1 })
  expect(closed && closeAtDeadline(closed, {}, after(5))).toBeUndefined()
})

it('P3 says the deadline as its end, however late the closing was carried out', () => {
  fc.assert(
    fc.property(anyPoll, fc.nat(10_000_000), (any, late) => {
      const at = new Date(any.deadline.getTime() + late)
      expect(closeAtDeadline(any, {}, at)?.closedAt).toEqual(any.deadline)
    }),
  )
})

it('P3 is over from the deadline on, whether or not it has been closed', () => {
  expect(isOver(poll, after(-1))).toBe(false)
  expect(isOver(poll, after(0))).toBe(true)
  expect(isOver(close(poll, {}, now), now)).toBe(true)
})

it('P5 an anonymous poll does not end early; a named one does, until it is over', () => {
  const anonymous = opened({ secrecy: 'anonymous' })
  expect(closeEarly(anonymous, now)).toMatchObject({
    code: 'polls:anonymous-runs-on',
    data: { deadline: anonymous.deadline },
  })
  expect(closeEarly(poll, now)).toBeUndefined()
  expect(closeEarly(poll, after(0))).toMatchObject({ code: 'polls:edit-closed' })
})

describe('P6 who may read a result', () => {
  it.each([
    ['named-live', false, null],
    ['named-live', true, null],
    ['named-after-vote', false, 'after-own-ballot'],
    ['named-after-vote', true, null],
    ['named-after-close', false, 'after-close'],
    ['named-after-close', true, 'after-close'],
    ['anonymous', false, 'after-close'],
    ['anonymous', true, 'after-close'],
  ] as const)('%s, own ballot %s: hidden is %s while it is open', (secrecy, ballot, hidden) => {
    expect(resultHidden(opened({ secrecy }), ballot)).toBe(hidden)
  })

  it('P5 an anonymous poll has no result below three ballots, a named one has', () => {
    const ended = (secrecy: string, answered: number) => ({
      ...close(opened({ secrecy }), {}, now),
      answered,
    })
    expect(resultHidden(ended('anonymous', 0), true)).toBe('too-few')
    expect(resultHidden(ended('anonymous', 2), true)).toBe('too-few')
    expect(resultHidden(ended('anonymous', 3), false)).toBeNull()
    expect(resultHidden(ended('named-after-close', 1), false)).toBeNull()
  })
})
