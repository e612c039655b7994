/** P4: when those whose ballot is missing are reminded. */
import * as fc from 'fast-check'
import { reminderTimes } from '../../bot/polls/reminding'
import { hour, hoursBetween, isInside, lowerSaxony, said } from '../calendar/lower-saxony'

const times = (openedAt: Date, deadline: Date) => reminderTimes({ openedAt, deadline }, lowerSaxony)
const reminders = (opened: string, deadline: string) =>
  times(new Date(opened), new Date(deadline)).map((at) => said(at))

describe('P4 reminds at half time and 24 h before the end', () => {
  it.each([
    [
      'of a week',
      '2026-11-23T09:00:00+01:00',
      '2026-11-30T12:00:00+01:00',
      // 24 h before is Sunday.
      ['Fri 2026-11-27 08:00', 'Mon 2026-11-30 08:00'],
    ],
    [
      'to the second',
      '2026-11-23T09:00:10+01:00',
      '2026-11-27T12:00:00+01:00',
      ['Wed 2026-11-25 10:30:5', 'Thu 2026-11-26 12:00'],
    ],
    [
      'on the one Monday that both move to, once',
      '2026-11-27T16:00:00+01:00',
      '2026-11-30T14:00:00+01:00',
      ['Mon 2026-11-30 08:00'],
    ],
    [
      'after Christmas and after New Year',
      '2026-12-21T10:00:00+01:00',
      '2027-01-04T12:00:00+01:00',
      ['Mon 2026-12-28 11:00', 'Mon 2027-01-04 08:00'],
    ],
    [
      'of the hours that pass when the clocks go forward',
      '2026-03-25T10:00:00+01:00',
      '2026-04-08T10:00:00+02:00',
      ['Wed 2026-04-01 10:30', 'Tue 2026-04-07 10:00'],
    ],
    [
      'of the hours that pass when the clocks go back',
      '2026-10-21T10:00:00+02:00',
      '2026-11-02T10:00:00+01:00',
      ['Tue 2026-10-27 09:30', 'Mon 2026-11-02 08:00'],
    ],
  ])('%s', (_name, opened, deadline, expected) => {
    expect(reminders(opened, deadline)).toEqual(expected)
  })
})

describe('P4 moves a reminder 24 h before the end back when there is no time after it', () => {
  it.each([
    ['Monday 08:00', '2026-11-30T08:00:00+01:00', ['Thu 2026-11-26 08:30', 'Fri 2026-11-27 17:59']],
    ['Monday 09:59', '2026-11-30T09:59:00+01:00', ['Thu 2026-11-26 09:29:30', 'Fri 2026-11-27 17:59']],
    ['Monday 10:00', '2026-11-30T10:00:00+01:00', ['Thu 2026-11-26 09:30', 'Mon 2026-11-30 08:00']],
    ['Saturday 23:59', '2026-11-28T23:59:00+01:00', ['Wed 2026-11-25 16:29:30', 'Fri 2026-11-27 17:59']],
    ['Sunday 20:00', '2026-11-29T20:00:00+01:00', ['Thu 2026-11-26 08:00', 'Fri 2026-11-27 17:59']],
  ])('to Friday, for %s', (_name, deadline, expected) => {
    expect(reminders('2026-11-22T09:00:00+01:00', deadline)).toEqual(expected)
  })

  it('over Easter, and half time on Good Friday goes', () => {
    expect(reminders('2026-03-31T09:00:00+02:00', '2026-04-07T09:00:00+02:00')).toEqual([
      'Thu 2026-04-02 17:59',
    ])
  })

  it('not to before the opening', () => {
    expect(reminders('2026-11-27T18:30:00+01:00', '2026-11-30T09:00:00+01:00')).toEqual([])
  })
})

describe('P4 leaves people alone', () => {
  it.each([
    ['in a poll shorter than 4 h', '2026-11-23T10:00:00+01:00', '2026-11-23T13:59:59+01:00', []],
    ['but in one of 4 h', '2026-11-23T10:00:00+01:00', '2026-11-23T14:00:00+01:00', ['Mon 2026-11-23 12:00']],
    ['in a poll over one weekend', '2026-11-27T18:00:00+01:00', '2026-11-30T08:00:00+01:00', []],
    ['in a poll over one night', '2026-11-23T17:00:00+01:00', '2026-11-24T09:00:00+01:00', []],
    ['at the very opening', '2026-11-23T09:00:00+01:00', '2026-11-24T09:00:00+01:00', []],
    [
      'when the deadline lies before the opening',
      '2026-11-24T10:00:00+01:00',
      '2026-11-20T10:00:00+01:00',
      [],
    ],
    [
      'with one reminder when two would be 3:59 h apart',
      '2026-11-23T08:00:00+01:00',
      '2026-11-25T15:58:00+01:00',
      ['Tue 2026-11-24 15:58'],
    ],
    [
      'with two that are 4 h apart',
      '2026-11-23T08:00:00+01:00',
      '2026-11-25T16:00:00+01:00',
      ['Tue 2026-11-24 12:00', 'Tue 2026-11-24 16:00'],
    ],
  ])('%s', (_name, opened, deadline, expected) => {
    expect(reminders(opened, deadline)).toEqual(expected)
  })
})

describe('P4 whatever the poll', () => {
  /** From seconds to six weeks; within the years whose holidays stand in lower-saxony.ts. */
  const polls = fc
    .tuple(
      fc.date({
        min: new Date('2026-01-05T00:00:00Z'),
        max: new Date('2027-11-01T00:00:00Z'),
        noInvalidDate: true,
      }),
      fc.oneof(fc.integer({ min: 1, max: 72 * hour }), fc.integer({ min: 1, max: 42 * 24 * hour })),
    )
    .map(([openedAt, length]) => ({ openedAt, deadline: new Date(openedAt.getTime() + length) }))

  it('every reminder is in open hours, after the opening, 2 h before the deadline, at most two, 4 h apart', () => {
    fc.assert(
      fc.property(polls, ({ openedAt, deadline }) => {
        const found = times(openedAt, deadline)
        expect(found.length).toBeLessThanOrEqual(2)
        expect(found.filter((at) => !isInside(at))).toEqual([])
        expect(found.filter((at) => at <= openedAt)).toEqual([])
        expect(found.filter((at) => deadline.getTime() - at.getTime() < 2 * hour)).toEqual([])
        const [first, second] = found
        if (first && second) expect(second.getTime() - first.getTime()).toBeGreaterThanOrEqual(4 * hour)
        if (deadline.getTime() - openedAt.getTime() < 4 * hour) expect(found).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('a poll of more than 24 h has a reminder if there is any open hour for it', () => {
    fc.assert(
      fc.property(polls, ({ openedAt, deadline }) => {
        fc.pre(deadline.getTime() - openedAt.getTime() > 24 * hour)
        const latest = new Date(deadline.getTime() - 2 * hour)
        if (hoursBetween(openedAt, latest).some(isInside)) expect(times(openedAt, deadline)).not.toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
