/** The programs of PostgreSQL, run as the user who owns the cluster: initdb, and pg_ctl to start and to stop. */
import { execFile, spawn } from 'node:child_process'
import { chown, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { PostgresHome } from './embedded-home'

const execute = promisify(execFile)

/** @param cluster where it is made: not yet in its place */
export async function makeCluster(home: PostgresHome, cluster: string, password: string): Promise<void> {
  const passwordFile = path.join(path.dirname(cluster), `password-${process.pid}`)
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (home.user) await chown(passwordFile, home.user.uid, home.user.gid)
    // Without encoding and locale a bare machine gets SQL_ASCII, in which lower('Ä') stays 'Ä'.
    await execute(
      home.initdb,
      [
        `--pgdata=${cluster}`,
        '--username=verbund',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      asUser(home),
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
}

export async function startServer(
  home: PostgresHome,
  port: number,
  settings: readonly string[],
): Promise<void> {
  const flags = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    // Nothing behind the sign: two quotes would be taken off by a shell, and Windows uses none.
    '-c unix_socket_directories=',
    '-c max_connections=100',
    '-c log_min_messages=warning',
    ...settings.map((setting) => `-c ${setting}`),
  ].join(' ')
  const log = path.join(path.dirname(home.cluster), 'postgres.log')
  try {
    await pgCtl(home, ['start', '-w', '-t', '30', '-D', home.cluster, '-l', log, '-o', flags])
  } catch (error) {
    const tail = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join(' | ')
    throw new Error(`PostgreSQL did not start: ${tail || String(error)}`)
  }
}

/** "fast" ends open connections and rolls their transactions back; what was committed stays. */
export function stopServer(home: PostgresHome): Promise<void> {
  return pgCtl(home, ['stop', '-w', '-t', '8', '-m', 'fast', '-D', home.cluster])
}

function asUser(home: PostgresHome) {
  return {
    ...home.user,
    cwd: path.dirname(home.cluster),
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
  }
}

/** pg_ctl hands its standard output on to the server: with a pipe, this call would wait for the server's end. */
function pgCtl(home: PostgresHome, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(home.pgCtl, [...args], { ...asUser(home), stdio: 'ignore', detached: true })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`pg_ctl ${args[0]} ended with ${code}`)),
    )
  })
}
