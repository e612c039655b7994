/** Waits for what another process or a worker does, by looking again and again. */

/**
 * @param look is asked every 50 ms until it answers something
 * @throws after `withinMs`, with what it answered last
 */
export async function until<T>(
  look: () => Promise<T | false | undefined | null> | T | false | undefined | null,
  withinMs: number,
): Promise<T> {
  const end = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain; last: ${JSON.stringify(found)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
