/** E4: what is told singly, what waits for the digest, and when nothing is said. */
import * as fc from 'fast-check'
import { nextDigest, type Rhythm } from '../../bot/calendar/quiet-hours'
import { mostSingly, tell, type Waiting, weekMs } from '../../bot/inbox/telling'
import { hour, isInside, lowerSaxony } from '../calendar/lower-saxony'

const notices = (...notedAt: readonly string[]): readonly Waiting[] =>
  notedAt.map((at, i) => ({ id: `n${i + 1}`, notedAt: new Date(at) }))

const tellAt = (now: string, waiting: readonly Waiting[], told: number, rhythm: Rhythm = 'daily') =>
  tell(waiting, told, { ...lowerSaxony, rhythm }, new Date(now))

const monday = '2026-11-23T09:00:00+01:00'

describe('E4 tells three singly in a week and keeps the rest for the digest', () => {
  it.each([
    ['one', 1, 0, ['n1'], []],
    ['three', 3, 0, ['n1', 'n2', 'n3'], []],
    ['three of five, the oldest', 5, 0, ['n1', 'n2', 'n3'], []],
    ['one of two, after two this week', 2, 2, ['n1'], []],
    ['none after three', 2, 3, [], []],
    ['none after more than three', 2, 7, [], []],
  ])('%s', (_name, count, told, singly, digest) => {
    const waiting = notices(...Array.from({ length: count }, () => monday))
    expect(tellAt(monday, waiting, told)).toEqual({ singly, digest })
  })

  it('nothing, when nothing waits', () => {
    expect(tellAt(monday, [], 0)).toEqual({ singly: [], digest: [] })
  })
})

describe('E4 the digest comes when its time is there', () => {
  it.each([
    ['daily: not on the same day', 'daily', '2026-11-23T17:59:59+01:00', []],
    ['daily: the next morning', 'daily', '2026-11-24T08:00:00+01:00', ['n1', 'n2']],
    [
      'daily: later, when the service was down that morning',
      'daily',
      '2026-11-25T15:00:00+01:00',
      ['n1', 'n2'],
    ],
    ['weekly: not the next morning', 'weekly', '2026-11-24T08:00:00+01:00', []],
    ['weekly: not on Friday', 'weekly', '2026-11-27T17:00:00+01:00', []],
    ['weekly: on Monday', 'weekly', '2026-11-30T08:00:00+01:00', ['n1', 'n2']],
  ] as const)('%s', (_name, rhythm, now, digest) => {
    expect(tellAt(now, notices(monday, monday), 3, rhythm)).toEqual({ singly: [], digest })
  })

  it('holds what came after it was due, too: there is one digest, not two', () => {
    const waiting = notices(monday, '2026-11-24T08:00:00+01:00')
    expect(tellAt('2026-11-24T08:00:00+01:00', waiting, 3).digest).toEqual(['n1', 'n2'])
  })
})

describe('E4 says nothing in quiet hours', () => {
  it.each([
    ['before 08:00', '2026-11-24T07:59:59+01:00'],
    ['at 18:00', '2026-11-24T18:00:00+01:00'],
    ['at the weekend', '2026-11-28T12:00:00+01:00'],
    ['on a public holiday', '2026-12-25T12:00:00+01:00'],
  ])('%s', (_name, now) => {
    expect(tellAt(now, notices(monday, monday), 0)).toEqual({ singly: [], digest: [] })
    expect(tellAt(now, notices(monday, monday), 3)).toEqual({ singly: [], digest: [] })
  })

  it("by the network's own holidays", () => {
    const reformation = new Date('2025-10-31T10:00:00+01:00')
    const one = [{ id: 'n1', notedAt: new Date('2025-10-30T10:00:00+01:00') }]
    const inState = (state: string) =>
      tell(one, 0, { zone: 'Europe/Berlin', state, rhythm: 'daily' }, reformation)
    expect(inState('DE-NI').singly).toEqual([])
    expect(inState('DE-BY').singly).toEqual(['n1'])
  })
})

const rhythms = fc.constantFrom<Rhythm[]>('daily', 'weekly')
const instants = fc.date({
  min: new Date('2026-01-05T00:00:00Z'),
  max: new Date('2027-11-01T00:00:00Z'),
  noInvalidDate: true,
})

it('E4 whatever waits: none twice, none in quiet hours, at most three singly, the oldest first', () => {
  const ages = fc.array(fc.integer({ min: 0, max: 30 * 24 * hour }), { maxLength: 12 })
  fc.assert(
    fc.property(instants, ages, fc.nat(6), rhythms, (now, past, told, rhythm) => {
      const waiting = [...past]
        .sort((a, b) => b - a)
        .map((age, i) => ({ id: `n${i}`, notedAt: new Date(now.getTime() - age) }))
      const { singly, digest } = tell(waiting, told, { ...lowerSaxony, rhythm }, now)
      const ids = waiting.map(({ id }) => id)
      if (!isInside(now)) expect([...singly, ...digest]).toEqual([])
      expect(told + singly.length).toBeLessThanOrEqual(Math.max(told, mostSingly))
      expect([...singly, ...digest]).toEqual(ids.slice(0, singly.length + digest.length))
      // A digest holds all that is left.
      if (digest.length > 0) expect(singly.length + digest.length).toBe(ids.length)
    }),
    { numRuns: 1000 },
  )
})

interface Message {
  readonly at: Date
  readonly singly: boolean
  readonly ids: readonly string[]
}

/** A round each hour, as the service makes one each minute. */
function weeks(noted: readonly Date[], rhythm: Rhythm, from: Date, hours: number): readonly Message[] {
  const messages: Message[] = []
  const all = noted.map((notedAt, i) => ({ id: `n${i}`, notedAt }))
  for (let i = 0; i <= hours; i += 1) {
    const now = new Date(from.getTime() + i * hour)
    const done = new Set(messages.flatMap(({ ids }) => ids))
    const told = messages.filter(({ singly, at }) => singly && at.getTime() > now.getTime() - weekMs).length
    const waiting = all.filter(({ id, notedAt }) => notedAt <= now && !done.has(id))
    const { singly, digest } = tell(waiting, told, { ...lowerSaxony, rhythm }, now)
    messages.push(...singly.map((id) => ({ at: now, singly: true, ids: [id] })))
    if (digest.length > 0) messages.push({ at: now, singly: false, ids: digest })
  }
  return messages
}

it('E4 over three weeks: everything is told once, three singly in any seven days, one digest at a time', () => {
  const start = fc.integer({ min: 0, max: 80 }).map((n) => new Date(Date.UTC(2026, 0, 5) + n * 7 * 24 * hour))
  const offsets = fc.array(fc.integer({ min: 0, max: 20 * 24 }), { maxLength: 25 })
  fc.assert(
    fc.property(start, offsets, rhythms, (from, given, rhythm) => {
      const noted = [...given].sort((a, b) => a - b).map((n) => new Date(from.getTime() + n * hour))
      // Two weeks more, so that a digest after Christmas still comes.
      const messages = weeks(noted, rhythm, from, 36 * 24)
      expect(messages.flatMap(({ ids }) => ids).sort()).toEqual(noted.map((_, i) => `n${i}`).sort())
      expect(messages.filter(({ at }) => !isInside(at))).toEqual([])
      const alone = messages.filter(({ singly }) => singly).map(({ at }) => at.getTime())
      for (const at of alone)
        expect(alone.filter((one) => one >= at && one < at + weekMs).length).toBeLessThanOrEqual(mostSingly)
      const digests = messages.filter(({ singly }) => !singly).map(({ at }) => at)
      for (const [i, at] of digests.entries()) {
        const next = digests[i + 1]
        if (next) expect(next.getTime()).toBeGreaterThanOrEqual(nextDigest(at, rhythm, lowerSaxony).getTime())
      }
    }),
    { numRuns: 25 },
  )
})
