/** Before all tests: one PostgreSQL, and in it one migrated database with the demo network, from which each file clones. */
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
import { temporaryFolder } from './folder'
import { startOfTests, templateName } from './start-of-tests'

declare global {
  var verbundCluster: EmbeddedPostgres | undefined
  var verbundFolder: string | undefined
}

const root = path.resolve(__dirname, '../..')

export default async function prepare(): Promise<void> {
  const dataDir = temporaryFolder('tests')
  buildThread()
  globalThis.verbundFolder = dataDir
  const base = process.env.DATABASE_URL ?? (await startOwn(dataDir))
  process.env.TEST_DATABASE_URL = base
  const admin = new Client({ connectionString: base })
  await admin.connect()
  await admin.query(`drop database if exists ${templateName} with (force)`)
  await admin.query(`create database ${templateName}`)
  await admin.end()
  const url = new URL(base)
  url.pathname = `/${templateName}`
  await migrate(url.href, root)
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, root)
  const parts = { config, clock: fixedClock(startOfTests), ids: randomIds, log: openLog('silent') }
  const service = await startService({ ...parts, databaseUrl: url.href })
  await service.stop()
}

/** A thread's program is built, whether or not the whole service has been. */
function buildThread(): void {
  const program = `const { buildThread } = await import('./env/build.mjs'); await buildThread()`
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: root })
}

/** Without fsync: here nothing has to survive; the tests of faults start the real thing. Some files have several services. */
async function startOwn(dataDir: string): Promise<string> {
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  globalThis.verbundCluster = await startEmbedded({ dataDir, onProgress: () => undefined, settings })
  return globalThis.verbundCluster.url('postgres')
}
