/** Works jobs; whoever dies while working, the others take its jobs up within 30 seconds. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Runner, run, Logger as WorkerLogger } from 'graphile-worker'
import { Pool } from 'pg'
import type { Log } from '../log'
import { type Heartbeat, startHeartbeat } from './heartbeat'

export type JobPayload = Readonly<Record<string, unknown>> & { readonly network: string }
export type Task = (payload: JobPayload) => Promise<void>

/** A task that comes round by the clock: `pattern` in cron's notation, UTC. */
export interface Round {
  readonly task: string
  readonly pattern: string
}

export interface WorkerSettings {
  /** The owner's connection: graphile-worker's tables are closed to the service's role. */
  readonly ownerUrl: string
  readonly tasks: Readonly<Record<string, Task>>
  readonly rounds: readonly Round[]
  readonly log: Log
  readonly concurrency?: number
}

export interface Worker {
  /** Lets running jobs end, for at most 5 s, then gives their locks back. */
  stop(): Promise<void>
}

/** Between the end of a runner (its database was gone) and the next attempt to begin one. */
const pauseMs = 1000

export async function startWorker(settings: WorkerSettings): Promise<Worker> {
  const { log } = settings
  const pool = new Pool({ connectionString: settings.ownerUrl, max: 6, application_name: 'verbund-worker' })
  const onError = (error: Error) => log.warn({ err: error }, 'a connection of the worker broke')
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const heartbeat = await startHeartbeat(pool, log)
  const stopping = new AbortController()
  let runner = await begin(settings, pool, heartbeat)

  const goOn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((error) => log.warn({ err: error }, 'the worker ended, and begins anew'))
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (!stopping.signal.aborted) runner = await begin(settings, pool, heartbeat).catch(() => runner)
    }
  }
  void goOn()
  return {
    stop: async () => {
      stopping.abort()
      await runner.stop().catch((error) => log.warn({ err: error }, 'the worker was already stopping'))
      await heartbeat.stop()
      await pool.end()
    },
  }
}

function begin(
  { log, tasks, rounds, concurrency = 4 }: WorkerSettings,
  pool: Pool,
  heartbeat: Heartbeat,
): Promise<Runner> {
  return run({
    pgPool: pool,
    concurrency,
    pollInterval: 1000,
    noHandleSignals: true,
    crontab: rounds.map(({ pattern, task }) => `${pattern} ${task}`).join('\n'),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, (payload) => task(payload as JobPayload)]),
    ),
    events: heartbeat.events,
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error') log.error(message)
      else if (level === 'warning') log.warn(message)
      else log.debug(message)
    }),
    // Without the two delays a job whose end cannot be stored rejects a promise that nobody holds, which would end
    // the whole process.
    preset: {
      worker: { gracefulShutdownAbortTimeout: 5000, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    },
  })
}
