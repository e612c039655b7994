/** The Microsoft 365 Agents Playground, wired to the bot: Teams as far as it can be had on one's own machine. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { root } from './environment.mjs'

/** @returns the port it took (another one where the wished one is not free) and how to stop it */
export async function startPlayground(botPort, wishedPort) {
  const folder = `${root}.data/playground`
  mkdirSync(folder, { recursive: true })
  const cli = `${root}node_modules/@microsoft/m365agentsplayground/cli.js`
  const endpoint = `http://127.0.0.1:${botPort}/api/messages`
  const child = spawn(
    process.execPath,
    [cli, 'start', '-e', endpoint, '-c', 'msteams', '-p', `${wishedPort}`, '--disable-telemetry'],
    {
      cwd: folder,
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: `${root}env/playground.yml`,
        // It installs the bot in a conversation when that is opened; once more at the start would greet twice.
        SEND_INSTALLATION_ACTIVITY: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    },
  )
  const port = await listening(child)
  return { port, stop: () => child.kill('SIGTERM') }
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
    child.on('exit', (code) => reject(new Error(`the Playground ended with ${code}: ${told.trim()}`)))
  })
}
