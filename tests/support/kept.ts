/** What is kept, carried out and looked at by tests: the nightly round, the audit log, the whole database as text. */
import { knownKeys } from '../../bot/data/deed-words'
import { tidyUp } from '../../bot/data/use-cases/tidy-up'
import { kept } from '../../bot/words'
import type { TestDatabase } from './database'
import type { TestService } from './service'

/** The round of the calendar, in this process. @param most rows of a kind in one transaction */
export function tidy(test: TestService, most?: number): Promise<void> {
  return tidyUp({ world: test.service.desk.world, ...kept }, most)
}

export interface StoredEntry {
  readonly number: string
  readonly actor: string | null
  readonly door: string
  readonly what: string
  readonly matter_kind: string | null
  readonly matter_id: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** Oldest first. */
export function auditOf(test: TestService): Promise<readonly StoredEntry[]> {
  return test.database.sql<StoredEntry>(
    `select e.number, m.name as actor, e.door, e.what, e.matter_kind, e.matter_id, e.data
     from audit_entry e left join member m on m.id = e.actor_id order by e.network_id, e.number`,
  )
}

/** Every row of every table of ours and of graphile-worker's: `verbund.member {"id": …}`. */
export async function wholeDatabase({
  database,
}: {
  readonly database: Pick<TestDatabase, 'sql'>
}): Promise<readonly string[]> {
  const tables = await database.sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('verbund', 'graphile_worker') and c.relkind in ('r', 'p') order by 1`,
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await database.sql<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`)
    rows.push(...found.map(({ row }) => `${name} ${row}`))
  }
  return rows
}

/** The newest entry of the audit log, as somebody of the office reads it. */
export async function latestLine(
  test: TestService,
  office: string,
  language: 'de' | 'en' = 'de',
): Promise<{ readonly deed: string; readonly matter: string | null; readonly detail: string | null }> {
  await test.database.sql('update member set language = $1 where name = $2', [language, office])
  const { body } = await test.api(office, 'audit.show')
  await test.database.sql(`update member set language = 'de' where name = $1`, [office])
  const [{ deed, matter, detail }] = body.entries
  return { deed, matter, detail }
}

/** Keys of what stands in the audit log for which nobody has said how they are said. */
export async function unsaidKeys(test: TestService): Promise<readonly string[]> {
  const rows = await test.database.sql<{ key: string }>(
    'select distinct jsonb_object_keys(data) as key from audit_entry',
  )
  return rows.map(({ key }) => key).filter((key) => !knownKeys.includes(key))
}

export async function memberId(test: TestService, name: string): Promise<string> {
  const [row] = await test.database.sql<{ id: string }>('select id from member where name = $1', [name])
  if (!row) throw new Error(`${name} is nobody here`)
  return row.id
}

/** @returns how many rows there are: `poll where id = $1` */
export async function countRows(
  { database }: TestService,
  condition: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const [row] = await database.sql<{ n: number }>(`select count(*)::int as n from ${condition}`, values)
  return row?.n ?? 0
}

/** A post in the ledger that was made then. */
export async function oldPost(
  { database }: TestService,
  network: string,
  { state, kind, at, matter = 'a', data = '{}' }: OldPost,
): Promise<void> {
  await database.sql(
    `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, created_at)
     values (gen_random_uuid(), $1, '19:x', 'https://x', $2, $3, $4, $5, $6)`,
    [network, kind, matter, data, state, at],
  )
}

interface OldPost {
  readonly state: string
  readonly kind: string
  readonly at: Date
  readonly matter?: string
  readonly data?: string
}
