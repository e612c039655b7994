/** How much goes into one conversation: never more than the windows allow, and no later than they ask. */
import fc from 'fast-check'
import {
  editGap,
  halfOfIt,
  ofConversation,
  roomAt,
  stillCounting,
  type Window,
} from '../../bot/delivery/budget'
import { microsoftLimits } from '../support/teams-stand-in/limits'

/** A history in which each request left as soon as there was room, after a rest of its own. */
function history(rests: readonly number[], windows: readonly Window[]): readonly number[] {
  const times: number[] = []
  for (const rest of rests) times.push(roomAt(times, (times.at(-1) ?? 0) + rest, windows))
  return times
}

/** The most that fall into any window of that length, its end not included. */
function mostWithin(times: readonly number[], ms: number): number {
  return Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + ms).length))
}

const keeps = (times: readonly number[], windows: readonly Window[]) =>
  windows.every(({ requests, ms }) => mostWithin(times, ms) <= requests)

/** Bursts, and rests of every length that a window cares for. */
const rests = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.nat(1_500) },
    { weight: 1, arbitrary: fc.nat(40_000) },
  ),
  { maxLength: 150 },
)
const budgets = fc.constantFrom(ofConversation, halfOfIt)

it('never lets more go than every window allows, whatever the history', () => {
  fc.assert(fc.property(rests, budgets, (drawn, windows) => keeps(history(drawn, windows), windows)))
})

it("keeps Microsoft's own limits with it, also where requests arrive up to 90 ms apart from how they left", () => {
  const delays = fc.array(fc.nat(90), { minLength: 150, maxLength: 150 })
  fc.assert(
    fc.property(rests, delays, (drawn, late) => {
      const arrived = history(drawn, ofConversation).map((time, i) => time + (late[i] ?? 0))
      return keeps(
        [...arrived].sort((a, b) => a - b),
        microsoftLimits.send,
      )
    }),
  )
})

it('holds the limit of an hour as well', () => {
  const times = history(Array<number>(2_000).fill(0), ofConversation)
  const hour = ofConversation.at(-1) ?? { requests: 0, ms: 0 }
  expect(hour.ms).toBeGreaterThanOrEqual(3_600_000)
  const [last, before] = [times[1_800] ?? 0, times[0] ?? 0]
  expect(last - before).toBeGreaterThanOrEqual(hour.ms)
  expect((times[1_799] ?? 0) - before).toBeLessThan(hour.ms)
})

it('asks for no needless waiting: a moment earlier would break a window', () => {
  fc.assert(
    fc.property(rests, fc.nat(3_000), budgets, (drawn, rest, windows) => {
      const times = history(drawn, windows)
      const now = (times.at(-1) ?? 0) + rest
      const at = roomAt(times, now, windows)
      return at === now || !keeps([...times, at - 1], windows)
    }),
  )
})

it('never names an instant that has passed', () => {
  fc.assert(
    fc.property(rests, fc.nat(100_000), budgets, (drawn, rest, windows) => {
      const times = history(drawn, windows)
      const now = (times.at(-1) ?? 0) + rest
      return roomAt(times, now, windows) >= now
    }),
  )
})

it('forgets only what no window counts any more', () => {
  fc.assert(
    fc.property(rests, fc.nat(5_000_000), budgets, (drawn, rest, windows) => {
      const times = history(drawn, windows)
      const now = (times.at(-1) ?? 0) + rest
      return roomAt(stillCounting(times, now), now, windows) === roomAt(times, now, windows)
    }),
  )
  expect(stillCounting([0, 3_960_000], 3_960_000)).toEqual([3_960_000])
})

it('gives edits half of each window at most', () => {
  expect(halfOfIt).toHaveLength(ofConversation.length)
  for (const [i, { requests, ms }] of ofConversation.entries())
    expect(halfOfIt[i]).toEqual({ requests: Math.floor(requests / 2), ms })
})

it('edits one card for an hour within half of its budget', () => {
  const { briskMs, slowMs, briskEdits } = editGap
  const edits = briskEdits + (3_600_000 - briskEdits * briskMs) / slowMs
  expect(edits).toBeLessThanOrEqual((halfOfIt.at(-1)?.requests ?? 0) + briskEdits)
  expect(3_600_000 / slowMs).toBeLessThanOrEqual(halfOfIt.at(-1)?.requests ?? 0)
})
