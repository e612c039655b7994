/** What waits for somebody, whatever it is: in "offen" and on the first page of the tab, until it is seen to. */
import { groupId, openPoll, voters } from '../support/polls'
import { chatOf, messagesSaying, type ReachScene, round, startReachScene, writesOnce } from '../support/reach'
import { until } from '../support/until'

const asker = 'Lene Vorlage'
const coordinator = 'Bernd Muster'
const office = 'Anke Beispiel'
const name = 'AK KMU-Netzwerk'

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

const api = (who: string, route: string, body: object) => scene.test.api(who, route, { body })
const open = async (who: string): Promise<readonly { readonly kind: string; readonly page: string }[]> =>
  (await scene.test.api(who, 'inbox.show')).body.open
const kinds = async (who: string) => (await open(who)).map(({ kind }) => kind)
const ask = async () => {
  const group = await groupId(scene.test, name)
  await api(asker, 'group.join', { group })
  return group
}

it('a request to join is not hidden behind the older ones of other groups', async () => {
  await scene.test.database.sql(
    `with people as (insert into member (id, network_id, organisation_id, name, language, office)
       select gen_random_uuid(), network_id, organisation_id, 'Viele ' || n, 'de', false
       from member, generate_series(1, 250) n where name = $1 returning id, network_id)
     insert into join_request (id, network_id, group_id, member_id, asked_at)
     select gen_random_uuid(), p.network_id, g.id, p.id, '2026-01-01' from people p, working_group g
     where g.name = 'AK Transformation'`,
    [office],
  )
  await ask()
  expect(await kinds(coordinator)).toContain('join-request')
})

it('a request to join waits for the coordinator, whether or not anybody could tell, and for nobody else', async () => {
  await writesOnce(scene, coordinator)
  const group = await ask()
  expect(await open(coordinator)).toContainEqual(
    expect.objectContaining({
      kind: 'join-request',
      title: 'Darf Lene Vorlage mitmachen?',
      page: `groups/${group}`,
    }),
  )
  // The coordinator can be reached: the office is not bothered.
  expect(await kinds(office)).not.toContain('join-request')
  expect(await kinds(asker)).not.toContain('join-request')
  // Two weeks later the notice is no more; the request is.
  await scene.test.database.sql('delete from notice')
  expect(await kinds(coordinator)).toContain('join-request')
  const { words } = await scene.act(coordinator, 'inbox.show', {}, { where: chatOf(scene, coordinator) })
  expect(words).toContain('Darf Lene Vorlage mitmachen?')
})

it('its card in “offen” answers it, and then it waits no more', async () => {
  await ask()
  const where = chatOf(scene, coordinator)
  const { card } = await scene.act(coordinator, 'inbox.show', {}, { where })
  const request = JSON.stringify(card).match(/"request":"([^"]+)"/)?.[1]
  const asked = await scene.act(coordinator, 'group.join-request', { request }, { where })
  expect(asked.words).toContain('Aufnehmen')
  await scene.act(coordinator, 'group.answer-join', { request, accept: true }, { where })
  expect(await kinds(coordinator)).not.toContain('join-request')
  const stranger = await scene.act(asker, 'group.join-request', { request }, { where: chatOf(scene, asker) })
  expect(stranger.words).toContain('regelt hier die Koordination')
})

it('where no coordinator can be reached, the office is asked, too, and answers', async () => {
  await writesOnce(scene, office)
  await ask()
  expect(await kinds(office)).toContain('join-request')
  await round(scene.test, 'inbox:tell')
  const told = () => messagesSaying(scene, 'Darf Lene Vorlage mitmachen?', chatOf(scene, office).id)
  await until(() => told().length === 1, 5_000)
})

it('polls stand there with their end, the next one first', async () => {
  await openPoll(scene.test, { question: 'Später?', date: '2026-12-10' })
  await openPoll(scene.test, { question: 'Bald?', date: '2026-11-25' })
  const titles = (await scene.test.api(voters[0], 'inbox.show')).body.open.map(
    ({ title }: { title: string }) => title,
  )
  expect(titles.indexOf('Bald?')).toBeLessThan(titles.indexOf('Später?'))
  expect(titles).toContain('Bald?')
})
