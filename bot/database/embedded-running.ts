/**
 * Whether a PostgreSQL works in a cluster. Its pid file alone does not say so: after a hard end it stays, and its number
 * may since have gone to any other process, in a container most easily.
 */
import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'

const execute = promisify(execFile)

/** A server that recovers after a crash, or that is just ending, gets this long to answer or to be gone. */
const patienceMs = 60_000
const betweenMs = 200

/**
 * `answers`: with the remembered password, from this cluster. `nobody`: a new server may be started; where that cannot
 * be told, PostgreSQL itself decides, which never starts a second one on a cluster.
 * @param url of the server that is remembered
 * @throws with one sentence if one works there and stays silent
 */
export async function findServer(
  cluster: string,
  url: string,
  withinMs = patienceMs,
): Promise<'answers' | 'nobody'> {
  const enough = AbortSignal.timeout(withinMs)
  for (;;) {
    const before = await readPidFile(cluster)
    if (!before) return 'nobody'
    if ((await placeOf(url)) === (await realpath(cluster))) return 'answers'
    const working = await worksIn(before.pid, cluster)
    if (working === false && alive(before.pid)) await forget(cluster, before.text)
    if (working !== true) return 'nobody'
    if (enough.aborted)
      throw new Error(
        `A PostgreSQL (process ${before.pid}) works in ${cluster} and does not answer. Wait until it has, or end it, then start again.`,
      )
    await sleep(betweenMs)
  }
}

/** Whether a server works there, for whoever is about to end it: a stranger's process must not be hit. */
export async function serverWorks(cluster: string): Promise<boolean> {
  const file = await readPidFile(cluster)
  return file !== undefined && (await worksIn(file.pid, cluster)) !== false
}

/** The first line of postmaster.pid is the server's process id. */
async function readPidFile(cluster: string): Promise<{ pid: number; text: string } | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return pid > 0 ? { pid, text } : undefined
}

/** PostgreSQL takes a living process of the same user for a server, so a stale file has to go before it starts. */
async function forget(cluster: string, text: string): Promise<void> {
  if ((await readPidFile(cluster))?.text === text) await rm(path.join(cluster, 'postmaster.pid'))
}

/** The folder of the data that is served there to who knows the password; of a copied folder it is the original's. */
async function placeOf(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ place: string }>(
      "select current_setting('data_directory') as place",
    )
    return await realpath(rows[0]?.place ?? '')
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A server stands in its cluster's folder. undefined: this machine does not tell. */
async function worksIn(pid: number, cluster: string): Promise<boolean | undefined> {
  if (!alive(pid)) return false
  try {
    if (process.platform === 'linux')
      return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
    if (process.platform === 'win32') return undefined
    const { stdout } = await execute('ps', ['-o', 'command=', '-p', `${pid}`])
    return stdout.includes(cluster)
  } catch (error) {
    // Ended and not yet collected by its parent: it stands nowhere any more.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? false : undefined
  }
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
