/** bot/database/schema.sql is what the migrations make: who changes the one sees the other change. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { freshDatabase, type TestDatabase } from '../support/database'
import { dumpSchema } from '../support/schema-dump'

const file = path.resolve(__dirname, '../../bot/database/schema.sql')

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

it('bot/database/schema.sql is up to date; if the change is meant, run RENEW_SCHEMA=1 npm test', async () => {
  const schema = await dumpSchema(database.sql)
  if (process.env.RENEW_SCHEMA === '1') writeFileSync(file, schema)
  const kept = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : ''
  expect(kept).toBe(schema)
})

describe('the dump notices', () => {
  it.each([
    ['a new table', 'create table extra (id uuid primary key)', 'create table extra'],
    [
      'a new column',
      "alter table poll add column extra text not null default 'x'",
      "extra text not null default 'x'::text",
    ],
    ['a lost check', 'alter table poll drop constraint poll_state_check', undefined],
    ['a lost index', 'drop index poll_due', undefined],
    ['row-level security switched off', 'alter table ballot disable row level security', undefined],
    ['a policy that lets everyone see', 'alter policy own_network on ballot using (true)', 'using true'],
    [
      'a right given away',
      'grant select on migration to verbund_service',
      'grant select on migration to verbund_service',
    ],
    [
      'a trigger',
      'create trigger extra before update on poll execute function suppress_redundant_updates_trigger()',
      'CREATE TRIGGER extra',
    ],
    ['a function that changed', 'alter function due_polls(timestamptz) security invoker', undefined],
  ])('%s', async (_, change, says) => {
    const before = await dumpSchema(database.sql)
    await database.sql('begin')
    try {
      await database.sql(change)
      const after = await dumpSchema(database.sql)
      expect(after).not.toBe(before)
      if (says) expect(after).toContain(says)
    } finally {
      await database.sql('rollback')
    }
  })
})
