/** Composition root: config -> database -> service, and a clean end. */
import { setFlagsFromString } from 'node:v8'
import { systemClock } from './clock'
import { type Config, readConfig } from './config'
import { startEmbedded } from './database/embedded'
import { ensureDatabase } from './database/ensure'
import { migrate } from './database/migrate'
import { proveRole } from './database/role'
import { type Life, liveUntilTold } from './ending'
import { randomIds } from './ids'
import { type Log, openLog } from './log'
import { startService, startWorkerAlone } from './service'

// V8 lets the heap grow to several times what is in use before it cleans up in earnest: some 60 MB in use became 260 MB
// resident under load. With half of it on top at most 100,000 votes leave 170 MB (`npm run bench -- memory`).
setFlagsFromString('--heap-growing-percent=50')

/** Tells the launcher (`env/start.mjs`) how far it has come; without one, nobody listens. */
function tell(stage: string, data: Readonly<Record<string, unknown>> = {}): void {
  // A launcher that ends at this moment is told nothing more.
  if (process.connected) process.send?.({ stage, ...data }, undefined, undefined, () => undefined)
}

async function open(life: Life, config: Config, log: Log): Promise<void> {
  const databaseUrl = config.databaseUrl ?? (await openEmbedded(life, config.dataDir))
  life.goOn()
  tell('migrating')
  await migrate(databaseUrl, config.root)
  await proveRole(databaseUrl)
  life.goOn()
  const parts = { config, clock: systemClock(config.startAt), ids: randomIds, log, databaseUrl }
  const alone = process.argv.includes('--worker')
  tell('starting')
  const service = alone ? await startWorkerAlone(parts) : await startService(parts)
  life.onEnd(() => service.stop())
  const { port, setUpCodes } = service
  log.info({ port, worker: alone }, 'Verbund is ready')
  const { demo, playground, playgroundPort, dataDir } = config
  tell('ready', {
    port,
    demo,
    playgroundPort: playground ? playgroundPort : undefined,
    dataDir,
    codes: [...setUpCodes.values()],
  })
}

async function openEmbedded(life: Life, dataDir: string): Promise<string> {
  const onProgress = (what: string) => {
    life.goOn()
    tell(`database-${what}`)
  }
  const embedded = await startEmbedded({ dataDir, onProgress })
  life.onEnd(() => embedded.stop())
  return ensureDatabase(embedded, 'verbund')
}

type NetworkError = NodeJS.ErrnoException & {
  readonly port?: number
  readonly address?: string
  readonly hostname?: string
}

/** What keeps it from starting, in one sentence that says what to do. */
function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A name with several addresses (localhost) fails with an error for each of them.
  const one = error instanceof AggregateError ? error.errors[0] : error
  const { code, port, address, hostname } = one as NetworkError
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set PORT to a free one, or end what uses it.`
  if (code === 'EACCES' && port) return `Port ${port} may not be used by this user. Set PORT to another one.`
  if (code === 'ECONNREFUSED')
    return `No database answers at ${address}:${port}. Start it, or correct DATABASE_URL.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `Nobody knows the machine ${hostname} of the database. Correct DATABASE_URL, or look after the network.`
  if (code === 'ENOSPC') return 'The disk is full. Nothing was lost; make room and start again.'
  return error.message
}

async function main(): Promise<boolean> {
  const config = readConfig()
  const log = openLog(config.logLevel)
  return liveUntilTold(
    (life) => open(life, config, log),
    (error) => log.error({ err: error }, 'something could not be closed'),
  )
}

main().then(
  (closed) => process.exit(closed ? 0 : 1),
  (error: unknown) => {
    const sentence = sentenceFor(error)
    process.stderr.write(`Verbund does not start: ${sentence}\n`)
    tell('failed', { sentence })
    process.exit(1)
  },
)
