/** A job is stored in the caller's transaction: it exists exactly when what caused it does. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'

export interface Job {
  /** `<word>:<task>` (cron takes no dots), as registered with the worker. */
  readonly task: string
  /** Ids only: a job is read when it runs, perhaps much later. Never a ballot or a name. */
  readonly payload: Readonly<Record<string, string | number>>
  /** Milliseconds from now; 0 or absent: at once. The database's clock counts them. */
  readonly inMs?: number
  /**
   * A second job with the same key replaces the one that waits. At most one keyed job a transaction: a key locks jobs
   * that are just running, and with two of them PostgreSQL breaks off one of two transactions now and then as a
   * deadlock, graphile-worker's own among them (seen in `npm run fuzz`).
   */
  readonly key?: string
  readonly urgent?: boolean
}

export async function enqueue(tx: Transaction, job: Job): Promise<void> {
  const payload = JSON.stringify({ network: tx.networkId, ...job.payload })
  await tx.run(
    raw(
      sql`select enqueue(${job.task}, ${payload}::json, ${job.inMs ?? 0}, ${job.key ?? null}, ${job.urgent ?? false})`,
    ),
  )
}
