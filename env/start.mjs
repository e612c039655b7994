/** `npm start`: installs, builds, starts the service and the Playground, says where they are, ends both. */
import { fork } from 'node:child_process'
import { build } from './build.mjs'
import { readEnvironment, root } from './environment.mjs'
import { install } from './install.mjs'
import { startPlayground } from './playground.mjs'

const words = {
  'database-initialising': 'Making the database',
  'database-starting': 'Starting the database',
  'database-taken-over': 'Taking over the database that an earlier run left behind',
  migrating: 'Bringing the database up to date',
  starting: 'Starting the service',
}

const started = Date.now()
let playground
process.stdout.write('\nVerbund\n\n')
// Read first: vite sets NODE_ENV for this process while it builds.
const environment = readEnvironment()
await install('run')
await build()
const service = fork(`${root}.build/bot/main.cjs`, process.argv.slice(2), {
  cwd: root,
  env: { LOG_LEVEL: 'warn', ...environment },
  // Its own group: Ctrl-C reaches this process, which ends the others in order.
  detached: process.platform !== 'win32',
})

const { port, demo, playgroundPort } = await new Promise((resolve) => {
  service.on('message', (told) => {
    if (told.stage === 'ready') resolve(told)
    else if (words[told.stage]) process.stdout.write(`  ${words[told.stage]} …\n`)
  })
  service.on('exit', (code) => {
    // Nothing is left running, however the service ended.
    playground?.stop()
    process.exit(code ?? 1)
  })
})

// The service has read and checked the settings: what it tells is what holds.
if (playgroundPort !== undefined) playground = await startPlayground(port, playgroundPort)
tellAddresses()
endOnSignal()

function tellAddresses() {
  const lines = [
    `Ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`,
    '',
    `  Tab         http://localhost:${port}/tab/`,
    ...(playground ? [`  Playground  http://localhost:${playground.port}`] : []),
    `  Bot         http://localhost:${port}/api/messages`,
    '',
    ...(playground && demo
      ? [
          'Three things to try:',
          '  1. In the Playground, open the channel "Digitale Kompetenzen", type @, choose Verbund, write "umfrage", send.',
          '     Fill in the form; give it a deadline a few minutes away and watch it close by itself.',
          '  2. Open the tab, be Bernd Muster, and answer the same poll there: the counts move in both places.',
          '  3. In the Playground, write "hilfe" to Verbund in the personal chat.',
          '',
        ]
      : []),
    'Ctrl-C ends everything.',
    '',
  ]
  process.stdout.write(`\n${lines.join('\n')}\n`)
}

function endOnSignal() {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    process.stdout.write('\n  Ending …\n')
    playground?.stop()
    service.kill('SIGTERM')
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  process.on('SIGHUP', end)
}
