/** Waits for what another process or a worker does, by looking again and again. */

/** Most of what is waited for is there after some milliseconds. */
const firstPauseMs = 5

const longestPauseMs = 50

/**
 * @param look is asked until it answers something: soon at first, then every 50 ms
 * @throws after `withinMs`, with what it answered last
 */
export async function until<T>(
  look: () => Promise<T | false | undefined | null> | T | false | undefined | null,
  withinMs: number,
): Promise<T> {
  const end = Date.now() + withinMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain; last: ${JSON.stringify(found)}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
