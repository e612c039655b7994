/** A clock that stands still until a test moves it. */
import type { Clock } from '../../bot/clock'

export interface FixedClock extends Clock {
  /** @param ms may be negative: machines set their clocks back, too. */
  advance(ms: number): void
  /** @param iso an instant with its offset, as `2026-03-29T02:30:00+01:00`. */
  set(iso: string): void
}

/** @param isoStart an instant with its offset; without one the test would depend on the machine's zone. */
export function fixedClock(isoStart: string): FixedClock {
  let at = readInstant(isoStart)
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms
    },
    set: (iso) => {
      at = readInstant(iso)
    },
  }
}

function readInstant(iso: string): number {
  const at = Date.parse(iso)
  if (Number.isNaN(at) || !/(Z|[+-]\d\d:\d\d)$/.test(iso)) {
    throw new Error(`A fixed clock needs an instant with its offset, not "${iso}"`)
  }
  return at
}
