/** The embedded PostgreSQL from run to run: what it holds is never deleted, and who is only a number is not taken for it. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { type EmbeddedPostgres, startEmbedded } from '../../bot/database/embedded'
import { findBinaries, placePostgres } from '../../bot/database/embedded-home'
import { readRemembered, remember } from '../../bot/database/embedded-memory'
import { findServer } from '../../bot/database/embedded-running'
import { removeFolder, temporaryFolder } from '../support/folder'

const folders: string[] = []
const servers: EmbeddedPostgres[] = []
let original: string

/** A folder with a stopped cluster, in which one row stands. */
beforeAll(async () => {
  original = temporaryFolder('embedded')
  folders.push(original)
  const server = await start(original)
  await ask(server, 'create table kept as select 42 as answer')
  await stopAll()
}, 60_000)
afterEach(stopAll)
afterAll(() => {
  for (const folder of folders) removeFolder(folder)
})

async function stopAll(): Promise<void> {
  for (const server of servers.splice(0)) await server.stop()
}

async function start(dataDir: string, told: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir, onProgress: (what) => void told.push(what) })
  servers.push(server)
  return server
}

/** With owners, modes and all, as it would lie there after a restart. */
function copyOf(folder: string): string {
  const copy = temporaryFolder('embedded')
  folders.push(copy)
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  return copy
}

const clusterOf = async (dataDir: string) => (await placePostgres(dataDir, await findBinaries())).cluster
const memoryOf = (dataDir: string) => path.join(dataDir, 'postgres.json')

async function ask(server: EmbeddedPostgres, text: string) {
  const client = new Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const kept = (server: EmbeddedPostgres) => ask(server, 'select answer from kept')

it.each([
  ['empty', ''],
  ['cut off', '{"port":5432,"passw'],
  ['without a password', '{"port":5432,"owner":1}'],
])(
  'E2 refuses to start when postgres.json is %s, says what to do, and leaves the database alone',
  async (_, text) => {
    const dataDir = copyOf(original)
    const good = readFileSync(memoryOf(dataDir), 'utf8')
    writeFileSync(memoryOf(dataDir), text)
    await expect(start(dataDir)).rejects.toThrow(
      /postgres\.json with the password of the database cannot be read \(it is \w+\)\. .*bring the file back from your backup, then start again\.$/,
    )
    writeFileSync(memoryOf(dataDir), good)
    expect(await kept(await start(dataDir))).toEqual([{ answer: 42 }])
  },
)

it('E2 refuses to start when postgres.json is gone, and leaves the database alone', async () => {
  const dataDir = copyOf(original)
  rmSync(memoryOf(dataDir))
  await expect(start(dataDir)).rejects.toThrow(
    /The database in .* is there, but .*postgres\.json .* is gone\./,
  )
  expect(existsSync(path.join(await clusterOf(dataDir), 'PG_VERSION'))).toBe(true)
})

it('E2 begins no empty database in place of one that postgres.json remembers and that is gone', async () => {
  const dataDir = copyOf(original)
  const cluster = await clusterOf(dataDir)
  renameSync(cluster, `${cluster}-elsewhere`)
  await expect(start(dataDir)).rejects.toThrow(/postgres\.json is there, but its database in .* is gone\./)
  expect(existsSync(cluster)).toBe(false)
})

it('E2 a write of postgres.json that fails leaves the old one whole, and nothing beside it', async () => {
  const dataDir = copyOf(original)
  const before = await readRemembered(memoryOf(dataDir))
  if (!before) throw new Error('nothing was remembered')
  mkdirSync(`${memoryOf(dataDir)}.${process.pid}`)
  await expect(remember(memoryOf(dataDir), { ...before, owner: 1 })).rejects.toThrow()
  expect(await readRemembered(memoryOf(dataDir))).toEqual(before)
  rmSync(`${memoryOf(dataDir)}.${process.pid}`, { recursive: true, force: true })
  await remember(memoryOf(dataDir), { ...before, owner: 1 })
  expect(await readRemembered(memoryOf(dataDir))).toEqual({ ...before, owner: 1 })
  expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.json'))).toEqual(['postgres.json'])
})

it('E2 a first start that was cut off right before its last step is brought to its end', async () => {
  const dataDir = copyOf(original)
  const cluster = await clusterOf(dataDir)
  renameSync(cluster, `${cluster}.new`)
  expect(await kept(await start(dataDir))).toEqual([{ answer: 42 }])
  expect(existsSync(`${cluster}.new`)).toBe(false)
})

it('a first start that was cut off while the database was made begins anew', async () => {
  const dataDir = copyOf(original)
  const cluster = await clusterOf(dataDir)
  renameSync(cluster, `${cluster}.new`)
  rmSync(memoryOf(dataDir))
  const told: string[] = []
  const server = await start(dataDir, told)
  expect(told).toEqual(['initialising', 'starting'])
  await expect(kept(server)).rejects.toThrow('"kept" does not exist')
}, 60_000)

it.each([
  ['this very process', () => process.pid],
  ['the one that started it', () => process.ppid],
  ['a process that ended long ago', () => 2 ** 22 - 1],
])(
  'E2 a pid file left by a hard end whose number belongs to %s does not hold up the start',
  async (_, pid) => {
    const dataDir = copyOf(original)
    const cluster = await clusterOf(dataDir)
    const { port } = (await readRemembered(memoryOf(dataDir))) ?? {}
    const file = path.join(cluster, 'postmaster.pid')
    writeFileSync(
      file,
      [pid(), cluster, 1_700_000_000, port, '', '127.0.0.1', '  1 1', 'ready', ''].join('\n'),
    )
    const told: string[] = []
    expect(await kept(await start(dataDir, told))).toEqual([{ answer: 42 }])
    expect(told).toEqual(['starting'])
  },
)

it('E2 a server that an earlier run left behind is taken over', async () => {
  const dataDir = copyOf(original)
  const first = await start(dataDir)
  const told: string[] = []
  const second = await start(dataDir, told)
  expect([told, second.url('x')]).toEqual([['taken-over'], first.url('x')])
  expect(await kept(second)).toEqual([{ answer: 42 }])
})

it('a copy of the folder of a running server is a database of its own', async () => {
  const dataDir = copyOf(original)
  const first = await start(dataDir)
  const copy = copyOf(dataDir)
  const told: string[] = []
  const second = await start(copy, told)
  expect(told).toEqual(['starting'])
  await ask(second, 'update kept set answer = 7')
  expect([await kept(first), await kept(second)]).toEqual([[{ answer: 42 }], [{ answer: 7 }]])
})

it('starts no second server where one works and stays silent, and says so', async () => {
  const dataDir = copyOf(original)
  const server = await start(dataDir)
  const cluster = await clusterOf(dataDir)
  const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGSTOP')
  try {
    await expect(findServer(cluster, server.url('postgres'), 300)).rejects.toThrow(
      `A PostgreSQL (process ${pid}) works in ${cluster} and does not answer.`,
    )
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  expect(await findServer(cluster, server.url('postgres'))).toBe('answers')
})

it('a server that does not know the password is not taken for ours', async () => {
  const dataDir = copyOf(original)
  const server = await start(dataDir)
  const other = new URL(server.url('postgres'))
  other.password = 'another'
  await expect(findServer(await clusterOf(dataDir), other.href, 0)).rejects.toThrow('does not answer')
})
