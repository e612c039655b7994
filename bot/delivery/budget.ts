/** How much may be sent into one conversation, and when there is room for one more: pure arithmetic over instants. */

export interface Window {
  readonly requests: number
  readonly ms: number
}

/**
 * Microsoft's limits per bot and conversation (msteams-docs, rate-limit.md), edits counted as posts: they are not listed
 * apart. Windows are a tenth longer than Microsoft's: what leaves here evenly arrives there less so.
 */
export const ofConversation: readonly Window[] = [
  { requests: 7, ms: 1_100 },
  { requests: 8, ms: 2_200 },
  { requests: 60, ms: 33_000 },
  { requests: 1800, ms: 3_960_000 },
]

/** Edits take half of it at most, so that a lively poll never keeps a post waiting; so do reads of a roster. */
export const halfOfIt: readonly Window[] = ofConversation.map(({ requests, ms }) => ({
  requests: Math.floor(requests / 2),
  ms,
}))

const longest = Math.max(...ofConversation.map(({ ms }) => ms))

/**
 * @param times earlier requests, ascending, in ms since 1970
 * @returns the first instant from `now` on at which one more fits every window
 */
export function roomAt(times: readonly number[], now: number, windows: readonly Window[]): number {
  const instants = windows.map(({ requests, ms }) => {
    const oldest = times[times.length - requests]
    return oldest === undefined ? now : oldest + ms
  })
  return Math.max(now, ...instants)
}

/** Everything that goes to a conversation counts in its budget (PLATFORM.md 1), whoever sends it. */
export function together(requests: readonly number[], reads: readonly number[]): readonly number[] {
  return reads.length === 0 ? requests : [...requests, ...reads].sort((a, b) => a - b)
}

/** Those that still count in some window. */
export function stillCounting(times: readonly number[], now: number): readonly number[] {
  return times.filter((time) => time > now - longest)
}

/** One edit of a card in two seconds; in four when it has gone on for a minute, as the half budget of an hour allows. */
export const editGap = { briskMs: 2_000, slowMs: 4_000, briskEdits: 30, restMs: 60_000 } as const
