/** E4: when the digest goes out, daily or weekly. */
import * as fc from 'fast-check'
import { nextDigest, type Rhythm } from '../../bot/calendar/quiet-hours'
import { hoursBetween, inBerlin, isWorking, lowerSaxony, said } from './lower-saxony'

const next = (after: string, rhythm: Rhythm) => said(nextDigest(new Date(after), rhythm, lowerSaxony))

describe('E4 the daily digest goes out at 08:00 of the next working day', () => {
  it.each([
    ['today, before 08:00', '2026-11-23T07:59:59+01:00', 'Mon 2026-11-23 08:00'],
    ['tomorrow, at 08:00 sharp', '2026-11-23T08:00:00+01:00', 'Tue 2026-11-24 08:00'],
    ['tomorrow, by day', '2026-11-23T12:00:00+01:00', 'Tue 2026-11-24 08:00'],
    ['Monday, after Friday', '2026-11-27T08:00:00+01:00', 'Mon 2026-11-30 08:00'],
    ['after Easter', '2026-04-02T08:00:00+02:00', 'Tue 2026-04-07 08:00'],
    ['between Christmas and New Year', '2026-12-24T08:00:00+01:00', 'Mon 2026-12-28 08:00'],
    ['in March', '2026-03-27T08:00:00+01:00', 'Mon 2026-03-30 08:00'],
    ['in October', '2026-10-23T08:00:00+02:00', 'Mon 2026-10-26 08:00'],
  ])('%s (%s)', (_name, after, expected) => {
    expect(next(after, 'daily')).toBe(expected)
  })
})

describe("E4 the weekly digest goes out at 08:00 of the week's first working day", () => {
  it.each([
    ['next Monday', '2026-11-24T12:00:00+01:00', 'Mon 2026-11-30 08:00'],
    ['next Monday, at 08:00 sharp', '2026-11-23T08:00:00+01:00', 'Mon 2026-11-30 08:00'],
    ['this Monday, before 08:00', '2026-11-23T07:00:00+01:00', 'Mon 2026-11-23 08:00'],
    ['tomorrow, on Sunday', '2026-11-29T20:00:00+01:00', 'Mon 2026-11-30 08:00'],
    ['Tuesday, after Easter', '2026-03-31T12:00:00+02:00', 'Tue 2026-04-07 08:00'],
    ['Tuesday, on Easter Monday', '2026-04-06T12:00:00+02:00', 'Tue 2026-04-07 08:00'],
    ['between Christmas and New Year', '2026-12-21T08:00:00+01:00', 'Mon 2026-12-28 08:00'],
    ['after New Year', '2026-12-28T08:00:00+01:00', 'Mon 2027-01-04 08:00'],
    ['in March', '2026-03-23T08:00:00+01:00', 'Mon 2026-03-30 08:00'],
    ['in October', '2026-10-19T08:00:00+02:00', 'Mon 2026-10-26 08:00'],
  ])('%s (%s)', (_name, after, expected) => {
    expect(next(after, 'weekly')).toBe(expected)
  })
})

/** Whether a digest of this rhythm is due at this full hour. */
function isDue(at: Date, rhythm: Rhythm): boolean {
  if (inBerlin(at).time !== '08:00' || !isWorking(at)) return false
  const before = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].indexOf(inBerlin(at).weekday)
  const earlier = Array.from({ length: before }, (_, i) => new Date(at.getTime() - (i + 1) * 86_400_000))
  return rhythm === 'daily' || !earlier.some(isWorking)
}

it.each(['daily', 'weekly'] as const)(
  'E4 the %s digest is strictly later, and none is left out',
  (rhythm) => {
    const instants = fc.date({
      min: new Date('2026-01-05T00:00:00Z'),
      max: new Date('2027-12-10T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, (after) => {
        const found = nextDigest(after, rhythm, lowerSaxony)
        expect(found.getTime()).toBeGreaterThan(after.getTime())
        expect(isDue(found, rhythm)).toBe(true)
        // 08:00 in Berlin is a full hour everywhere.
        const hours = hoursBetween(new Date(Math.floor(after.getTime() / 3_600_000) * 3_600_000), found)
        expect(hours.filter((at) => isDue(at, rhythm))).toEqual([])
      }),
    )
  },
)

it('E4 digest follows digest: 52 in a year by week, one each working day', () => {
  const all = (rhythm: Rhythm) => {
    const found: Date[] = []
    let at = new Date('2026-01-01T00:00:00+01:00')
    // Bounded, so that a digest that follows itself fails instead of hanging.
    for (let i = 0; i < 366; i += 1) {
      at = nextDigest(at, rhythm, lowerSaxony)
      found.push(at)
    }
    return found.filter((one) => inBerlin(one).date < '2027')
  }
  const noons = hoursBetween(new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z')).filter(
    (at) => at.getUTCHours() === 12,
  )
  expect(all('daily').map((at) => inBerlin(at).date)).toEqual(
    noons.filter(isWorking).map((at) => inBerlin(at).date),
  )
  expect(all('weekly')).toHaveLength(52)
})
