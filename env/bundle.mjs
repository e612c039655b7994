/** Bundles a TypeScript program of tests/ so that Node can run it, as the service itself is bundled. */
import path from 'node:path'
import { root } from './environment.mjs'

/** @returns the file to run */
export async function bundle(entry) {
  const { rolldown } = await import('rolldown')
  const made = await rolldown({
    input: path.join(root, entry),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
    logLevel: 'warn',
  })
  const file = path.join(root, '.build', entry.replace(/\.ts$/, '.cjs'))
  await made.write({ file, format: 'cjs', sourcemap: true })
  await made.close()
  return file
}
