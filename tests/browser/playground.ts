/** The real Microsoft 365 Agents Playground with the demo network's configuration, wired to a service of the tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { TestService } from '../support/service'

export interface Playground {
  readonly url: string
  /** An act on a card by any of its people; in its page only the first one acts. */
  invoke(act: CardAct): Promise<void>
  stop(): Promise<void>
}

export interface CardAct {
  /** Id in Teams, as in env/playground.yml. */
  readonly from: string
  readonly conversation: string
  /** The message that carries the card. */
  readonly message: string
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
}

const root = path.resolve(__dirname, '../..')

/** @param port where it listens; 0 would make it take its own standard one */
export async function startPlayground(test: TestService, port: number): Promise<Playground> {
  const cli = path.join(root, 'node_modules/@microsoft/m365agentsplayground/cli.js')
  const endpoint = `${test.url}/api/messages`
  const child = spawn(
    process.execPath,
    [
      ...['--require', path.join(root, 'env/loopback.cjs'), cli],
      ...['start', '-e', endpoint, '-c', 'msteams', '-p', `${port}`, '--disable-telemetry'],
    ],
    {
      // It writes its log into the folder in which it stands.
      cwd: test.dataDir,
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: path.join(root, 'env/playground.yml'),
        SEND_INSTALLATION_ACTIVITY: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const url = `http://127.0.0.1:${await listening(child)}`
  return {
    url,
    invoke: (act) => invoke(url, act),
    stop: async () => {
      const ended = once(child, 'exit')
      // It keeps nothing that it could lose.
      child.kill('SIGKILL')
      await ended
    },
  }
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let told = ''
    const hear = (chunk: Buffer) => {
      told = (told + chunk).slice(-4000)
      const port = /Listening on (?:port )?(\d+)/i.exec(told)?.[1]
      if (port) resolve(Number(port))
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the Playground ended with ${code}: ${told.trim()}`)))
  })
}

async function invoke(url: string, act: CardAct): Promise<void> {
  const { from, conversation, message, verb, data } = act
  const answer = await fetch(`${url}/_conversation/v1/invoke`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'adaptiveCard/action',
      from: { id: from },
      conversation: { id: conversation },
      replyToId: message,
      value: { action: { type: 'Action.Execute', verb, id: verb, data }, trigger: 'manual' },
    }),
  })
  if (!answer.ok) throw new Error(`the Playground answered ${answer.status}: ${await answer.text()}`)
}
