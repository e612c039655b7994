/** Migrations: numbered SQL, each once and never edited; whoever is not fit is refused in words, and nothing changes. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { MigrationError, migrate, readMigrations } from '../../bot/database/migrate'
import { freshDatabase, type TestDatabase } from '../support/database'
import { dumpSchema } from '../support/schema-dump'

const root = path.resolve(__dirname, '../..')
const folder = path.join(root, 'bot/database/migrations')

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const applied = () =>
  database.sql<{ number: number; name: string; hash: string; at: Date }>(
    'select * from migration order by number',
  )

/** A checkout with one migration more than this one. */
async function withAnother(sql: string, work: (checkout: string) => Promise<void>): Promise<void> {
  const checkout = mkdtempSync(path.join(tmpdir(), 'verbund-migrations-'))
  const there = path.join(checkout, 'bot/database/migrations')
  try {
    mkdirSync(there, { recursive: true })
    cpSync(folder, there, { recursive: true })
    const next = `${(await readMigrations(folder)).length + 1}`.padStart(4, '0')
    writeFileSync(path.join(there, `${next}_next.sql`), sql)
    await work(checkout)
  } finally {
    rmSync(checkout, { recursive: true, force: true })
  }
}

it('are numbered from 1 without gaps, and no other file stands among them', async () => {
  const migrations = await readMigrations(folder)
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, i) => i + 1))
  expect(readdirSync(folder).sort()).toEqual(migrations.map(({ name }) => name))
})

it('a file with the line ends of Windows is the same migration', async () => {
  await withAnother('select 1;\r\nselect 2;\r\n', async (checkout) => {
    const there = path.join(checkout, 'bot/database/migrations')
    const before = (await readMigrations(there)).at(-1)
    writeFileSync(path.join(there, before?.name ?? ''), 'select 1;\nselect 2;\n')
    expect((await readMigrations(there)).at(-1)).toEqual(before)
  })
})

it('applied a second time they change nothing', async () => {
  const [schema, before] = [await dumpSchema(database.sql), await applied()]
  await migrate(database.url, root)
  expect(await dumpSchema(database.sql)).toBe(schema)
  expect(await applied()).toEqual(before)
  expect(before.length).toBe((await readMigrations(folder)).length)
})

it('a new one is applied once, in the schema of the house', async () => {
  await withAnother('create table extra (id uuid primary key)', async (checkout) => {
    await migrate(database.url, checkout)
    await migrate(database.url, checkout)
    expect(
      await database.sql("select 1 from pg_tables where schemaname = 'verbund' and tablename = 'extra'"),
    ).toHaveLength(1)
  })
})

it('an edited one is refused by name', async () => {
  await database.sql("update migration set hash = 'another' where number = 1")
  const before = await applied()
  await expect(migrate(database.url, root)).rejects.toThrow(MigrationError)
  await expect(migrate(database.url, root)).rejects.toThrow('Migration 0001_house.sql was changed')
  expect(await applied()).toEqual(before)
})

it('a database that is newer than the code is refused, data intact', async () => {
  await database.sql("insert into migration (number, name, hash) values (999, '0999_later.sql', 'x')")
  const people = await database.sql('select count(*) from member')
  const newest = (await readMigrations(folder)).length
  await expect(migrate(database.url, root)).rejects.toThrow(
    `The database is at migration 999, this code at ${newest}: update the code.`,
  )
  expect(await database.sql('select count(*) from member')).toEqual(people)
})

it('one that fails leaves nothing half done, and can be mended', async () => {
  await withAnother('create table extra (id uuid); select 1 / 0;', async (checkout) => {
    const schema = await dumpSchema(database.sql)
    await expect(migrate(database.url, checkout)).rejects.toThrow('division by zero')
    expect(await dumpSchema(database.sql)).toBe(schema)
  })
  await withAnother('create table extra (id uuid)', async (checkout) => {
    await migrate(database.url, checkout)
    expect(await dumpSchema(database.sql)).toContain('create table extra')
  })
})

describe('on a database that is empty', () => {
  let url: URL
  const name = `verbund_empty_${process.pid}`

  const admin = async (text: string) => {
    const client = new Client({ connectionString: process.env.TEST_DATABASE_URL })
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
  }
  const make = async (how: string) => {
    await admin(`create database ${name} ${how}`)
    url = new URL(database.url)
    url.pathname = `/${name}`
  }
  afterEach(() => admin(`drop database if exists ${name} with (force)`))

  it('three processes migrate at the same moment, and each migration runs once', async () => {
    await make('template template0')
    await Promise.all([migrate(url.href, root), migrate(url.href, root), migrate(url.href, root)])
    const client = new Client({ connectionString: url.href, options: '-c search_path=verbund' })
    await client.connect()
    const sql = async <R extends object>(text: string) => (await client.query<R>(text)).rows
    try {
      expect(await dumpSchema(sql)).toBe(await dumpSchema(database.sql))
      expect(await sql('select number from migration order by number')).toHaveLength(
        (await readMigrations(folder)).length,
      )
    } finally {
      await client.end()
    }
  })

  it('that is not in UTF8 the house refuses to stand: lower case of Ä would stay Ä', async () => {
    await make("template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'")
    await expect(migrate(url.href, root)).rejects.toThrow('The database must be encoded in UTF8.')
  })
})
