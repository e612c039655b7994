/** The network's lists of topics and regions, and what an organisation proposes: never by whom, and not too early. */
import { randomUUID } from 'node:crypto'
import type { TopicListView } from '../../bot/needs/view'
import { coordinator, outsider } from '../support/polls'
import { addTopic, demandOf, endRound, office, openRound, organisationId, putAnswer } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeEach(async () => {
  test = await startTestService()
  await test.database.sql('delete from notice')
})
afterEach(() => test.stop())

const list = async (who: string, search = ''): Promise<TopicListView> =>
  (await test.api(who, 'topic.list', { query: { search } })).body
const act = (route: string, body: object, who = office) => test.api(who, route, { body })

/** @returns the proposal of the organisation, on which a need of its own stands */
async function proposed(round: string, by: string, name = 'Drohnen im Lager'): Promise<string> {
  const id = randomUUID()
  await test.database.sql(
    `insert into topic (id, network_id, name, state, proposed_by, made_at)
     select $1, network_id, $2, 'proposed', id, $4 from organisation where name = $3`,
    [id, name, by, test.clock.now()],
  )
  await putAnswer(test, round, by, [{ topic: id, heads: 4 }])
  return id
}

it('finds topics by a part of the name, however it is written', async () => {
  await addTopic(test, 'Künstliche Intelligenz im Büro')
  expect((await list(outsider, 'KÜNSTLICHE')).topics.map(({ name }) => name)).toEqual([
    'Künstliche Intelligenz im Büro',
  ])
  expect((await list(outsider, 'Raumfahrt der Zukunft')).topics).toEqual([])
})

it('has each name once, and leaves what stays when one is renamed or removed', async () => {
  const topic = await addTopic(test, 'Robotik')
  const twice = await act('topic.add', { name: 'robotik' })
  expect([twice.status, twice.body.refusal.code]).toEqual([409, 'needs:topic-taken'])
  await act('topic.rename', { topic, name: 'Robotik und Greifer' })
  expect((await list(outsider, 'Greifer')).topics[0]?.id).toBe(topic)
  await act('topic.remove', { topic })
  expect((await list(outsider, 'Greifer')).topics).toEqual([])
  expect((await act('topic.rename', { topic, name: 'X' })).body.refusal.code).toBe('needs:unknown-topic')
})

it('a proposal is its own organisation’s alone, until k families have answered since', async () => {
  const round = await openRound(test)
  await putAnswer(test, round.id, 'IHK Braunschweig')
  test.clock.set('2026-11-24T09:00:00+01:00')
  const topic = await proposed(round.id, 'Elektrohandwerk, Helmstedt')
  const seen = async () => (await list(office)).proposals.map(({ id }) => id)
  expect((await list(outsider)).topics.find(({ id }) => id === topic)?.state).toBe('proposed')
  expect((await list('Bernd Muster')).topics.map(({ id }) => id)).not.toContain(topic)
  expect(await seen()).toEqual([])
  expect((await act('topic.accept', { topic })).body.refusal.code).toBe('needs:unknown-topic')
  await putAnswer(test, round.id, 'TU Braunschweig')
  expect(await seen()).toEqual([])
  await putAnswer(test, round.id, 'Feinoptik, Goslar')
  expect(await seen()).toEqual([topic])
  const shown = JSON.stringify(await list(coordinator))
  expect(shown).not.toContain(await organisationId(test, 'Elektrohandwerk, Helmstedt'))
  expect((await list('Bernd Muster')).proposals).toEqual([])
})

it('families count once there, too', async () => {
  const round = await openRound(test)
  await proposed(round.id, 'Elektrohandwerk, Helmstedt')
  for (const one of ['Volkswagen', 'Volkswagen Group Academy']) await putAnswer(test, round.id, one)
  expect((await list(office)).proposals).toEqual([])
})

it('accepted it counts as itself, merged as the other, and left alone nowhere', async () => {
  const round = await openRound(test)
  const listed = await addTopic(test, 'Logistik 4.0')
  const [accepted, merged, left] = [
    await proposed(round.id, 'Elektrohandwerk, Helmstedt', 'Drohnen'),
    await proposed(round.id, 'Pflegedienst, Peine', 'Lagerlogistik'),
    await proposed(round.id, 'Feinoptik, Goslar', 'Lasern'),
  ]
  await putAnswer(
    test,
    round.id,
    'IHK Braunschweig',
    [accepted, merged, left].map((topic) => ({ topic, heads: 9 })),
  )
  await putAnswer(
    test,
    round.id,
    'TU Braunschweig',
    [accepted, listed, left].map((topic) => ({ topic, heads: 8 })),
  )
  await putAnswer(test, round.id, 'Bahntechnik, Salzgitter', [{ topic: listed, heads: 8 }])
  expect((await act('topic.accept', { topic: accepted, name: 'Drohnen im Betrieb' })).status).toBe(200)
  expect((await act('topic.merge', { topic: merged, into: listed })).status).toBe(200)
  expect((await act('topic.merge', { topic: left, into: left })).status).toBe(404)
  await endRound(test)
  const { topics } = await demandOf(test, office, round.id)
  const shown = topics.filter(({ figure }) => figure).map(({ name, figure }) => [name, figure?.heads])
  expect(shown.sort()).toEqual([
    ['Drohnen im Betrieb', 21],
    ['Logistik 4.0', 29],
  ])
})

it('has ten regions at the most', async () => {
  await test.database.sql('delete from region')
  for (let i = 1; i <= 10; i += 1) expect((await act('region.add', { name: `Region ${i}` })).status).toBe(200)
  const more = await act('region.add', { name: 'Region 11' })
  expect([more.status, more.body.refusal.code]).toEqual([409, 'needs:too-many-regions'])
  const [first] = (await list(outsider)).regions
  expect((await act('region.rename', { region: first?.id, name: 'REGION 2' })).body.refusal.code).toBe(
    'needs:region-taken',
  )
  await act('region.remove', { region: first?.id })
  expect((await act('region.add', { name: 'Region 11' })).status).toBe(200)
})
