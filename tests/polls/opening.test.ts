/** P3, P5, P6 at opening: the deadline is an instant, also across both clock changes; secrecy and result go together. */
import * as fc from 'fast-check'
import { DateTime, Settings } from 'luxon'
import { openPoll, proposedDeadline, secrecies } from '../../bot/polls/opening'
import { isRefusal } from '../../bot/refusal'
import { accepted, draft, facts, now, opened, zone } from './arbitraries'

const at = (date: string, time: string, from = now) =>
  openPoll({ ...draft, date, time }, { ...facts, now: from })
const deadlineAt = (date: string, time: string, from: Date) =>
  accepted(at(date, time, from)).deadline.toISOString()

describe('P3 the deadline', () => {
  it('is read in the zone of the network, whatever the zone of the machine', () => {
    expect(opened().deadline.toISOString()).toBe('2026-11-30T11:00:00.000Z')
    const tokyo = accepted(openPoll(draft, { ...facts, zone: 'Asia/Tokyo' }))
    expect(tokyo).toMatchObject({ zone: 'Asia/Tokyo', deadline: new Date('2026-11-30T03:00:00Z') })
  })

  it.each([
    ['before the clocks go forward', '2027-03-28', '01:59', '2027-03-28T00:59:00.000Z'],
    ['after the clocks have gone forward', '2027-03-28', '03:00', '2027-03-28T01:00:00.000Z'],
    ['at noon of that day', '2027-03-28', '12:00', '2027-03-28T10:00:00.000Z'],
  ])('%s in March', (_name, date, time, instant) => {
    expect(deadlineAt(date, time, new Date('2027-03-27T12:00:00+01:00'))).toBe(instant)
  })

  it.each([
    ['before the clocks go back', '2026-10-25', '01:59', '2026-10-24T23:59:00.000Z'],
    ['after the clocks have gone back', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['at noon of that day', '2026-10-25', '12:00', '2026-10-25T11:00:00.000Z'],
  ])('%s in October', (_name, date, time, instant) => {
    expect(deadlineAt(date, time, new Date('2026-10-24T12:00:00+02:00'))).toBe(instant)
  })

  it('is never silently another time than the form says: 02:30 is refused in the night that has none', () => {
    expect(at('2027-03-28', '02:30')).toMatchObject({ code: 'polls:no-deadline' })
  })

  it('is the same instant in the hour that October has twice, in whatever season the machine stands', () => {
    const real = Settings.now
    const inSeason = (iso: string) => {
      Settings.now = () => Date.parse(iso)
      Settings.resetCaches()
      return deadlineAt('2026-10-25', '02:30', new Date('2026-10-20T12:00:00+02:00'))
    }
    try {
      expect(inSeason('2026-07-01T00:00:00Z')).toBe(inSeason('2026-12-01T00:00:00Z'))
    } finally {
      Settings.now = real
      Settings.resetCaches()
    }
  })

  it('must lie ahead: one minute later is taken, this minute and the past are refused with both times', () => {
    expect(isRefusal(at('2026-11-23', '09:01'))).toBe(false)
    expect(at('2026-11-23', '09:00')).toMatchObject({
      code: 'polls:deadline-past',
      data: { now, deadline: now },
    })
    expect(at('2026-11-22', '12:00')).toMatchObject({ code: 'polls:deadline-past' })
  })

  it('must lie within a year, leap years included', () => {
    expect(isRefusal(at('2027-11-24', '08:59'))).toBe(false)
    expect(at('2027-11-25', '12:00')).toMatchObject({ code: 'polls:deadline-far' })
    expect(at('9999-12-31', '12:00')).toMatchObject({ code: 'polls:deadline-far' })
  })

  it('must be a day of the calendar', () => {
    expect(at('2027-02-29', '12:00')).toMatchObject({ code: 'polls:no-deadline' })
    expect(at('2026-13-01', '12:00')).toMatchObject({ code: 'polls:no-deadline' })
  })

  it('reads back as the very day and time that were typed', () => {
    const minute = fc.integer({ min: 5, max: 365 * 24 * 60 })
    fc.assert(
      fc.property(minute, (minutes) => {
        const local = DateTime.fromJSDate(now, { zone }).plus({ minutes })
        const typed = [local.toFormat('yyyy-MM-dd'), local.toFormat('HH:mm')] as const
        const { deadline } = accepted(at(...typed))
        const read = DateTime.fromJSDate(deadline, { zone })
        expect([read.toFormat('yyyy-MM-dd'), read.toFormat('HH:mm')]).toEqual(typed)
      }),
    )
  })
})

it('the form proposes noon on a working day at least a week ahead, which opens', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 * 365 * 24 }), (hours) => {
      const from = new Date(now.getTime() + hours * 3_600_000)
      const { date, time } = proposedDeadline(from, zone)
      expect(DateTime.fromISO(date).weekday).toBeLessThan(6)
      const days = DateTime.fromISO(date).diff(
        DateTime.fromJSDate(from, { zone }).startOf('day').setZone('local', { keepLocalTime: true }),
        'days',
      ).days
      expect(Math.round(days)).toBeGreaterThanOrEqual(7)
      expect(Math.round(days)).toBeLessThanOrEqual(9)
      expect(isRefusal(at(date, time, from))).toBe(false)
    }),
  )
})

it('P5 no choice of the form joins anonymity with a result before the end', () => {
  for (const name of Object.keys(secrecies)) {
    const poll = opened({ secrecy: name })
    if (poll.anonymous) expect(poll.results).toBe('after-close')
  }
  expect(Object.values(secrecies).some((secrecy) => secrecy.anonymous)).toBe(true)
  expect(openPoll({ ...draft, secrecy: 'anonymous-live' }, facts)).toMatchObject({
    code: 'polls:unknown-secrecy',
  })
})

it.each(['constructor', '__proto__', ''])('refuses "%s" as a secrecy, which no form offers', (secrecy) => {
  expect(openPoll({ ...draft, secrecy }, facts)).toMatchObject({ code: 'polls:unknown-secrecy' })
})

it('P1 refuses a poll in which nobody could vote', () => {
  expect(openPoll(draft, { ...facts, voters: 0 })).toMatchObject({ code: 'polls:nobody-may-vote' })
})

it('a new poll is open, empty, and holds what the form said', () => {
  expect(opened({ kind: 'several-2', secrecy: 'named-after-vote' })).toMatchObject({
    kind: 'several',
    most: 2,
    results: 'after-vote',
    state: 'open',
    voters: 20,
    answered: 0,
    tally: {},
    closedAt: null,
    openedAt: now,
  })
})
