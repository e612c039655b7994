/** Tells one's own act, coming back as a change, from the changes of others. */

export interface Echo {
  readonly begins: () => void
  /** `stored`: the service took the act, so a change is to be expected. */
  readonly ends: (stored: boolean) => void
  /** True when this change is taken for the own act's. */
  readonly takes: () => boolean
}

// The change comes within a moment of the answer; later ones are those of others.
const echoMs = 3_000

export function newEcho(now: () => number): Echo {
  let underWay = false
  let heard = true
  let until = 0
  return {
    begins: () => {
      underWay = true
      heard = false
    },
    ends: (stored) => {
      underWay = false
      until = now() + echoMs
      heard = heard || !stored
    },
    takes: () => {
      if (heard || !(underWay || now() < until)) return false
      heard = true
      return true
    },
  }
}
