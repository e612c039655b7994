/** Whoever has asked to join and comes in by another way asks no more, and is not thrown out by taking the question back. */
import { office, sendFile } from '../support/office'
import { groupId } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let group: string
const asker = 'Lene Vorlage'
const name = 'AK KMU-Netzwerk'
beforeEach(async () => {
  test = await startTestService()
  group = await groupId(test, name)
  expect((await join()).body).toMatchObject({ how: 'asked' })
})
afterEach(() => test.stop())

const join = () => test.api(asker, 'group.join', { body: { group } })
const leave = () => test.api(asker, 'group.leave', { body: { group } })
const shown = async () => (await test.api(asker, 'group.show', { query: { group } })).body
const requests = () =>
  test.database.sql('select accepted from join_request where answered_at is null or accepted is not true')

it('in a group that has been opened meanwhile', async () => {
  await test.database.sql('update working_group set open = true where id = $1', [group])
  expect((await join()).body).toMatchObject({ how: 'joined' })
  expect(await shown()).toMatchObject({ role: 'member', asked: false })
  expect(await requests()).toEqual([])
  expect((await leave()).body).toMatchObject({ how: 'left' })
})

it('by a file, as by the coordinator’s yes', async () => {
  const file = `Name;Organisation;Arbeitskreise\n${asker};Logistik, Wolfsburg;${name}\n`
  const { mark } = (await sendFile(test, 'import.preview', file)).body
  expect((await sendFile(test, 'import.carry-out', file, { mark })).status).toBe(200)
  expect(await shown()).toMatchObject({ role: 'member', asked: false })
  expect(await requests()).toEqual([])
  const told = await test.database.sql(`select m.name from notice n join member m on m.id = n.member_id
    where n.matter_kind = 'join-answer'`)
  expect(told).toEqual([{ name: asker }])
})

it('out of the group’s channel, under the account that Teams tells', async () => {
  const [person] = await test.database.sql<{ account: string; organisation: string }>(
    'select aad_object_id as account, organisation_id as organisation from member where name = $1',
    [asker],
  )
  const { status } = await test.api(office, 'group.take-in', { body: { group, name: asker, ...person } })
  expect(status).toBe(200)
  expect(await shown()).toMatchObject({ role: 'member', asked: false })
  expect(await requests()).toEqual([])
})

it('takes back what was asked, and nothing else', async () => {
  expect((await leave()).body).toMatchObject({ how: 'withdrawn' })
  expect(await shown()).toMatchObject({ role: null, asked: false })
})
