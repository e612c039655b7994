/**
 * Acts on one offer wait for each other here, not at its row: each of those would hold one of few connections meanwhile, and
 * fifty at one moment would keep everybody else from the database. Other processes are held off by the lock of the row.
 */

const lines = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * In the order in which they came to this process. What fails holds nobody up.
 *
 * @param world whose line it is
 */
export async function inTurn<T>(world: object, offerId: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(world) ?? new Map<string, Promise<unknown>>()
  lines.set(world, line)
  const before = line.get(offerId) ?? Promise.resolve()
  const mine = before.then(work, work)
  line.set(offerId, mine)
  try {
    return await mine
  } finally {
    if (line.get(offerId) === mine) line.delete(offerId)
  }
}
