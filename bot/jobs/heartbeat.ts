/**
 * Says which workers live, and frees the jobs of those that no longer do.
 *
 * graphile-worker keeps the locks of a process that was killed for four hours. Here a worker that has not been seen for
 * 15 s counts as dead (three missed beats), so its jobs go on within 20 s. Times are the database's: machines differ.
 */
import { EventEmitter } from 'node:events'
import { makeWorkerUtils, type WorkerEvents } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Log } from '../log'

const beatMs = 5000
const deadAfter = '15 seconds'

export interface Heartbeat {
  readonly events: WorkerEvents
  stop(): Promise<void>
}

export async function startHeartbeat(pool: Pool, log: Log): Promise<Heartbeat> {
  const utils = await makeWorkerUtils({ pgPool: pool })
  const mine = new Set<string>()
  const ever = new Set<string>()
  const events = new EventEmitter() as WorkerEvents
  // graphile-worker locks a job in the name of the pool, not of the worker that runs it.
  events.on('pool:create', ({ workerPool }) => {
    mine.add(workerPool.id)
    ever.add(workerPool.id)
    void beat()
  })
  events.on('pool:release', ({ workerPool }) => mine.delete(workerPool.id))

  const beat = async (): Promise<void> => {
    try {
      await pool.query(
        `insert into verbund.live_worker (worker_id, seen_at) select unnest($1::text[]), now()
         on conflict (worker_id) do update set seen_at = excluded.seen_at`,
        [[...mine]],
      )
      const dead = await pool.query<{ locked_by: string }>(
        `select distinct locked_by from (
           select locked_by, locked_at from graphile_worker._private_jobs
           union all select locked_by, locked_at from graphile_worker._private_job_queues
         ) held
         where locked_by is not null and locked_at < now() - interval '${deadAfter}' and not exists (
           select from verbund.live_worker l
           where l.worker_id = locked_by and l.seen_at > now() - interval '${deadAfter}')`,
      )
      const ids = dead.rows.map((row) => row.locked_by)
      if (ids.length === 0) return
      log.warn({ workers: ids.length }, 'jobs of workers that died are released')
      await utils.forceUnlockWorkers(ids)
      await pool.query('delete from verbund.live_worker where worker_id = any($1)', [ids])
    } catch (error) {
      log.warn({ err: error }, 'the heartbeat of the worker found no database')
    }
  }

  const timer = setInterval(() => void beat(), beatMs)
  return {
    events,
    stop: async () => {
      clearInterval(timer)
      await pool.query(
        "delete from verbund.live_worker where worker_id = any($1) or seen_at < now() - interval '1 day'",
        [[...ever]],
      )
      await utils.release()
    },
  }
}
