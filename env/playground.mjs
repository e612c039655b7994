/** The Microsoft 365 Agents Playground, wired to the bot: Teams as far as it can be had on one's own machine. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { root } from './environment.mjs'

/**
 * @param {{ botPort: number, wishedPort: number, dataDir: string, onEnd: (code: number | null) => void }} settings
 *   `onEnd` is called when it ends without having been stopped, after it has listened
 * @returns at once how to stop it, and a promise of the port it takes (another one where the wished one is not free)
 */
export function startPlayground({ botPort, wishedPort, dataDir, onEnd }) {
  const folder = path.join(dataDir, 'playground')
  mkdirSync(folder, { recursive: true })
  const cli = `${root}node_modules/@microsoft/m365agentsplayground/cli.js`
  const endpoint = `http://127.0.0.1:${botPort}/api/messages`
  const command = ['start', '-e', endpoint, '-c', 'msteams', '-p', `${wishedPort}`, '--disable-telemetry']
  const child = spawn(process.execPath, ['--require', `${root}env/loopback.cjs`, cli, ...command], {
    cwd: folder,
    env: {
      ...process.env,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: `${root}env/playground.yml`,
      // It installs the bot in a conversation when that is opened; once more at the start would greet twice.
      SEND_INSTALLATION_ACTIVITY: 'false',
    },
    // The channel carries nothing: it closes when this process ends, in whatever way (loopback.cjs).
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  let stopped = false
  const port = listening(child)
  port.then(
    () => child.on('exit', (code) => stopped || onEnd(code)),
    () => undefined,
  )
  const stop = () => {
    stopped = true
    child.kill('SIGTERM')
  }
  return { port, stop }
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let told = ''
    const hear = (chunk) => {
      told = (told + chunk).slice(-4000)
      const port = /Listening on (?:port )?(\d+)/i.exec(told)?.[1]
      if (port) resolve(Number(port))
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the Playground ended with ${code}: ${told.trim()}`)))
  })
}
