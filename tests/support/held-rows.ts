/** Holds rows of people as another transaction would, so that acts at the same moment queue up in the order that a test wants. */
import { Client } from 'pg'
import type { TestDatabase } from './database'
import { until } from './until'

export interface HeldRows {
  /** Starts the act, and returns once it waits for the database. */
  queue<T>(act: () => Promise<T>): Promise<{ readonly done: Promise<T> }>
  /** Once is enough; once more does nothing. */
  letGo(): Promise<void>
}

export async function holdPeople(database: TestDatabase, ids: readonly string[]): Promise<HeldRows> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  let over = false
  await client.query('begin')
  await client.query('select from verbund.member where id = any($1::uuid[]) order by id for update', [ids])
  const waiting = async () =>
    (
      await database.sql(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      )
    ).length
  return {
    queue: async (act) => {
      const before = await waiting()
      const done = act()
      await until(async () => (await waiting()) > before, 8000)
      return { done }
    },
    letGo: async () => {
      if (over) return
      over = true
      await client.query('commit')
      await client.end()
    },
  }
}
