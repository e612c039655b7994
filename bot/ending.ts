/** A process that ends in order when it is told to, however far its start has come: what was opened last is closed first. */

export interface Life {
  /** What has to be closed at the end. */
  onEnd(close: () => Promise<void>): void
  /** Between two steps of the start. @throws where the process has been told to end: then the start goes no further */
  goOn(): void
}

class Ended extends Error {}

/** Within it everything must have ended; whoever waits longer is cut off. */
const mostStopMs = 10_000

/**
 * Opens, waits until somebody says that it is enough, and closes.
 * @param onFailure what could not be closed; the others are closed all the same
 * @returns whether all could be closed
 * @throws what kept it from opening; what stood is closed by then
 */
export async function liveUntilTold(
  open: (life: Life) => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  const closings: (() => Promise<void>)[] = []
  const told = listen()
  try {
    await open({
      onEnd: (close) => void closings.unshift(close),
      goOn: () => {
        if (told.yet()) throw new Ended()
      },
    })
    await told.once
  } catch (error) {
    // What breaks off because of the end (a program that got the same signal) is no failure to start.
    if (!told.yet()) {
      await closeAll(closings, onFailure)
      throw error
    }
  }
  return closeAll(closings, onFailure)
}

async function closeAll(
  closings: readonly (() => Promise<void>)[],
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  let all = true
  for (const close of closings)
    await close().catch((error) => {
      all = false
      onFailure(error)
    })
  return all
}

function listen(): { readonly once: Promise<void>; yet(): boolean } {
  let ending = false
  const once = new Promise<void>((resolve) => {
    const end = () => {
      if (ending) return
      ending = true
      setTimeout(() => process.exit(1), mostStopMs).unref()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
    // The launcher is gone, or says so in this way: Windows has no signal that could be heard.
    process.on('disconnect', end)
  })
  return { once, yet: () => ending }
}

/** @returns whether `work` was done within `ms`; where it was not, nobody waits for it any longer */
export async function doneWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
