/** The built service as a process of its own, on a PostgreSQL of its own: for what must survive, and for speed. */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface ServiceProcess {
  readonly url: string
  readonly child: ChildProcess
  /** Connection string of the database's owner. */
  readonly databaseUrl: string
  /** Milliseconds from the fork to ready. */
  readonly startMs: number
  /** As Ctrl-C does; waits for the end. */
  stop(): Promise<void>
  /** kill -9; waits for the end. */
  kill(): Promise<void>
}

const root = findRoot(__dirname)

function findRoot(from: string): string {
  try {
    readFileSync(path.join(from, 'package.json'))
    return from
  } catch {
    return findRoot(path.dirname(from))
  }
}

export interface ProcessOptions {
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

export async function startServiceProcess({
  dataDir,
  env = {},
  args = [],
}: ProcessOptions): Promise<ServiceProcess> {
  const started = performance.now()
  const child = fork(path.join(root, '.build/bot/main.cjs'), [...args], {
    cwd: root,
    // SERVICE_NODE_FLAGS="--cpu-prof" profiles it.
    execArgv: (process.env.SERVICE_NODE_FLAGS ?? '').split(' ').filter(Boolean),
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      LOG_LEVEL: 'error',
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { stage: string; port?: number; sentence?: string }) => {
      if (message.stage === 'ready') resolve(message.port ?? 0)
      if (message.stage === 'failed') reject(new Error(message.sentence))
    })
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)))
  })
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    await ended
  }
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    databaseUrl: env.DATABASE_URL ?? embeddedUrl(dataDir),
    startMs: performance.now() - started,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

function embeddedUrl(dataDir: string): string {
  const { port, password } = JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8'))
  return `postgres://verbund:${password}@127.0.0.1:${port}/verbund`
}
