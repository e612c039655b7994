/** Installs what is missing: nothing where the lock file is the one that was installed last. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { root } from './environment.mjs'
import { during } from './progress.mjs'

const oldest = [20, 19]
const stamp = `${root}node_modules/.verbund-installed`

/**
 * @param {'run' | 'all'} what `run`: what the service needs; `all`: what its tests need too
 * @param {AbortSignal} [signal] breaks it off
 */
export async function install(what, signal) {
  refuseOldNode()
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  const [have, lock] = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : []
  if (lock === wanted && (have === 'all' || have === what)) return
  await during('Installing packages (the first time, this takes a minute or two)', () =>
    npmInstall(what, signal),
  )
  writeFileSync(stamp, `${what} ${wanted}`)
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  process.stderr.write(`Verbund needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/**
 * `npm install --no-save` keeps to the lock file and does not change it. `npm ci` would refuse it elsewhere: the lock file
 * holds the optional binaries of the platform it was made on, and those of others are looked up when needed.
 */
function npmInstall(what, signal) {
  const omit = what === 'run' ? ['--omit=dev'] : ['--include=dev']
  // npm tells scripts where it is itself; without it (plain `node env/start.mjs`) the one on the path will do.
  const npm = process.env.npm_execpath
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  return new Promise((resolve, reject) => {
    const child = spawn(
      program,
      [...first, 'install', '--no-save', ...omit, '--loglevel=error', '--no-audit', '--no-fund'],
      {
        cwd: root,
        signal,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32' && program === 'npm',
      },
    )
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm install ended with ${code}`))))
  })
}
