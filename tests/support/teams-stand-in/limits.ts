/** Microsoft's rate limits (PLATFORM.md 1), counted in sliding windows. */
import { type Operation, type TeamsCall, threadless } from './call'

export interface Window {
  readonly requests: number
  readonly ms: number
}

export interface Limits {
  /** Per conversation: channel, group chat or personal chat. */
  readonly send: readonly Window[]
  readonly create: readonly Window[]
  readonly members: readonly Window[]
  readonly conversations: readonly Window[]
  /** All requests of a tenant together. */
  readonly tenant: readonly Window[]
}

const windows = (second: number, two: number, half: number, hour: number): readonly Window[] => [
  { requests: second, ms: 1_000 },
  { requests: two, ms: 2_000 },
  { requests: half, ms: 30_000 },
  { requests: hour, ms: 3_600_000 },
]

export const microsoftLimits: Limits = {
  send: windows(7, 8, 60, 1800),
  create: windows(7, 8, 60, 1800),
  members: windows(14, 16, 120, 3600),
  conversations: windows(14, 16, 120, 3600),
  tenant: [{ requests: 50, ms: 1_000 }],
}

/** Edits and deletions count as posts: Microsoft does not list them apart, so the stand-in takes the stricter reading. */
const rows: Readonly<Record<Operation, keyof Limits | null>> = {
  create: 'create',
  send: 'send',
  reply: 'send',
  update: 'send',
  delete: 'send',
  members: 'members',
  member: 'members',
  'paged-members': 'members',
  team: null,
  'team-channels': 'conversations',
  unknown: null,
}

/** The instants of the admitted requests under one key, as many as its widest window may hold. */
class Trail {
  readonly #windows: readonly Window[]
  readonly #widest: number
  #times: number[] = []

  constructor(windows: readonly Window[]) {
    this.#windows = windows
    this.#widest = Math.max(...windows.map((window) => window.requests))
  }

  /** Milliseconds until one more fits; 0 when it fits now. */
  wait(now: number): number {
    const waits = this.#windows.map(({ requests, ms }) => {
      const oldest = this.#times[this.#times.length - requests]
      return oldest === undefined ? 0 : oldest + ms - now
    })
    return Math.max(0, ...waits)
  }

  add(now: number): void {
    this.#times.push(now)
    // Twice the need before cutting, so that a long run does not copy the list at every request.
    if (this.#times.length > 2 * this.#widest) this.#times = this.#times.slice(-this.#widest)
  }
}

/** All that a limit asks of a call. */
export type Counted = Pick<TeamsCall, 'operation' | 'conversation' | 'team'>

export class RateLimiter {
  readonly #limits: Limits
  readonly #trails = new Map<string, Trail>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /**
   * Counts the call if it fits every limit; a refused call counts for nothing.
   * @returns milliseconds until it would fit; 0 when it was admitted.
   */
  admit(call: Counted, tenant: string, now: number): number {
    const trails = this.#trailsOf(call, tenant)
    const wait = Math.max(...trails.map((trail) => trail.wait(now)))
    if (wait === 0) for (const trail of trails) trail.add(now)
    return wait
  }

  #trailsOf(call: Counted, tenant: string): readonly Trail[] {
    const row = rows[call.operation]
    const place = call.conversation ?? call.team
    const ofTenant = this.#trail(`tenant ${tenant}`, 'tenant')
    return row && place ? [ofTenant, this.#trail(`${row} ${threadless(place)}`, row)] : [ofTenant]
  }

  #trail(key: string, row: keyof Limits): Trail {
    const known = this.#trails.get(key)
    if (known) return known
    const trail = new Trail(this.#limits[row])
    this.#trails.set(key, trail)
    return trail
  }
}
