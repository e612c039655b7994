/** Before all tests: one PostgreSQL, and in it migrated databases, with the demo network and without, from which each file clones. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { Client } from 'pg'
import { readConfig } from '../../bot/config'
import { type EmbeddedPostgres, startEmbedded } from '../../bot/database/embedded'
import { migrate } from '../../bot/database/migrate'
import { randomIds } from '../../bot/ids'
import { openLog } from '../../bot/log'
import { startService } from '../../bot/service'
import { fixedClock } from './clock'
import { quickFolder } from './folder'
import { forgetMatters } from './forgotten-matters'
import { startOfTests, templates } from './start-of-tests'

declare global {
  var verbundCluster: EmbeddedPostgres | undefined
  var verbundFolder: string | undefined
}

const root = path.resolve(__dirname, '../..')

export default async function prepare(): Promise<void> {
  const dataDir = quickFolder('tests')
  buildThread()
  globalThis.verbundFolder = dataDir
  const base = process.env.DATABASE_URL ?? (await startOwn(dataDir))
  process.env.TEST_DATABASE_URL = base
  const make = (name: string, from?: string) =>
    asOwner(base, async (sql) => {
      await sql(`drop database if exists ${name} with (force)`)
      await sql(`create database ${name}${from ? ` template ${from} strategy file_copy` : ''}`)
    })
  const urlOf = (name: string) => Object.assign(new URL(base), { pathname: `/${name}` }).href
  await make(templates.empty)
  await migrate(urlOf(templates.empty), root)
  await make(templates.demoNeeds, templates.empty)
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, root)
  const parts = { config, clock: fixedClock(startOfTests), ids: randomIds, log: openLog('silent') }
  const service = await startService({ ...parts, databaseUrl: urlOf(templates.demoNeeds) })
  await service.stop()
  await make(templates.demo, templates.demoNeeds)
  await asOwner(urlOf(templates.demo), async (sql) => {
    await forgetMatters(sql)
    for (const table of ['notice', 'post'])
      await sql(`delete from ${table} where matter_kind like 'round%' or matter_kind like 'offer%'`)
  })
}

type Sql = (text: string) => Promise<unknown>

async function asOwner(url: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, options: '-c search_path=verbund' })
  await client.connect()
  try {
    await work((text) => client.query(text))
  } finally {
    await client.end()
  }
}

/** A thread's program is built, whether or not the whole service has been. */
function buildThread(): void {
  const program = `const { buildThread } = await import('./env/build.mjs'); await buildThread()`
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: root })
}

/** Without fsync: here nothing has to survive; the tests of faults start the real thing. Some files have several services. */
async function startOwn(dataDir: string): Promise<string> {
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    'max_wal_size=128MB',
  ]
  globalThis.verbundCluster = await startEmbedded({ dataDir, onProgress: () => undefined, settings })
  return globalThis.verbundCluster.url('postgres')
}
