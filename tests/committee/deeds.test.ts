/** Every act on a seat stands in the audit log, by whom and by which door. */
import { memberOf } from '../support/demo-teams'
import { unsaidKeys } from '../support/kept'
import { coordinator as office, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

it('adding, filling, deputy, term, chair, vacating and ending', async () => {
  const holder = await memberOf(test, 'Lene Vorlage')
  const act = async (verb: string, body: object) => {
    const answer = await test.api(office, `seat.${verb}`, { body })
    expect([verb, answer.status, answer.body.refusal?.code]).toEqual([verb, 200, undefined])
  }
  const [anke] = await test.database.sql<{ id: string }>('select id from seat where chair')
  await act('set-chair', { seat: anke?.id, chair: false })
  await act('add', { organisation: holder.organisationId, holder: '', from: '', to: '' })
  const [{ id: seat } = { id: '' }] = await test.database.sql<{ id: string }>(
    'select id from seat where organisation_id = $1',
    [holder.organisationId],
  )
  await test.database.sql(
    `insert into member (id, network_id, organisation_id, name, language)
     select gen_random_uuid(), network_id, organisation_id, 'Vertretung', 'de' from member where id = $1`,
    [holder.id],
  )
  const [deputy] = await test.database.sql<{ id: string }>(`select id from member where name = 'Vertretung'`)
  await act('fill', { seat, holder: holder.id })
  await act('name-deputy', { seat, deputy: deputy?.id })
  await act('set-term', { seat, from: '2026-01-01', to: '' })
  await act('set-chair', { seat, chair: true })
  await act('vacate', { seat })
  await act('end', { seat })
  const deeds = await test.database.sql(
    'select what, door from audit_entry where matter_id = $1 order by number',
    [seat],
  )
  const acts = ['add', 'fill', 'name-deputy', 'set-term', 'set-chair', 'vacate', 'end']
  expect(deeds).toEqual(acts.map((verb) => ({ what: `seat.${verb}`, door: 'tab' })))
  expect((await memberOf(test, voters[0])).seat).toBe(true)
  expect(await unsaidKeys(test)).toEqual([])
})
