/** Names as the import and the database know them: one key for both, and a refusal where they differ. */
import { nameKey } from '../../bot/groups/import-row'
import { office, sendFile } from '../support/office'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

const send = (route: string, file: string, query?: Record<string, string>) =>
  sendFile(test, route, file, query)

it('names that the database takes for one are one in the import, too, in every script', async () => {
  const names = [
    'İzmir',
    'izmir',
    'ΟΔΟΣ',
    'οδος',
    'Straße',
    'STRAẞE',
    'Strasse',
    'Mu\u0308ller',
    'MÜLLER',
    'Сaritas',
  ]
  const keys = await test.database.sql<{ key: string }>(
    'select name_key(name) as key from unnest($1::text[]) with ordinality as n(name, at) order by at',
    [names],
  )
  expect(keys.map(({ key }) => key)).toEqual(names.map(nameKey))
  await test.api(office, 'organisation.add', { body: { name: 'izmir', bench: 'training' } })
  const { body } = await send('import.preview', 'Organisation;Bank\nİzmir;Bildung\nİZMİR;Bildung\n')
  expect(body.counts).toMatchObject({ new: 0, same: 2 })
  const taken = await test.api(office, 'organisation.add', { body: { name: 'İZMİR', bench: 'training' } })
  expect([taken.status, taken.body.refusal.code]).toEqual([409, 'groups:name-taken'])
})

it('E3 what the database alone takes for one name is refused in words, and nothing is stored', async () => {
  const table = 'Organisation;Bank\nAbendschule;Bildung\nNachtschule;Bildung\n'
  const { mark } = (await send('import.preview', table)).body
  // As if a letter were new to one of the two.
  await test.database.sql(
    `create unique index only_one_school on organisation ((name like '%schule')) where name like '%schule'`,
  )
  const { status, body } = await send('import.carry-out', table, { mark })
  await test.database.sql('drop index only_one_school')
  expect([status, body.refusal.code]).toEqual([409, 'groups:import-clash'])
  expect(await test.database.sql(`select from organisation where name like '%schule'`)).toEqual([])
})
