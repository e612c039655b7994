/** Composition root: config -> database -> service, and a clean end. */
import { systemClock } from './clock'
import { readConfig } from './config'
import { startEmbedded } from './database/embedded'
import { ensureDatabase } from './database/ensure'
import { migrate } from './database/migrate'
import { randomIds } from './ids'
import { openLog } from './log'
import { startService, startWorkerAlone } from './service'

/** Within it everything must have ended; whoever waits longer is cut off. */
const mostStopMs = 10_000

/** Tells the launcher (`env/start.mjs`) how far it has come; without one, nobody listens. */
function tell(stage: string, data: Readonly<Record<string, unknown>> = {}): void {
  process.send?.({ stage, ...data })
}

async function main(): Promise<void> {
  const config = readConfig()
  const log = openLog(config.logLevel)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: config.dataDir, onProgress: (what) => tell(`database-${what}`) })
  try {
    const databaseUrl = config.databaseUrl ?? (embedded ? await ensureDatabase(embedded, 'verbund') : '')
    tell('migrating')
    await migrate(databaseUrl, config.root)
    const parts = { config, clock: systemClock(config.startAt), ids: randomIds, log, databaseUrl }
    const alone = process.argv.includes('--worker')
    tell('starting')
    const service = alone ? await startWorkerAlone(parts) : await startService(parts)
    const port = 'port' in service ? service.port : undefined
    log.info({ port, worker: alone }, 'Verbund is ready')
    const { demo, playground, playgroundPort } = config
    tell('ready', { port, demo, playgroundPort: playground ? playgroundPort : undefined })
    endWhenTold(async () => {
      await service.stop()
      await embedded?.stop()
    })
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** What keeps it from starting, in one sentence that says what to do. */
function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set PORT to a free one, or end what uses it.`
  if (code === 'EACCES' && port) return `Port ${port} may not be used by this user. Set PORT to another one.`
  if (code === 'ECONNREFUSED')
    return `No database answers at ${address}:${port}. Start it, or correct DATABASE_URL.`
  if (code === 'ENOSPC') return 'The disk is full. Nothing was lost; make room and start again.'
  return error.message
}

function endWhenTold(stop: () => Promise<void>): void {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), mostStopMs).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  // The launcher is gone: nobody would end this process otherwise.
  process.on('disconnect', end)
}

main().catch((error: unknown) => {
  const sentence = sentenceFor(error)
  process.stderr.write(`Verbund does not start: ${sentence}\n`)
  tell('failed', { sentence })
  process.exit(1)
})
