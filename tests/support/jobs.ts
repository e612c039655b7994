/** Jobs as they lie in graphile-worker's tables, and a worker with tasks of the test's own. */

import { startWorker, type Task, type Worker } from '../../bot/jobs/worker'
import { openLog } from '../../bot/log'
import type { TestDatabase } from './database'

export interface StoredJob {
  readonly id: string
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly key: string | null
  readonly queue: string | null
  readonly attempts: number
  readonly locked_by: string | null
  /** Milliseconds from now by the database's clock; negative when it is due. */
  readonly due_in_ms: number
}

export function jobsOf(database: TestDatabase, task: string): Promise<readonly StoredJob[]> {
  return database.sql<StoredJob>(
    `select j.id::text, t.identifier as task, j.payload, j.key, q.queue_name as queue, j.attempts, j.locked_by,
       extract(epoch from j.run_at - now())::float * 1000 as due_in_ms
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
     where t.identifier = $1 order by j.id`,
    [task],
  )
}

/** As a process that was killed leaves a job: locked by somebody who is no more, since `ago`. */
export async function lockAs(
  database: TestDatabase,
  worker: string,
  jobId: string,
  ago: string,
): Promise<void> {
  await database.sql(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $3::interval, attempts = 1
     where id = $2`,
    [worker, jobId, ago],
  )
  await database.sql(
    `update graphile_worker._private_job_queues set locked_by = $1, locked_at = now() - $3::interval
     where id = (select job_queue_id from graphile_worker._private_jobs where id = $2)`,
    [worker, jobId, ago],
  )
}

export function workWith(
  database: TestDatabase,
  tasks: Readonly<Record<string, Task>>,
  log: (line: string) => void = () => undefined,
): Promise<Worker> {
  return startWorker({
    ownerUrl: database.url,
    tasks,
    rounds: [],
    log: openLog('info', { write: log }),
  })
}

/** Waits until it is so; a test that waits longer than `most` has found something. */
export async function until(
  what: string,
  is: () => boolean | Promise<boolean>,
  most = 10_000,
): Promise<void> {
  const end = performance.now() + most
  while (!(await is())) {
    if (performance.now() > end) throw new Error(`after ${most} ms still not so: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
