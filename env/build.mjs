/** Builds the service (one file, rolldown) and the tab (vite) into .build, if their sources have changed. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './environment.mjs'
import { during } from './progress.mjs'

export async function build() {
  await Promise.all([
    buildIfChanged('Building the service', 'bot', ['bot'], buildBot),
    buildIfChanged(
      'Building the tab',
      'tab',
      ['tab', ...['polls', 'groups', 'ledger'].map((word) => `bot/${word}/view.ts`)],
      buildTab,
    ),
  ])
}

export async function buildIfChanged(text, name, sources, work) {
  const stamp = `${root}.build/${name}.hash`
  const hash = hashOf(['package-lock.json', ...sources])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await during(text, work)
  mkdirSync(`${root}.build`, { recursive: true })
  writeFileSync(stamp, hash)
}

function hashOf(places) {
  const hash = createHash('sha256')
  const add = (place) => {
    const full = path.join(root, place)
    const entries = existsSync(full) ? readdirSync(path.dirname(full), { withFileTypes: true }) : []
    const entry = entries.find((one) => one.name === path.basename(full))
    if (entry?.isDirectory()) for (const one of readdirSync(full).sort()) add(path.join(place, one))
    else if (entry) hash.update(place).update(readFileSync(full))
  }
  for (const place of places) add(place)
  return hash.digest('hex')
}

async function buildBot() {
  await bundleTo('bot/main.ts', '.build/bot/main.cjs')
  await buildThread()
}

/** The program of the thread that draws PDFs: a file of its own, so that the thread loads nothing else of the service. */
export function buildThread() {
  return buildIfChanged('Building the thread that draws', 'pdf-thread', ['bot/pdf'], () =>
    bundleTo('bot/pdf/thread.ts', '.build/bot/pdf-thread.cjs'),
  )
}

async function bundleTo(entry, file) {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: path.join(root, entry),
    platform: 'node',
    // Packages stay where npm has put them.
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
    logLevel: 'warn',
  })
  await bundle.write({ file: path.join(root, file), format: 'cjs', sourcemap: true })
  await bundle.close()
}

async function buildTab() {
  const { build: viteBuild } = await import('vite')
  await viteBuild({ configFile: path.join(root, 'tab/vite.config.mts'), logLevel: 'warn' })
}
