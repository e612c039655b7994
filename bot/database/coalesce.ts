/** Who waits rides together: while one piece of work runs, what arrives is gathered and done in the next one. */

export interface Together<T, R> {
  /** Gets 1 to `most` items and answers in their order. */
  readonly run: (items: readonly T[]) => Promise<readonly R[]>
  /** How many pieces of work may run at a time. */
  readonly lanes?: number
  readonly most?: number
  /** Whether, after this failure of several, each is tried alone, so that a bad one takes nobody along. */
  readonly alone?: (error: unknown) => boolean
}

/** Turns work on many into a function for one. */
export function coalesce<T, R>({
  run,
  lanes = 1,
  most = 100,
  alone,
}: Together<T, R>): (item: T) => Promise<R> {
  type Waiting = {
    readonly item: T
    readonly resolve: (result: R) => void
    readonly reject: (e: unknown) => void
  }
  let waiting: Waiting[] = []
  let running = 0

  /** Tells each rider later: the next piece of work is on its way before those of this one go on. */
  const ride = async (riders: readonly Waiting[]): Promise<() => void> => {
    try {
      const results = await run(riders.map((rider) => rider.item))
      return () => riders.forEach((rider, i) => void rider.resolve(results[i] as R))
    } catch (error) {
      if (riders.length === 1 || !alone?.(error))
        return () => riders.forEach((rider) => void rider.reject(error))
      const told: (() => void)[] = []
      for (const rider of riders) told.push(await ride([rider]))
      return () => told.forEach((tell) => void tell())
    }
  }

  const next = async (): Promise<void> => {
    running += 1
    const riders = waiting.slice(0, most)
    waiting = waiting.slice(most)
    const tell = await ride(riders)
    running -= 1
    if (waiting.length > 0) void next()
    setImmediate(tell)
  }

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running < lanes) void next()
    })
}
