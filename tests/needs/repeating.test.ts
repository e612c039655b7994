/** When the round that repeats another opens, as pure rules: next quarter, same working day, as long, over the year's end. */
import { nextQuarter, quarterAt } from '../../bot/needs/quarter'
import { repeatedDeadline, repeatsAt } from '../../bot/needs/repeating'

const zone = 'Europe/Berlin'
const state = { state: 'DE-NI' }
const at = (text: string) => new Date(text)

const round = (openedAt: string, deadline: string) => ({
  ...{ openedAt: at(openedAt), deadline: at(deadline), zone },
  quarter: quarterAt(at(openedAt), zone),
})

it('counts quarters over the end of the year', () => {
  expect(['2026-4', '2027-1', '2027-4'].map((one) => nextQuarter(one))).toEqual([
    '2027-1',
    '2027-2',
    '2028-1',
  ])
  expect(quarterAt(at('2026-12-31T23:30:00Z'), zone)).toBe('2027-1')
})

it('opens on the same working day of the next quarter at the same time of day, holidays left out', () => {
  // 1 October 2026 is a Thursday; the 6th is the fourth working day.
  const before = round('2026-10-06T10:15:00+02:00', '2026-10-20T12:00:00+02:00')
  const opens = repeatsAt(before, state)
  // 1 January is a holiday, then a weekend: 4, 5, 6, 7 January.
  expect(opens).toEqual(at('2027-01-07T10:15:00+01:00'))
  expect(repeatedDeadline(before, opens, state)).toEqual(at('2027-01-21T12:00:00+01:00'))
})

it('one that was opened in the night or on a Sunday is repeated in open hours of a working day', () => {
  const before = round('2026-11-22T23:00:00+01:00', '2026-12-06T12:00:00+01:00')
  const opens = repeatsAt(before, state)
  expect(opens.getUTCHours()).toBeGreaterThanOrEqual(7)
  expect([0, 6]).not.toContain(opens.getUTCDay())
})

it('takes the last working day of a quarter that has fewer', () => {
  const before = round('2026-12-31T09:00:00+01:00', '2027-01-14T12:00:00+01:00')
  expect(quarterAt(repeatsAt(before, state), zone)).toBe('2027-1')
  expect(repeatsAt(before, state)).toEqual(at('2027-03-31T09:00:00+02:00'))
})

it('a deadline that would fall on a weekend or a holiday moves on to the next working day', () => {
  const before = round('2027-01-04T09:00:00+01:00', '2027-01-06T18:30:00+01:00')
  const deadline = repeatedDeadline(before, at('2027-04-29T09:00:00+02:00'), state)
  // 1 May 2027 is a Saturday.
  expect(deadline).toEqual(at('2027-05-03T18:30:00+02:00'))
})
