/** Rounds close by themselves, once, and only then is there any figure (P3, P6, P7). */
import { closeDueRounds } from '../../bot/needs/use-cases/close-round'
import { groupId, observer, outsider } from '../support/polls'
import {
  addTopic,
  afterDeadline,
  alone,
  deadline,
  demandFor,
  demandOf,
  endRound,
  office,
  openRound,
  organisationId,
  putAnswer,
  roundPage,
} from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeEach(async () => {
  test = await startTestService()
  await test.database.sql('delete from notice')
})
afterEach(() => test.stop())

const world = () => test.service.desk.world

/** Four organisations need the topic. */
async function answered(round: string, heads: readonly number[] = [12, 9, 8, 7], topic?: string) {
  const id = topic ?? (await addTopic(test, 'KI im Büro'))
  for (const [i, count] of heads.entries())
    await putAnswer(test, round, alone[i] ?? '', [{ topic: id, heads: count, parts: { level: 'basic' } }])
  return id
}

it('P3: closes at the deadline and not before, with the two seconds for what is still on its way', async () => {
  const round = await openRound(test)
  test.clock.set(deadline)
  expect(await closeDueRounds(world())).toBe(0)
  expect((await roundPage(test, office, round.id)).round).toMatchObject({ over: true, state: 'open' })
  test.clock.set('2026-11-30T12:00:01+01:00')
  expect(await closeDueRounds(world())).toBe(0)
  test.clock.set(afterDeadline)
  // The round of the calendar may just have come by.
  expect(await closeDueRounds(world())).toBeLessThanOrEqual(1)
  const page = await roundPage(test, office, round.id)
  expect(page.round).toMatchObject({ state: 'closed', closedAt: new Date(deadline).toISOString() })
  expect(page.trace.map(({ what }) => what)).toEqual(['opened', 'closed'])
})

it('P3: two processes at once close it once', async () => {
  const round = await openRound(test)
  await answered(round.id)
  const other = await startTestService({ database: test.database })
  test.clock.set(afterDeadline)
  other.clock.set(afterDeadline)
  try {
    const closed = await Promise.all(
      Array.from({ length: 6 }, (_, i) => closeDueRounds(i % 2 ? world() : other.service.desk.world)),
    )
    expect(closed.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(1)
  } finally {
    await other.stop()
  }
  expect((await roundPage(test, office, round.id)).trace.filter(({ what }) => what === 'closed').length).toBe(
    1,
  )
})

it('P6, P7: nobody reads any figure before it has closed, not even who runs it', async () => {
  const round = await openRound(test)
  const topic = await answered(round.id)
  for (const who of [office, outsider, observer, 'Bernd Muster']) {
    const answer = await demandFor(test, who, { round: round.id })
    expect([answer.status, answer.body.refusal.code]).toEqual([404, 'needs:unknown-round'])
    expect((await demandFor(test, who)).body.round?.id).not.toBe(round.id)
    const page = JSON.stringify(await roundPage(test, who, round.id))
    expect(page).not.toContain(topic)
  }
  await endRound(test)
  const demand = await demandOf(test, outsider, round.id)
  expect(demand.topics.find((one) => one.topic === topic)?.figure).toEqual({ heads: 36, asOf: null })
})

it('P7: a topic of too few looks like one that nobody has named', async () => {
  const round = await openRound(test)
  await answered(round.id)
  const [few, none] = [await addTopic(test, 'Schweißen'), await addTopic(test, 'Zoll')]
  await putAnswer(test, round.id, 'Bahntechnik, Salzgitter', [{ topic: few, heads: 40 }])
  await putAnswer(test, round.id, 'Feinoptik, Goslar', [{ topic: few, heads: 30 }])
  await endRound(test)
  const { topics } = await demandOf(test, office, round.id)
  const [one, other] = [few, none].map((id) => topics.find(({ topic }) => topic === id))
  expect({ ...one, topic: '', name: '' }).toEqual({ ...other, topic: '', name: '' })
  expect(one).toMatchObject({ name: 'Schweißen', figure: null })
})

it('P7: families count once, as they were when the round closed', async () => {
  const round = await openRound(test)
  const topic = await addTopic(test, 'Batterietechnik')
  for (const name of ['Volkswagen', 'Volkswagen Group Academy', 'Fahrzeugzulieferer, Wolfsburg'])
    await putAnswer(test, round.id, name, [{ topic, heads: 20 }])
  await endRound(test)
  await test.database.sql('update organisation set parent_id = null')
  const { topics } = await demandOf(test, office, round.id)
  expect(topics.find((one) => one.topic === topic)?.figure).toBe(null)
})

it('P7: what providers are not to know is hidden from them, and shown to the others', async () => {
  const round = await openRound(test)
  const topic = await answered(round.id)
  for (const name of alone.slice(4, 8))
    await putAnswer(test, round.id, name, [{ topic, heads: 10, visible: false }])
  await endRound(test)
  const seen = async (who: string) =>
    (await demandOf(test, who, round.id)).topics.find((one) => one.topic === topic)
  expect(await seen(office)).toMatchObject({ figure: { heads: 36 }, hidden: { heads: 40 } })
  expect(await seen('Gero Modell')).toMatchObject({ figure: { heads: 36 }, hidden: null })
})

it('P7: how many have answered is told in steps of five, to everybody and by nothing else', async () => {
  const round = await openRound(test)
  const seen: unknown[] = []
  for (const name of alone) {
    await putAnswer(test, round.id, name)
    const page = await roundPage(test, office, round.id)
    seen.push([page.round.participation.moreThan, page.round.revision])
  }
  expect(seen.map((one) => (one as number[])[0])).toEqual([0, 0, 0, 0, 0, 5, 5, 5])
  await endRound(test)
  expect((await demandOf(test, outsider, round.id)).round?.participation).toEqual({ moreThan: 5, of: 20 })
})

it('P7: who has not answered is told to who runs it alone, by name, and only while it runs', async () => {
  const group = await groupId(test)
  const round = await openRound(test, { scope: group })
  await putAnswer(test, round.id, 'Softwarehaus, Braunschweig')
  const page = await roundPage(test, office, round.id)
  expect(page.missing?.length).toBe(page.asked.length - 1)
  expect(page.missing?.map(({ name }) => name)).not.toContain('Softwarehaus, Braunschweig')
  for (const who of ['Bernd Muster', observer]) {
    const other = await roundPage(test, who, round.id)
    expect([other.missing, other.addable]).toEqual([null, null])
  }
  await endRound(test)
  expect((await roundPage(test, office, round.id)).missing).toBe(null)
})

it('P7: what was written is read by who runs it, by k families at least, by text and without organisation', async () => {
  const round = await openRound(test)
  const topic = await addTopic(test, 'KI im Büro')
  const notes = ['zweitens', 'erstens', 'drittens', '']
  for (const [i, note] of notes.entries())
    await putAnswer(test, round.id, alone[i] ?? '', [
      { topic, heads: 10, note, occupation: i < 2 ? 'Sachbearbeitung' : '' },
    ])
  await endRound(test)
  const { texts } = await demandOf(test, office, round.id)
  expect(texts).toEqual([
    { topic, name: 'KI im Büro', occupations: [], notes: ['drittens', 'erstens', 'zweitens'] },
  ])
  expect((await demandOf(test, outsider, round.id)).texts).toEqual([])
})

it('an organisation that has been dissolved before the end does not count, and is no longer asked', async () => {
  const round = await openRound(test)
  const topic = await answered(round.id, [12, 9, 8])
  await test.database.sql('update organisation set removed_at = now() where id = $1', [
    await organisationId(test, alone[2]),
  ])
  await endRound(test)
  const demand = await demandOf(test, office, round.id)
  expect(demand.topics.find((one) => one.topic === topic)?.figure).toBe(null)
  expect(demand.round?.participation.of).toBe(19)
})

it('a round stays as it was computed: whoever leaves or changes organisation later changes nothing', async () => {
  const round = await openRound(test)
  const topic = await answered(round.id)
  await endRound(test)
  const before = await demandOf(test, office, round.id)
  await test.database.sql(
    `update member set organisation_id = $1 where name in ('Nuria Szenario', 'Lene Vorlage', 'Malte Annahme')`,
    [await organisationId(test, 'Feinoptik, Goslar')],
  )
  await test.database.sql('update need set heads = 1')
  expect(await demandOf(test, office, round.id)).toEqual(before)
  expect(before.topics.find((one) => one.topic === topic)?.figure?.heads).toBe(36)
})

it('P7: a later round in which too few have changed shows the earlier figure, and says since when', async () => {
  const first = await openRound(test)
  const topic = await answered(first.id, [12, 9, 8, 7])
  await endRound(test)
  test.clock.set('2027-01-04T09:00:00+01:00')
  const second = await openRound(test, { date: '2027-01-18' })
  await answered(second.id, [13, 9, 8, 7], topic)
  await endRound(test, '2027-01-18T12:00:02+01:00')
  const demand = await demandOf(test, office, second.id)
  const shown = demand.topics.find((one) => one.topic === topic)
  expect(shown?.figure).toMatchObject({ heads: 36, asOf: { id: first.id, quarter: '2026-4' } })
  expect([shown?.earlier[0], demand.earlier[0]?.id]).toEqual([36, first.id])
})

it('E1: rounds, topics and demand of another network are not there', async () => {
  const round = await openRound(test)
  await test.database.sql(
    `insert into network (id, tenant_id, name, state, language, zone, created_at)
     values ('f0000000-0000-4000-8000-00000000000f', 'f0000000-0000-4000-8000-00000000000e', 'Fremd', 'DE-NI', 'de', 'Europe/Berlin', now())`,
  )
  await world().database.inNetwork('f0000000-0000-4000-8000-00000000000f', async (tx) => {
    const { loadRound } = await import('../../bot/needs/round-store')
    const { topicById } = await import('../../bot/needs/topic-store')
    const topic = await addTopic(test, 'Eigenes')
    expect([await loadRound(tx, round.id), await topicById(tx, topic)]).toEqual([undefined, undefined])
  })
})
