/** Writes the Teams app package: `npm run package`, or `node env/package.mjs <file.zip>` for another place. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { faultsOfManifest } from './check-manifest.mjs'
import { fillManifest, PackageRefused } from './fill-manifest.mjs'
import { install } from './install.mjs'

// On a fresh clone there is nothing to pack with yet.
await install('run')
const { strToU8, zipSync } = await import('fflate')

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (name) => readFileSync(resolve(root, name))
const settings = (name) => (existsSync(resolve(root, name)) ? parseEnv(read(name).toString()) : {})

/** Later ones win: the committed file, one's own file, the environment. */
function given() {
  const { version } = JSON.parse(read('package.json').toString())
  return { ...settings('env/.env.local'), ...settings('env/.env'), ...process.env, VERSION: version }
}

/** The files that the manifest names, and itself. Teams looks for all of them at the top of the zip. */
function filesOf(manifest, text) {
  const { defaultLanguageFile, additionalLanguages } = manifest.localizationInfo
  const languages = [defaultLanguageFile, ...additionalLanguages.map(({ file }) => file)]
  const named = [...Object.values(manifest.icons), ...languages]
  return {
    'manifest.json': strToU8(text),
    ...Object.fromEntries(named.map((name) => [name, read(`manifest/${name}`)])),
  }
}

async function packageTo(target) {
  const text = fillManifest(read('manifest/manifest.json').toString(), given())
  const manifest = JSON.parse(text)
  const faults = await faultsOfManifest(manifest)
  if (faults?.length)
    throw new PackageRefused(`Microsoft's schema refuses the manifest: ${faults.join('; ')}`)

  mkdirSync(dirname(target), { recursive: true })
  // One fixed time (the oldest a zip can say), so that the same input gives the same bytes.
  writeFileSync(target, zipSync(filesOf(manifest, text), { level: 9, mtime: '1980-01-01T00:00:00' }))

  const checked = faults
    ? "valid by Microsoft's schema"
    : 'not checked: @microsoft/app-manifest is not installed'
  console.log(
    `${relative(process.cwd(), target)}: Verbund ${manifest.version} for ${manifest.validDomains[0]}, ${checked}.`,
  )
  console.log('Upload it in the Teams admin center under Teams apps > Manage apps.')
}

try {
  await packageTo(resolve(process.argv[2] ?? resolve(root, '.build/verbund.zip')))
} catch (error) {
  if (!(error instanceof PackageRefused)) throw error
  console.error(`No package written. ${error.message}`)
  process.exitCode = 1
}
