/** Waits until everything that was caused has happened: jobs are done, posts are settled, cards show what they should. */
import type { TestDatabase } from './database'
import { until } from './until'

const unsettled = `
  select 1 from graphile_worker._private_jobs where run_at <= now() or locked_at is not null
  union all
  select 1 from post p left join lane l using (network_id, conversation_id)
  where l.shut is null
    and (p.state in ('waiting', 'sending') or (p.state = 'sent' and p.message_id is not null and p.edits_wanted > p.edits_done))`

/** @param atMostMs budgets and pauses are kept in tests, too: many posts into one channel take their time */
export async function quiet(database: TestDatabase, atMostMs = 20_000): Promise<void> {
  await until(async () => (await database.sql(unsettled)).length === 0, atMostMs)
}
