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
const told = new AbortController()
let service
let playground
// Before anything is started: whatever stands when the signal comes is ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)

const say = (text) => process.stdout.write(`${text}\n`)
say('\nVerbund\n')
// Read first: vite sets NODE_ENV for this process while it builds.
const environment = readEnvironment()
await install('run', told.signal)
await build()
service = fork(`${root}.build/bot/main.cjs`, process.argv.slice(2), {
  cwd: root,
  env: { LOG_LEVEL: 'warn', ...environment },
  // Its own group: Ctrl-C reaches this process, which ends the others in order.
  detached: process.platform !== 'win32',
})

const ready = await new Promise((resolve) => {
  service.on('message', (message) => {
    if (message.stage === 'ready') resolve(message)
    else if (words[message.stage]) say(`  ${words[message.stage]} …`)
  })
  service.on('exit', (code) => {
    // Nothing is left running, however the service ended.
    playground?.stop()
    process.exit(code ?? 1)
  })
})

const playgroundPort = await openPlayground()
if (!told.signal.aborted) tellAddresses()

/** The service has read and checked the settings: what it tells is what holds. */
async function openPlayground() {
  const { port, playgroundPort: wishedPort, dataDir } = ready
  if (wishedPort === undefined || told.signal.aborted) return undefined
  const onEnd = (code) =>
    say(`  The Playground has ended by itself (${code}). The service goes on; start again to have it back.`)
  try {
    playground = startPlayground({ botPort: port, wishedPort, dataDir, onEnd })
    return await playground.port
  } catch (error) {
    if (!told.signal.aborted) say(`  The service goes on without the Playground: ${error.message}`)
    return undefined
  }
}

function tellAddresses() {
  const { port, demo, codes } = ready
  const lines = [
    `Ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`,
    '',
    `  Tab         http://localhost:${port}/tab/`,
    ...(playgroundPort ? [`  Playground  http://localhost:${playgroundPort}`] : []),
    `  Bot         http://localhost:${port}/api/messages`,
    '',
    ...(playgroundPort && demo
      ? [
          'Three things to try:',
          '  1. In the Playground, open the channel "Digitale Kompetenzen", type @, choose Verbund, write "umfrage", send.',
          '     Fill in the form; give it a deadline a few minutes away and watch it close by itself.',
          '  2. Open the tab, be Bernd Muster, and answer the same poll there: the counts move in both places.',
          '  3. In the Playground, write "hilfe" to Verbund in the personal chat.',
          '',
        ]
      : []),
    // On one's own machine; elsewhere the code stands in the log, for whoever runs the service.
    ...(codes.length > 0
      ? [`No network has been set up yet. Open the tab and use the set-up code ${codes[0]}`, '']
      : []),
    'Ctrl-C ends everything.',
  ]
  say(`\n${lines.join('\n')}\n`)
}

function end() {
  if (told.signal.aborted) return
  say('\n  Ending …')
  told.abort()
  playground?.stop()
  if (!service) process.exit(0)
  // Closing the channel tells it to end; a signal would cut it off at once on Windows.
  if (service.connected) service.disconnect()
}
