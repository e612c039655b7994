/** Where PostgreSQL stands when its user may not enter our folders: root's umask and folders may be as closed as they like. */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { findBinaries, placePostgres } from '../../bot/database/embedded-home'
import { removeFolder, temporaryFolder } from '../support/folder'

const before = process.umask(0o077)
const elsewhere = temporaryFolder('elsewhere')
const dataDir = path.join(elsewhere, 'closed')
mkdirSync(dataDir, { mode: 0o700 })
afterAll(() => {
  process.umask(before)
  removeFolder(elsewhere)
})

it('under umask 077 its user reaches program and folder; who is not root uses the folder itself', async () => {
  const { native, version } = await findBinaries()
  // As npm installs under such a umask.
  const installed = path.join(dataDir, 'native')
  cpSync(native, installed, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'go=', installed])
  const place = path.join(elsewhere, 'var', 'verbund')
  mkdirSync(path.dirname(place))
  chmodSync(path.dirname(place), 0o755)
  const home = await placePostgres(dataDir, { native: installed, version }, place)
  const folder = path.dirname(home.cluster)
  expect(home.user === undefined).toBe(process.getuid?.() !== 0)
  expect(folder.startsWith(home.user ? place : dataDir)).toBe(true)
  const asItsUser = { ...home.user, cwd: folder, encoding: 'utf8' } as const
  for (const program of [home.initdb, home.pgCtl])
    expect(execFileSync(program, ['--version'], asItsUser)).toContain('PostgreSQL')
  // Libraries and time zones are read too, and the cluster is made here.
  execFileSync(home.initdb, ['--pgdata', home.cluster, '--no-sync', '--auth=trust'], asItsUser)
}, 60_000)
