/** Brings a database to the code's schema: numbered SQL files, each once, in order, never edited afterwards. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Client } from 'pg'

/** Any number will do, as long as all processes use the same: it lets one migrate while the others wait. */
const migrationLock = 7_203_915

export class MigrationError extends Error {}

/**
 * @param ownerUrl a role that may create schemas and roles; the service itself never works as this one
 * @param root the checkout
 */
export async function migrate(ownerUrl: string, root: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'verbund-migrate' })
  // What breaks the connection fails the statement that waits for it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await prepare(client)
    // The schema of graphile-worker first: our own function `enqueue` calls into it.
    await runMigrations({ connectionString: ownerUrl })
    for (const file of await pending(client, path.join(root, 'bot/database/migrations')))
      await apply(client, file)
  } finally {
    await client.end()
  }
}

async function prepare(client: Client): Promise<void> {
  const { rows } = await client.query("select current_setting('server_version_num')::int as version")
  if (rows[0].version < 150000) throw new MigrationError('PostgreSQL 15 or newer is needed.')
  const encoding = await client.query("select current_setting('server_encoding') as is")
  if (encoding.rows[0].is !== 'UTF8') throw new MigrationError('The database must be encoded in UTF8.')
  // Roles belong to the whole cluster: another database's migration may be making it at this moment.
  await client.query(`do $$ begin
    create role verbund_service nologin;
  exception when duplicate_object or unique_violation then null; end $$`)
  await client.query('grant verbund_service to current_user')
  await client.query('create schema if not exists verbund')
  await client.query('grant usage on schema verbund to verbund_service')
  await client.query(`create table if not exists verbund.migration (
    number integer primary key, name text not null, hash text not null, at timestamptz not null default now())`)
}

interface MigrationFile {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly hash: string
}

async function pending(client: Client, folder: string): Promise<readonly MigrationFile[]> {
  const files = await readMigrations(folder)
  const { rows } = await client.query<{ number: number; hash: string }>(
    'select number, hash from verbund.migration',
  )
  const done = new Map(rows.map((row) => [row.number, row.hash]))
  const newest = Math.max(0, ...done.keys())
  const last = files.at(-1)?.number ?? 0
  if (newest > last)
    throw new MigrationError(`The database is at migration ${newest}, this code at ${last}: update the code.`)
  for (const file of files)
    if (done.has(file.number) && done.get(file.number) !== file.hash)
      throw new MigrationError(
        `Migration ${file.name} was changed after it had been applied. Write a new one.`,
      )
  return files.filter((file) => !done.has(file.number))
}

export async function readMigrations(folder: string): Promise<readonly MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9-]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return {
        number: Number(name.slice(0, 4)),
        name,
        sql,
        hash: createHash('sha256').update(sql).digest('hex'),
      }
    }),
  )
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  await client.query('begin')
  await client.query('set local search_path = verbund')
  await client.query(file.sql)
  await client.query('insert into verbund.migration (number, name, hash) values ($1, $2, $3)', [
    file.number,
    file.name,
    file.hash,
  ])
  await client.query('commit')
}
