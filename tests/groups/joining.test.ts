/** Joining and leaving through the real doors: open groups at once, others after the coordinator's yes on a card. */
import { groupId } from '../support/polls'
import { chatOf, messagesSaying, type ReachScene, round, startReachScene, writesOnce } from '../support/reach'
import { demoTeamsPerson, wordsOf } from '../support/teams-scene'
import { until } from '../support/until'

const asker = 'Lene Vorlage'
const coordinator = 'Bernd Muster'
const office = 'Anke Beispiel'
const name = 'AK KMU-Netzwerk'

let scene: ReachScene
let group: string
beforeEach(async () => {
  scene = await startReachScene()
  group = await groupId(scene.test, name)
})
afterEach(() => scene.stop())

const api = (who: string, route: string, body: object) => scene.test.api(who, route, { body })
const shown = async (who: string) => (await scene.test.api(who, 'group.show', { query: { group } })).body
const openIt = () =>
  api(office, 'group.change', { group, name, topic: 'Weiterbildung', mandate: 'Alles', open: true })

it('one joins an open group at once, sees its people from then on, and leaves it again', async () => {
  await openIt()
  expect((await shown(asker)).role).toBeNull()
  const joined = await scene.act(asker, 'group.join', { group })
  expect(joined.words).toContain(`Sie sind jetzt dabei: ${name}.`)
  expect(await shown(asker)).toMatchObject({ role: 'member', topic: 'Weiterbildung', mandate: 'Alles' })
  expect((await scene.act(asker, 'group.join', { group })).words).toContain('Sie sind schon dabei')
  expect((await scene.act(asker, 'group.leave-form', { group })).words).toContain(
    'laufende Umfragen können Sie noch beantworten.\nSie können jederzeit wieder mitmachen.',
  )
  expect((await scene.act(asker, 'group.leave', { group })).words).toContain('Sie sind nicht mehr dabei')
  expect((await scene.act(asker, 'group.leave', { group })).words).toContain('Sie waren nicht dabei')
  expect((await shown(asker)).role).toBeNull()
})

it('a request that is taken back is answered as that, not as leaving', async () => {
  await scene.act(asker, 'group.join', { group })
  const { words } = await scene.act(asker, 'group.leave', { group })
  expect(words).toContain(`Zurückgenommen: Ihre Anfrage an ${name}.`)
  expect((await scene.act(coordinator, 'group.leave-form', { group })).words).toContain(
    'jederzeit wieder anfragen',
  )
})

it('into another group the coordinator lets one, on a card in the personal chat, which then shows the answer', async () => {
  await writesOnce(scene, coordinator, asker)
  expect((await scene.act(asker, 'group.join', { group })).words).toContain(
    'Die Koordination antwortet Ihnen',
  )
  expect((await scene.act(asker, 'group.join', { group })).words).toContain('liegt schon vor')
  expect(await shown(asker)).toMatchObject({ role: null, asked: true })
  await round(scene.test, 'inbox:tell')
  const asked = () => messagesSaying(scene, 'Darf Lene Vorlage mitmachen?', chatOf(scene, coordinator).id)
  await until(() => asked().length === 1, 5_000)
  const { request } = JSON.parse(
    JSON.stringify(asked()[0]).match(/"data":(\{"request":[^}]*\})/)?.[1] ?? '{}',
  )
  const where = chatOf(scene, coordinator)
  const answered = await scene.act(
    demoTeamsPerson(coordinator),
    'group.answer-join',
    { request, accept: true },
    { where },
  )
  expect(answered.words).toContain('Aufgenommen.')
  expect((await shown(asker)).role).toBe('member')
  await round(scene.test, 'inbox:tell')
  await until(
    () => messagesSaying(scene, `Sie sind dabei: ${name}`, chatOf(scene, asker).id).length === 1,
    5_000,
  )
  // The card that stands in the coordinator's chat no longer asks.
  await until(
    () => asked().length === 1 && JSON.stringify(asked()[0]?.activity).includes('Aufgenommen.'),
    5_000,
  )
  expect(JSON.stringify(asked()[0]?.activity)).not.toContain('group.answer-join')
})

describe('a request', () => {
  const ask = async () => {
    await api(asker, 'group.join', { group })
    return (await shown(coordinator)).requests[0].id as string
  }

  it('is answered once: the other answer comes too late, the same one changes nothing', async () => {
    const request = await ask()
    const answers = await Promise.all(
      [true, false, true, false].map((accept) => api(coordinator, 'group.answer-join', { request, accept })),
    )
    const done = answers.filter(({ status }) => status === 200)
    expect(done).toHaveLength(2)
    for (const { body } of answers.filter(({ status }) => status !== 200))
      expect(body.refusal.code).toBe('groups:request-answered')
    const accepted = done[0]?.body.view.accepted
    expect((await shown(asker)).role).toBe(accepted ? 'member' : null)
  })

  it('is answered by the coordinator of that group or the office, and by nobody else', async () => {
    const request = await ask()
    for (const who of [asker, 'Deniz Entwurf', 'Petra Dummy']) {
      const { status, body } = await api(who, 'group.answer-join', { request, accept: true })
      expect([who, status, body.refusal.code]).toEqual([who, 403, 'groups:lacks-keep-members'])
    }
    expect((await api(office, 'group.answer-join', { request, accept: false })).status).toBe(200)
    expect((await shown(asker)).role).toBeNull()
  })

  it('can be taken back, and then there is nothing to answer', async () => {
    const request = await ask()
    expect((await api(asker, 'group.leave', { group })).status).toBe(200)
    expect((await api(coordinator, 'group.answer-join', { request, accept: true })).body.refusal.code).toBe(
      'groups:unknown-request',
    )
    expect((await shown(coordinator)).requests).toEqual([])
  })

  it('of somebody who leaves the network meanwhile lets nobody in', async () => {
    const request = await ask()
    const { people } = (await scene.test.api(office, 'member.list', { query: { search: asker } })).body
    expect((await api(office, 'member.remove', { member: people[0].id })).status).toBe(200)
    expect((await api(coordinator, 'group.answer-join', { request, accept: true })).body.refusal.code).toBe(
      'groups:unknown-request',
    )
  })
})

it('nobody joins the committee: one comes into it by a seat', async () => {
  const committee = await groupId(scene.test, 'Steuerkreis')
  expect((await api(asker, 'group.join', { group: committee })).body.refusal.code).toBe(
    'groups:committee-by-seat',
  )
})

it('the last coordinator cannot leave, nor be made a member, nor be taken out', async () => {
  const { organisations } = await shown(coordinator)
  const bernd = organisations
    .flatMap((one: { members: { id: string; name: string }[] }) => one.members)
    .find((one: { name: string }) => one.name === coordinator)
  const tries = await Promise.all([
    api(coordinator, 'group.leave', { group }),
    api(office, 'group.set-role', { group, member: bernd.id, role: 'member' }),
    api(office, 'group.remove-member', { group, member: bernd.id }),
    api(office, 'member.remove', { member: bernd.id }),
  ])
  for (const { body } of tries) expect(body.refusal.code).toBe('groups:last-coordinator')
  expect((await shown(coordinator)).role).toBe('coordinator')
})

it('who is in a group is for those who are in it: others see who coordinates', async () => {
  const inside = wordsOf(await shown('Petra Dummy')) + JSON.stringify(await shown('Petra Dummy'))
  expect(inside).toContain('Sami Rollenspiel')
  const outside = await shown(asker)
  expect(JSON.stringify(outside)).not.toContain('Sami Rollenspiel')
  expect(JSON.stringify(outside)).toContain(coordinator)
  expect([outside.channels, outside.requests]).toEqual([[], null])
})

it('`gruppen` answers with the groups and the way into each; in a channel only to who presses the button', async () => {
  await scene.say(asker, 'gruppen', chatOf(scene, asker))
  await until(() => messagesSaying(scene, 'Arbeitskreise', chatOf(scene, asker).id).length > 0, 5_000)
  const [card] = messagesSaying(scene, 'Arbeitskreise', chatOf(scene, asker).id)
  expect(JSON.stringify(card)).toContain(name)
  expect(JSON.stringify(card)).toContain('"verb":"group.join"')
})
