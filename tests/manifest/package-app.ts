/** Runs the packager as `npm run package` does, in a process of its own: it is ESM, which jest cannot import here. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import type manifestSource from '../../manifest/manifest.json'

export type Manifest = typeof manifestSource

export const root = path.resolve(__dirname, '../..')

export const appId = '11111111-2222-4333-8444-555555555555'

/** What a tenant sets at least. */
export const least = { MicrosoftAppId: appId, PUBLIC_URL: 'https://verbund.example.org' }

// An empty variable counts as missing, so nothing from this machine's own env files gets in.
const nothing = {
  ...{ MicrosoftAppId: '', TEAMS_APP_ID: '', TAB_CLIENT_ID: '', PUBLIC_URL: '' },
  GRAPH_READ: '',
}

export interface Packaged {
  readonly status: number | null
  readonly said: string
  readonly complained: string
  /** The package itself, and its files by name; null when none was written. */
  readonly zip: Uint8Array | null
  readonly files: Readonly<Record<string, Uint8Array>> | null
}

export function packageApp(variables: Readonly<Record<string, string>>): Packaged {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbund-package-'))
  try {
    const target = path.join(folder, 'new', 'verbund.zip')
    const env = { ...process.env, ...nothing, ...variables }
    const run = spawnSync(process.execPath, ['env/package.mjs', target], { cwd: root, env, encoding: 'utf8' })
    const zip = existsSync(target) ? readFileSync(target) : null
    return { status: run.status, said: run.stdout, complained: run.stderr, zip, files: zip && unzipSync(zip) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Microsoft's schema on any object, through the packager's own check. */
export function schemaFaults(manifest: unknown): readonly string[] {
  const script = `
    import { faultsOfManifest } from './env/check-manifest.mjs'
    console.log(JSON.stringify(await faultsOfManifest(JSON.parse(process.env.MANIFEST))))`
  const env = { ...process.env, MANIFEST: JSON.stringify(manifest) }
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  return JSON.parse(run.stdout) as readonly string[]
}

export function textOf(packaged: Packaged, name: string): string {
  const file = packaged.files?.[name]
  if (!file) throw new Error(`${name} is not in the package: ${packaged.complained}`)
  return strFromU8(file)
}

export function manifestOf(packaged: Packaged): Manifest {
  return JSON.parse(textOf(packaged, 'manifest.json')) as Manifest
}
