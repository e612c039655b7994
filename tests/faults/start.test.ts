/** What keeps the service from starting is said in one sentence, and leaves nothing running. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freshDatabase, type TestDatabase } from '../support/database'

const root = path.resolve(__dirname, '../..')
let dataDir: string
let database: TestDatabase

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'verbund-start-'))
  database = await freshDatabase()
})
afterAll(async () => {
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

function start(env: Readonly<Record<string, string>>) {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, '.build/bot/main.cjs')], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, said: stderr.trim() }
}

it('says that the port is taken', async () => {
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  // spawnSync stops this process's loop; the port stays taken all the same.
  const { status, said } = start({ DATABASE_URL: database.url, PORT: String(port) })
  server.close()
  expect(status).toBe(1)
  expect(said).toBe(
    `Verbund does not start: Port ${port} is taken. Set PORT to a free one, or end what uses it.`,
  )
})

it('says that the password of the database is wrong', () => {
  const url = new URL(database.url)
  url.password = 'wrong'
  const { status, said } = start({ DATABASE_URL: url.href })
  expect(status).toBe(1)
  expect(said).toMatch(/^Verbund does not start: .*password authentication failed/)
  expect(said.split('\n')).toHaveLength(1)
})

it('says that no database answers', () => {
  const { status, said } = start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  expect(status).toBe(1)
  expect(said).toMatch(/^Verbund does not start: .*database.*127\.0\.0\.1/)
  expect(said.split('\n')).toHaveLength(1)
  // Two addresses at most machines, and none of them answers.
  const local = start({ DATABASE_URL: 'postgres://nobody@localhost:1/none' })
  expect(local.said).toMatch(/^Verbund does not start: No database answers at (127\.0\.0\.1|::1):1\. /)
})

it('refuses a database that a newer version has migrated', async () => {
  await database.sql("insert into migration (number, name, hash) values (9999, '9999_future.sql', 'x')")
  const { status, said } = start({ DATABASE_URL: database.url })
  await database.sql('delete from migration where number = 9999')
  expect(status).toBe(1)
  expect(said).toMatch(/^Verbund does not start: The database is at migration 9999/)
})

it('refuses production without credentials, and names the variable', () => {
  const { status, said } = start({ NODE_ENV: 'production', DATABASE_URL: database.url })
  expect(status).toBe(1)
  expect(said).toContain('MicrosoftAppId')
})

it('E1 refuses a DATABASE_URL whose options take the role away by which networks are kept apart', () => {
  const url = new URL(database.url)
  url.searchParams.set('options', '-c search_path=verbund')
  const { status, said } = start({ DATABASE_URL: url.href })
  expect(status).toBe(1)
  expect(said).toMatch(
    /^Verbund does not start: The database gives the service the role \w+ instead of verbund_s/,
  )
  expect(said).toMatch(/Take "options" out of DATABASE_URL/)
})

it('says that nobody knows the machine of the database', () => {
  const { status, said } = start({ DATABASE_URL: 'postgres://nobody@nowhere.invalid/none' })
  expect(status).toBe(1)
  expect(said).toMatch(/^Verbund does not start: Nobody knows the machine nowhere\.invalid of the database\./)
})
