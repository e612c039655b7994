/** Since when somebody is in a group is told by the service's clock, whichever way they came in. */
import { memberOf } from '../support/demo-teams'
import { sendFile } from '../support/office'
import { groupId, coordinator as office, outsider } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

const asker = 'Lene Vorlage'
let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

async function joinedAt(name: string, group: string): Promise<string | undefined> {
  const rows = await test.database.sql<{ at: Date }>(
    `select ms.joined_at as at from membership ms join member m on m.id = ms.member_id where m.name = $1 and ms.group_id = $2`,
    [name, group],
  )
  return rows[0]?.at.toISOString()
}
const act = async (who: string, route: string, body: object) => {
  const answer = await test.api(who, route, { body })
  expect([route, answer.status]).toEqual([route, 200])
  return answer.body
}

it('who founds a group, or is in the demo, since then', async () => {
  test.clock.set('2031-05-05T09:00:00Z')
  const { id } = await memberOf(test, 'Bernd Muster')
  const made = await act(office, 'group.add', { name: 'AK Neu', coordinator: id })
  expect(await joinedAt('Bernd Muster', made.id)).toBe('2031-05-05T09:00:00.000Z')
  expect(await joinedAt(office, await groupId(test))).toBe('2026-11-23T08:00:00.000Z')
})

it('who joins an open group at that instant, and not later when the role changes', async () => {
  const group = await groupId(test, 'AK KMU-Netzwerk')
  test.clock.set('2031-05-06T09:00:00Z')
  const what = { group, name: 'AK KMU-Netzwerk', topic: '', mandate: '' }
  await act(office, 'group.change', { ...what, open: true })
  await act(asker, 'group.join', { group })
  expect(await joinedAt(asker, group)).toBe('2031-05-06T09:00:00.000Z')
  test.clock.set('2031-05-07T09:00:00Z')
  await act(office, 'group.set-role', { group, member: (await memberOf(test, asker)).id, role: 'observer' })
  expect(await joinedAt(asker, group)).toBe('2031-05-06T09:00:00.000Z')
})

it('who is let in when the answer comes, who is taken in when that is done', async () => {
  const group = await groupId(test, 'AK Transformation')
  const lene = await memberOf(test, asker)
  await act(asker, 'group.join', { group })
  const [{ id: request } = { id: '' }] = await test.database.sql<{ id: string }>(
    'select id from join_request where member_id = $1 and answered_at is null',
    [lene.id],
  )
  test.clock.set('2031-05-08T09:00:00Z')
  await act(office, 'group.answer-join', { request, accept: true })
  expect(await joinedAt(asker, group)).toBe('2031-05-08T09:00:00.000Z')
  const digital = await groupId(test)
  test.clock.set('2031-05-09T09:00:00Z')
  const petra = await memberOf(test, outsider)
  await act(office, 'group.set-role', { group: digital, member: petra.id, role: 'member' })
  expect(await joinedAt(outsider, digital)).toBe('2031-05-09T09:00:00.000Z')
})

it('who stands in an import when it is carried out', async () => {
  const file =
    'Name;Organisation;Bank;Arbeitskreise;Rolle\nUwe Neu;Neuwerk;Arbeitgeber;AK Import;Koordination\n'
  const { mark } = (await sendFile(test, 'import.preview', file)).body
  test.clock.set('2031-05-10T09:00:00Z')
  await sendFile(test, 'import.carry-out', file, { mark })
  expect(await joinedAt('Uwe Neu', await groupId(test, 'AK Import'))).toBe('2031-05-10T09:00:00.000Z')
})
