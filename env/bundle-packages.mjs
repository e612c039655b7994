/** Bundles what `env/test-packages.cjs` names into .build/packages: the packages as chunks, and a file for each name. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildIfChanged } from './build.mjs'
import { root } from './environment.mjs'
import { fileOf, folder, names } from './test-packages.cjs'

/** Entries exist only in the bundler's mind: `require`, so that a package gives what it gives jest. */
const mark = '\0package:'

const entries = {
  name: 'entries',
  resolveId(id, from) {
    if (id.startsWith(mark)) return id
    return from?.startsWith(mark)
      ? this.resolve(id, path.join(root, 'package.json'), { kind: 'require-call' })
      : null
  },
  load(id) {
    if (!id.startsWith(mark)) return null
    return { code: `module.exports = require('${id.slice(mark.length)}')`, moduleType: 'js' }
  },
}

export function bundlePackages() {
  const sources = ['env/bundle-packages.mjs', 'env/test-packages.cjs']
  return buildIfChanged('Bundling packages for the tests', 'packages', sources, bundleNow)
}

async function bundleNow() {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: Object.fromEntries(names.map((name) => [`of-${fileOf(name)}`, `${mark}${name}`])),
    cwd: root,
    platform: 'node',
    plugins: [entries],
    logLevel: 'warn',
  })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await bundle.write({ dir: folder, format: 'cjs', entryFileNames: '[name]', chunkFileNames: '[hash].cjs' })
  await bundle.close()
  for (const name of names)
    writeFileSync(
      path.join(folder, fileOf(name)),
      `module.exports = loadPackage('of-${fileOf(name)}', require)\n`,
    )
}
