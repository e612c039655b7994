/** What migration 0013 makes of networks that had no committee, several, or a group of that name. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { freshDatabase, type TestDatabase } from '../support/database'

const file = path.resolve(__dirname, '../../bot/database/migrations/0013_one-committee.sql')

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const network = (n: number) => `0000000${n}-0000-4000-8000-00000000000${n}`
const found = async (n: number, language: string, groups: readonly (readonly [string, string])[]) => {
  await database.sql(
    `insert into network (id, tenant_id, name, state, language, zone, created_at) values ($1, $2, $2, 'DE-NI', $3, 'Europe/Berlin', now())`,
    [network(n), `t${n}`, language],
  )
  for (const [name, kind] of groups)
    await database.sql(
      `insert into working_group (id, network_id, name, topic, kind) values (gen_random_uuid(), $1, $2, '', $3)`,
      [network(n), name, kind],
    )
}
const groupsOf = (n: number) =>
  database.sql('select name, kind from working_group where network_id = $1 order by kind desc, name', [
    network(n),
  ])

it('every network has one committee: founded where there was none, the one that was used where there were several', async () => {
  await database.sql(
    'drop function committees_to_follow; drop function committee_people; drop index working_group_committee',
  )
  await found(1, 'de', [['AK Eins', 'group']])
  await found(2, 'en', [])
  await found(3, 'de', [['steuerkreis', 'group']])
  await found(4, 'de', [
    ['Steuerkreis A', 'committee'],
    ['Steuerkreis B', 'committee'],
  ])
  await database.sql(
    `insert into channel (id, network_id, group_id, kind, conversation_id, installed)
     select gen_random_uuid(), network_id, id, 'group-chat', '19:b', true from working_group where name = 'Steuerkreis B'`,
  )
  await database.sql(readFileSync(file, 'utf8'))
  expect(await groupsOf(1)).toEqual([
    { name: 'AK Eins', kind: 'group' },
    { name: 'Steuerkreis', kind: 'committee' },
  ])
  expect(await groupsOf(2)).toEqual([{ name: 'Steering committee', kind: 'committee' }])
  expect(await groupsOf(3)).toEqual([
    { name: 'steuerkreis', kind: 'group' },
    { name: 'Steuerkreis des Verbunds', kind: 'committee' },
  ])
  expect(await groupsOf(4)).toEqual([
    { name: 'Steuerkreis A', kind: 'group' },
    { name: 'Steuerkreis B', kind: 'committee' },
  ])
})
