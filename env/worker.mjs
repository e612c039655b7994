/** `npm run worker`: works jobs beside a service on the same database, and answers nobody. */
import { fork } from 'node:child_process'
import { build } from './build.mjs'
import { readEnvironment, root } from './environment.mjs'
import { install } from './install.mjs'

const environment = readEnvironment()
await install('run')
await build()
const worker = fork(`${root}.build/bot/main.cjs`, ['--worker'], { cwd: root, env: environment })
worker.on('message', ({ stage }) => stage === 'ready' && process.stdout.write('Working jobs. Ctrl-C ends.\n'))
worker.on('exit', (code) => process.exit(code ?? 1))
process.on('SIGINT', () => {})
process.on('SIGTERM', () => worker.kill('SIGTERM'))
