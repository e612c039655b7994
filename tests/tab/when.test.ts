/** Instants as the tab says them. */
import { saysMoment, saysNumber, saysShare, saysWhen } from '../../tab/when'

beforeAll(() => jest.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') }))
afterAll(() => jest.useRealTimers())

test('says day and time in the zone of the poll, without this year', () => {
  expect(saysWhen('2026-11-27T11:00:00Z', 'Europe/Berlin', 'de')).toBe('Fr., 27. Nov., 12:00')
  expect(saysWhen('2026-11-27T11:00:00Z', 'Europe/Berlin', 'en')).toMatch(/^Fri,? 27 Nov, 12:00$/)
})

test('says another year, and the zone where it is asked for', () => {
  expect(saysWhen('2027-01-12T08:00:00Z', 'Europe/Berlin', 'de', true)).toMatch(/2027, 09:00 MEZ$/)
})

test('says of today only the time, by the day in the zone', () => {
  expect(saysMoment('2026-11-23T08:12:00Z', 'Europe/Berlin', 'de')).toBe('09:12')
  expect(saysMoment('2026-11-22T23:30:00Z', 'Europe/Berlin', 'en')).toBe('00:30')
  expect(saysMoment('2026-11-22T22:30:00Z', 'Europe/Berlin', 'de')).toBe('So., 22. Nov., 23:30')
})

test('says numbers as the language writes them', () => {
  expect([saysNumber(2000, 'de'), saysNumber(2000, 'en')]).toEqual(['2.000', '2,000'])
})

test('says shares as the language writes them', () => {
  expect(saysShare(0.533, 'de')).toBe('53\u00a0%')
  expect(saysShare(0.533, 'en')).toBe('53%')
})
