/** Faults on demand: which calls go wrong, and how. */
import type { TeamsCall } from './call'

export type Mishap =
  /** Answers this status. `accepted`: Teams took the call all the same, so that a repetition would post twice. */
  | {
      readonly status: number
      readonly code?: string
      readonly body?: unknown
      readonly retryAfter?: number | string
      readonly accepted?: boolean
    }
  /** Answers late. The call is taken at once, or with `acceptedLate` only then. */
  | { readonly slowMs: number; readonly acceptedLate?: boolean }
  /** The connection breaks before Teams has taken the call … */
  | 'cut-before'
  /** … or after: the message stands there, and nobody is told. */
  | 'cut-after'
  /** Teams shows the message twice and answers with the id of the second. */
  | 'twice'

export interface Trouble {
  /** The calls it befalls; a number: the next so many calls. */
  readonly when: number | ((call: TeamsCall) => boolean)
  /** At most so often. */
  readonly times?: number
  /** With this probability, from 0 to 1. The same seed gives the same run. */
  readonly chance?: number
  readonly with: Mishap
}

export interface TroubleHandle {
  /** How often it has struck. */
  readonly hits: number
  stop(): void
}

interface Standing {
  readonly trouble: Trouble
  hits: number
}

export class Mishaps {
  readonly #random: () => number
  #standing: readonly Standing[] = []

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  add(trouble: Trouble): TroubleHandle {
    const standing: Standing = { trouble, hits: 0 }
    this.#standing = [...this.#standing, standing]
    return {
      get hits() {
        return standing.hits
      },
      stop: () => {
        this.#standing = this.#standing.filter((other) => other !== standing)
      },
    }
  }

  clear(): void {
    this.#standing = []
  }

  /** What befalls this call: the first trouble, in the order they were asked for, that it meets. */
  strike(call: TeamsCall): Mishap | null {
    const struck = this.#standing.find((standing) => this.#meets(standing, call))
    if (!struck) return null
    struck.hits += 1
    return struck.trouble.with
  }

  #meets({ trouble, hits }: Standing, call: TeamsCall): boolean {
    const most = Math.min(
      trouble.times ?? Infinity,
      typeof trouble.when === 'number' ? trouble.when : Infinity,
    )
    if (hits >= most) return false
    if (typeof trouble.when === 'function' && !trouble.when(call)) return false
    return trouble.chance === undefined || this.#random() < trouble.chance
  }
}

/** mulberry32: enough randomness to choose faults by, and the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
