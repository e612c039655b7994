/** Time for tests that live through some: the service's clock runs, and jumps; what waits in the queue jumps with it. */
import type { TestService } from '../support/service'

export interface PassingTime {
  /** Jumps there at once, and runs on. @param iso an instant with its offset, later than now */
  skipTo(iso: string): Promise<void>
  stop(): void
}

/** As fine as anybody looks at it. */
const tickMs = 25

export function letTimePass({ clock, database }: TestService): PassingTime {
  let before = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    clock.advance(now - before)
    before = now
  }, tickMs)
  return {
    skipTo: async (iso) => {
      const skippedMs = Date.parse(iso) - clock.now().getTime()
      clock.set(iso)
      // Jobs wait by the database's clock, which nobody can set: so they come nearer instead.
      await database.sql(
        `update graphile_worker._private_jobs set run_at = run_at - $1 * interval '1 millisecond'
         where run_at > now() and locked_at is null`,
        [skippedMs],
      )
    },
    stop: () => clearInterval(timer),
  }
}
