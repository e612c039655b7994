/** A database of one's own, cloned from a template in some 30 ms. */
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { templates } from './start-of-tests'

/**
 * Files are copied: 20 ms of CPU and 50 ms. Through the log, as PostgreSQL does by itself, a new connection would first
 * have to get hold of all shared memory: 110 ms of CPU and 250 ms.
 */
const copied = 'strategy file_copy'

export interface TestDatabase {
  /** Of the owner, as the service gets it. */
  readonly url: string
  /** SQL as the owner: row-level security does not bind it. */
  sql<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>
  drop(): Promise<void>
}

declare global {
  /** Makes and drops databases, by a connection that a worker keeps for all its files (realm.cjs). */
  var administerCluster: (base: string, text: string) => Promise<void>
}

/** With the demo network in it. */
export function freshDatabase(from: 'demo' | 'demoNeeds' = 'demo'): Promise<TestDatabase> {
  return madeFrom(templates[from])
}

/** Migrated, and nobody has set up a network yet. */
export function emptyDatabase(): Promise<TestDatabase> {
  return madeFrom(templates.empty)
}

async function madeFrom(template: string): Promise<TestDatabase> {
  const base = process.env.TEST_DATABASE_URL
  if (!base) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm test')
  const name = `verbund_${randomBytes(6).toString('hex')}`
  await administerCluster(base, `create database ${name} template ${template} ${copied}`)
  const url = new URL(base)
  url.pathname = `/${name}`
  const client = new Client({ connectionString: url.href, options: '-c search_path=verbund' })
  await client.connect()
  // One after the other, as pg will ask of its users from version 9 on.
  let before: Promise<unknown> = Promise.resolve()
  return {
    url: url.href,
    sql: async <R extends object>(text: string, values: readonly unknown[] = []) => {
      const asked = before.then(() => client.query<R>(text, [...values]))
      before = asked.catch(() => undefined)
      return (await asked).rows
    },
    drop: async () => {
      await client.end()
      await administerCluster(base, `drop database ${name} with (force)`)
    },
  }
}
