/** M2: working days by state. */
import { isWorkingDay } from '../../bot/calendar/working-days'
import { holidays, isWorking } from './lower-saxony'

const codes = ['BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH']

const daysOf = (from: string, to: string) => {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  return Array.from({ length: (last - first) / 86_400_000 + 1 }, (_, i) =>
    new Date(first + i * 86_400_000).toISOString().slice(0, 10),
  )
}

it('M2 knows every day of two years in Lower Saxony', () => {
  const days = daysOf('2026-01-01', '2027-12-31')
  expect(days).toHaveLength(730)
  const working = days.filter((day) => isWorkingDay(day, 'DE-NI'))
  expect(working).toEqual(days.filter((day) => isWorking(new Date(`${day}T11:00:00Z`))))
  expect(holidays.filter((day) => isWorkingDay(day, 'DE-NI'))).toEqual([])
})

/** Easter Sundays as the Physikalisch-Technische Bundesanstalt lists them; the earliest and latest of a century too. */
it.each(['2008-03-23', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2038-04-25'])(
  'M2 keeps Good Friday and Easter Monday free around %s, and no day more',
  (sunday) => {
    const day = (offset: number) =>
      new Date(Date.parse(sunday) + offset * 86_400_000).toISOString().slice(0, 10)
    const working = [-3, -2, -1, 0, 1, 2].map((offset) => isWorkingDay(day(offset), 'DE-NI'))
    expect(working).toEqual([true, false, false, false, false, true])
  },
)

it.each<[string, string, boolean, string]>([
  ['2026-10-30', 'DE-NI', true, 'Friday before Reformation Day'],
  ['2025-10-31', 'DE-NI', false, 'Reformation Day'],
  ['2025-10-31', 'DE-HE', true, 'Reformation Day, which Hesse works through'],
  ['2026-06-04', 'DE-NI', true, 'Fronleichnam, which Lower Saxony works through'],
  ['2026-06-04', 'DE-NW', false, 'Fronleichnam'],
  ['2026-11-18', 'DE-SN', false, 'Buß- und Bettag'],
  ['2026-11-18', 'DE-NI', true, 'Buß- und Bettag, which only Saxony keeps'],
  ['2027-03-08', 'DE-BE', false, "Women's Day"],
  ['2027-09-20', 'DE-TH', false, "Children's Day"],
  ['2026-12-24', 'DE-NI', true, 'Christmas Eve, a working day by law'],
  ['2026-12-31', 'DE-NI', true, "New Year's Eve, a working day by law"],
  ['2028-02-29', 'DE-NI', true, 'leap day'],
])('M2 %s in %s: %s (%s)', (date, state, working, _name) => {
  expect(isWorkingDay(date, state)).toBe(working)
})

it.each(codes)('M2 keeps the nine nationwide holidays in %s, however the state is written', (code) => {
  const nationwide = ['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-25', '12-26']
  for (const day of nationwide) {
    expect(isWorkingDay(`2026-${day}`, code)).toBe(false)
    expect(isWorkingDay(`2026-${day}`, `DE-${code}`)).toBe(false)
  }
  for (const day of daysOf('2026-01-01', '2026-12-31'))
    expect(isWorkingDay(day, code)).toBe(isWorkingDay(day, `DE-${code}`))
})

it.each(['', 'XX', 'DE-XX', 'ALL', 'DE-ALL', 'AUGSBURG', 'AT-1', 'de-ni', 'NI '])(
  'M2 keeps only nationwide holidays where the state is unknown: "%s"',
  (state) => {
    const free = daysOf('2025-01-01', '2025-12-31')
      .filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
      .filter((day) => !isWorkingDay(day, state))
    expect(free.map((day) => day.slice(5)).join()).toBe(
      '01-01,04-18,04-21,05-01,05-29,06-09,10-03,12-25,12-26',
    )
  },
)

it.each(['2026-02-29', '2026-13-01', '2026-1-1', '01.05.2026', '2026-W01', '2026-05-01T10:00', ''])(
  'M2 takes nothing for a day that is none: "%s"',
  (date) => {
    expect(() => isWorkingDay(date, 'DE-NI')).toThrow(RangeError)
  },
)
