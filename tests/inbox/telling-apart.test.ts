/** Secret news go together in a message of their own, beside what E4 counts, so that the others show no gap. */
import type { Rhythm } from '../../bot/calendar/quiet-hours'
import { tellApart, type Waiting } from '../../bot/inbox/telling'
import { lowerSaxony } from '../calendar/lower-saxony'

const monday = '2026-11-23T09:00:00+01:00'
const waiting: readonly Waiting[] = ['n1', 'n2'].map((id) => ({ id, notedAt: new Date(monday) }))
const apart = (now: string, last: string | null, rhythm: Rhythm = 'daily') =>
  tellApart(waiting, last === null ? null : new Date(last), { ...lowerSaxony, rhythm }, new Date(now))

it.each([
  ['the first time at once', monday, null, 'daily', ['n1', 'n2']],
  ['not a second time on the same day', '2026-11-23T15:00:00+01:00', monday, 'daily', []],
  ['again on the next morning', '2026-11-24T08:00:00+01:00', monday, 'daily', ['n1', 'n2']],
  ['not on the next morning for who wants to hear weekly', '2026-11-24T08:00:00+01:00', monday, 'weekly', []],
  ['but in the next week', '2026-11-30T08:00:00+01:00', monday, 'weekly', ['n1', 'n2']],
  ['never in the quiet hours', '2026-11-23T18:00:00+01:00', null, 'daily', []],
  ['nor on a Sunday', '2026-11-29T10:00:00+01:00', null, 'daily', []],
] as const)('E4 %s', (_what, now, last, rhythm, told) => {
  expect(apart(now, last, rhythm)).toEqual(told)
})
