/** `npm run worker`: works jobs beside a service on the same database, and answers nobody. */
import { fork } from 'node:child_process'
import { build } from './build.mjs'
import { readEnvironment, root } from './environment.mjs'
import { install } from './install.mjs'

const told = new AbortController()
let worker
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)

const environment = readEnvironment()
await install('run', told.signal)
await build()
worker = fork(`${root}.build/bot/main.cjs`, ['--worker'], { cwd: root, env: environment })
worker.on('message', ({ stage }) => stage === 'ready' && process.stdout.write('Working jobs. Ctrl-C ends.\n'))
worker.on('exit', (code) => process.exit(code ?? 1))

function end() {
  told.abort()
  if (!worker) process.exit(0)
  // Closing the channel tells it to end; a signal would cut it off at once on Windows.
  if (worker.connected) worker.disconnect()
}
