/** Asks again until it is so: pages and posts come when they come. */
import { setTimeout as pause } from 'node:timers/promises'

/** @param check throws as long as it isn't so; what it threw last is thrown when the patience ends. */
export async function eventually<T>(check: () => Promise<T>, patienceMs = 15_000): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) throw error
      await pause(50)
    }
  }
}
