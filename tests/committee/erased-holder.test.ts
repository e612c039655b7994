/** Who is erased or taken out leaves the seat whole: no deputy of theirs stays, and nobody is put into one at that moment. */
import { setTimeout as sleep } from 'node:timers/promises'
import { memberOf } from '../support/demo-teams'
import { coordinator as office, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const [bernd] = voters
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

const act = (verb: string, body: object) => test.api(office, `seat.${verb}`, { body })
const seatsOf = (organisation: string) =>
  test.database.sql<{ id: string; holder_id: string | null; deputy_id: string | null }>(
    'select id, holder_id, deputy_id from seat where organisation_id = $1',
    [organisation],
  )

it('with an erased holder the deputy goes, as when the seat is vacated', async () => {
  const { id, organisationId } = await memberOf(test, bernd)
  await test.database.sql(
    `insert into member (id, network_id, organisation_id, name, language)
     select gen_random_uuid(), network_id, organisation_id, 'Vertretung', 'de' from member where id = $1`,
    [id],
  )
  const [deputy] = await test.database.sql<{ id: string }>(`select id from member where name = 'Vertretung'`)
  const [seat] = await seatsOf(organisationId)
  expect((await act('name-deputy', { seat: seat?.id, deputy: deputy?.id })).status).toBe(200)
  expect((await test.api(office, 'data.erase', { body: { member: id, sure: true } })).status).toBe(200)
  expect(await seatsOf(organisationId)).toEqual([{ id: seat?.id, holder_id: null, deputy_id: null }])
})

it('nobody is put into a seat while they are taken out of the network', async () => {
  const { id, organisationId } = await memberOf(test, 'Lene Vorlage')
  await act('add', { organisation: organisationId, holder: '', from: '', to: '' })
  const [seat] = await seatsOf(organisationId)
  await test.database.sql('begin')
  await test.database.sql(`update member set left_at = now(), left_why = 'removed' where id = $1`, [id])
  const filling = act('fill', { seat: seat?.id, holder: id })
  await sleep(300)
  await test.database.sql('commit')
  expect(codeOf(await filling)).toBe('committee:has-left')
  expect((await seatsOf(organisationId))[0]?.holder_id).toBeNull()
})
