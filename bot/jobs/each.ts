/** Work on many that do not depend on each other: one that fails holds up none behind it. */

/** @throws the first failure, once all have had their turn: the job is then tried again, and finds only what is left */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) await work(item).catch((error) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
