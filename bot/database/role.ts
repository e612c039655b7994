/** Proves before the start that the second wall stands (E1): row-level security binds the service's role and no owner. */
import { sql } from 'kysely'
import { openDatabase } from './database'
import { raw } from './query'

/** @throws with one sentence where the service's connections do not get its role */
export async function proveRole(url: string): Promise<void> {
  const database = openDatabase({ url, connections: 1, onError: () => undefined })
  try {
    const [found] = await database.ask(
      raw(sql<{ fits: boolean; role: string }>`select current_user as role,
        current_user = 'verbund_service' and current_setting('row_security')::boolean as fits`),
    )
    if (!found?.fits)
      throw new Error(
        `The database gives the service the role ${found?.role} instead of verbund_service, so that nothing would keep networks apart. Take "options" out of DATABASE_URL, and connect without a pooler that drops them.`,
      )
  } finally {
    await database.end()
  }
}
