/** P4, E4: people are written to unasked only 08:00-18:00 on working days. */
import * as fc from 'fast-check'
import { lastOpen, nextOpen } from '../../bot/calendar/quiet-hours'
import { hoursBetween, isInside, lowerSaxony, said } from './lower-saxony'

const next = (iso: string) => said(nextOpen(new Date(iso), lowerSaxony))
const last = (iso: string) => said(lastOpen(new Date(iso), lowerSaxony))

/** Within the years whose holidays stand in lower-saxony.ts. */
const instants = fc.date({
  min: new Date('2026-01-05T00:00:00Z'),
  max: new Date('2027-12-20T00:00:00Z'),
  noInvalidDate: true,
})

describe('the next open instant', () => {
  it.each([
    ['is now at 08:00 sharp', '2026-11-23T08:00:00+01:00', 'Mon 2026-11-23 08:00'],
    ['is now in the last millisecond', '2026-11-23T17:59:59.999+01:00', 'Mon 2026-11-23 17:59:59.999'],
    ['is tomorrow at 18:00 sharp', '2026-11-23T18:00:00+01:00', 'Tue 2026-11-24 08:00'],
    ['is today before 08:00', '2026-11-23T07:59:59.999+01:00', 'Mon 2026-11-23 08:00'],
    ['is Monday on Friday evening', '2026-11-27T18:00:00+01:00', 'Mon 2026-11-30 08:00'],
    ['is Monday on Saturday', '2026-11-28T10:00:00+01:00', 'Mon 2026-11-30 08:00'],
    ['is Tuesday after Easter', '2026-04-02T18:00:00+02:00', 'Tue 2026-04-07 08:00'],
    ['is Monday after Christmas', '2026-12-24T18:00:00+01:00', 'Mon 2026-12-28 08:00'],
    ['is Monday after New Year', '2026-12-31T18:00:00+01:00', 'Mon 2027-01-04 08:00'],
    ['is Friday after Ascension Day', '2026-05-14T10:00:00+02:00', 'Fri 2026-05-15 08:00'],
    ['is 08:00 of summer after March', '2026-03-28T10:00:00+01:00', 'Mon 2026-03-30 08:00'],
    ['is 08:00 of summer from within the night', '2026-03-29T01:30:00+01:00', 'Mon 2026-03-30 08:00'],
    ['is 08:00 of winter after October', '2026-10-24T10:00:00+02:00', 'Mon 2026-10-26 08:00'],
    ['is 08:00 of winter from the doubled hour', '2026-10-25T02:30:00+01:00', 'Mon 2026-10-26 08:00'],
  ])('E4 %s (%s)', (_name, at, expected) => {
    expect(next(at)).toBe(expected)
  })

  it('E4 is inside, not before, and the first', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const found = nextOpen(at, lowerSaxony)
        expect(isInside(found)).toBe(true)
        expect(found.getTime()).toBeGreaterThanOrEqual(at.getTime())
        if (found > at) expect(isInside(new Date(found.getTime() - 1))).toBe(false)
        expect(found > at && isInside(at)).toBe(false)
        expect(hoursBetween(at, found).filter(isInside)).toEqual([])
      }),
    )
  })
})

describe('the last open instant', () => {
  it.each([
    ['is 08:00 at 08:00 sharp', '2026-11-23T08:00:00+01:00', 'Mon 2026-11-23 08:00'],
    ['is the full minute while open', '2026-11-23T10:15:42.500+01:00', 'Mon 2026-11-23 10:15'],
    ['is 17:59 at 18:00 sharp', '2026-11-23T18:00:00+01:00', 'Mon 2026-11-23 17:59'],
    ['is 17:59 at midnight', '2026-11-24T00:00:00+01:00', 'Mon 2026-11-23 17:59'],
    ['is 17:59 of Friday before Monday 08:00', '2026-11-30T07:59:59.999+01:00', 'Fri 2026-11-27 17:59'],
    ['is 17:59 of Friday on Sunday evening', '2026-11-29T20:00:00+01:00', 'Fri 2026-11-27 17:59'],
    ['is Thursday before Easter', '2026-04-07T07:00:00+02:00', 'Thu 2026-04-02 17:59'],
    ['is Christmas Eve after Christmas', '2026-12-28T07:00:00+01:00', 'Thu 2026-12-24 17:59'],
    ["is New Year's Eve after New Year", '2027-01-03T12:00:00+01:00', 'Thu 2026-12-31 17:59'],
    ['is 17:59 of winter before March', '2026-03-30T07:00:00+02:00', 'Fri 2026-03-27 17:59'],
    ['is 17:59 of summer before October', '2026-10-26T07:00:00+01:00', 'Fri 2026-10-23 17:59'],
  ])('E4 %s (%s)', (_name, at, expected) => {
    expect(last(at)).toBe(expected)
  })

  it('E4 is a full minute, inside, not after, and the last', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const found = lastOpen(at, lowerSaxony)
        const minuteLater = new Date(found.getTime() + 60_000)
        expect(isInside(found)).toBe(true)
        expect(found.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(found.getTime() % 60_000).toBe(0)
        expect(minuteLater > at || !isInside(minuteLater)).toBe(true)
        if (minuteLater <= at) expect(hoursBetween(minuteLater, at).filter(isInside)).toEqual([])
      }),
    )
  })
})

it('E4 hours and holidays are those of the network, not of the machine', () => {
  const at = new Date('2026-06-03T17:30:00Z')
  const of = (zone: string, state: string) => nextOpen(at, { zone, state }).toISOString()
  expect(of('Europe/Berlin', 'DE-NI')).toBe('2026-06-04T06:00:00.000Z')
  expect(of('Europe/Berlin', 'DE-NW')).toBe('2026-06-05T06:00:00.000Z')
  expect(of('America/New_York', 'DE-NI')).toBe('2026-06-03T17:30:00.000Z')
})

it('E4 an unknown zone or an invalid instant is a fault, not an endless search', () => {
  const nowhere = { zone: 'Europe/Nowhere', state: 'DE-NI' }
  for (const ask of [nextOpen, lastOpen]) {
    expect(() => ask(new Date('2026-06-03T17:30:00Z'), nowhere)).toThrow(RangeError)
    expect(() => ask(new Date(Number.NaN), lowerSaxony)).toThrow(RangeError)
  }
})
