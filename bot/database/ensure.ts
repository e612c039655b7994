/** The database in the embedded cluster: made on first start. */
import { Client } from 'pg'
import type { EmbeddedPostgres } from './embedded'

/** @returns its connection string */
export async function ensureDatabase(embedded: EmbeddedPostgres, name: string): Promise<string> {
  const client = new Client({ connectionString: embedded.url('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
  return embedded.url(name)
}
