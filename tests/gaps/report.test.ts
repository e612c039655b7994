/** The gap report of a quarter: made once, on the first working day of the next, and read by each as the role allows (N5). */
import { makeDueReports } from '../../bot/gaps/use-cases/make-report'
import type { GapView } from '../../bot/gaps/view'
import { book, bookers, comeTo, makeOffer, provider, topicNamed } from '../support/offers'
import { oneLine, readPdf } from '../support/pdf-reading'
import { alone, demandOf as demandRead, endRound, openRound, putAnswer } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

/** Sits in the committee; belongs to a group alone; coordinates one. */
const [seat, plain, coordinator] = ['Clara Vorbild', 'Frida Skizze', 'Deniz Entwurf']

const firstWorkingDay = '2027-01-04T06:00:00+01:00'

const world = () => test.service.desk.world
const show = (who: string, query: Record<string, string> = {}) => test.api(who, 'gap.show', { query })

async function file(
  who: string,
  route: string,
): Promise<{ readonly status: number; readonly bytes: Buffer }> {
  const response = await fetch(`${test.url}/api/${route}`, {
    headers: { authorization: `Bearer ${await test.token(who)}` },
  })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** A round with four needs, and an offer of eight places in which five organisations book; three say that it helped. */
async function lived(): Promise<string> {
  const round = await openRound(test)
  const topic = await topicNamed(test)
  for (const [i, heads] of [12, 9, 8, 7].entries())
    await putAnswer(test, round.id, alone[i] ?? '', [{ topic, heads }])
  const days = { from: '2026-12-14', to: '2026-12-15', 'book-date': '2026-12-10', maximum: '12' }
  const offer = await makeOffer(test, days)
  for (const who of bookers) await book(test, who, offer.id, 2)
  await endRound(test)
  await comeTo(test, '2026-12-16T00:00:03+01:00')
  for (const [i, who] of bookers.entries())
    await test.api(who, 'offer.say-met', { body: { offer: offer.id, met: i < 4 ? 'yes' : 'no' } })
  return round.id
}

it('is made on the first working day and not before, once, whoever looks at once', async () => {
  await lived()
  await test.database.sql(`update channel set service_url = 'https://nowhere.invalid/'
    from working_group g where g.id = channel.group_id and g.kind = 'committee'`)
  test.clock.set('2027-01-03T18:00:00+01:00')
  expect(await makeDueReports(world())).toBe(0)
  test.clock.set(firstWorkingDay)
  await Promise.all(Array.from({ length: 5 }, () => makeDueReports(world())))
  expect(await test.database.sql('select quarter from gap_report')).toEqual([{ quarter: '2026-4' }])
  const posts = await test.database.sql(`select g.kind from post p join working_group g on g.id = p.group_id
    where p.matter_kind = 'gap-report'`)
  expect(posts).toEqual([{ kind: 'committee' }])
})

it('its demand is that of the screen, its places those of the offers, and it does not change', async () => {
  const round = await lived()
  const demand = await demandRead(test, plain, round)
  test.clock.set(firstWorkingDay)
  await makeDueReports(world())
  const view: GapView = (await show(seat)).body
  expect(view.topics).toMatchObject([
    {
      name: 'KI im Büro',
      heads: demand.topics[0]?.figure?.heads,
      places: 12,
      gap: 24,
      demandShare: 1,
      offerShare: 1,
    },
  ])
  expect(view).toMatchObject({
    quarter: '2026-4',
    rounds: [{ id: round }],
    leastFamilies: 3,
    leastDistance: 15,
  })
  await test.database.sql(`update offer_feedback set met = 'no'`)
  expect((await show(seat)).body.topics).toEqual(view.topics)
})

it('P7: needs met are for those who steer, and one family that says otherwise hides them', async () => {
  await lived()
  await test.database.sql(`update offer_feedback set met = 'yes'`)
  test.clock.set(firstWorkingDay)
  await makeDueReports(world())
  for (const who of [seat, coordinator])
    expect([who, (await show(who)).body.topics[0].met]).toEqual([who, { yes: 10, partly: null, no: null }])
  const other: GapView = (await show(plain)).body
  expect([other.showsMet, other.topics[0]?.met]).toEqual([false, null])
})

it('P7: four of five families say yes: neither figure is shown, for the one could be told', async () => {
  await lived()
  test.clock.set(firstWorkingDay)
  await makeDueReports(world())
  expect((await show(seat)).body.topics[0].met).toBeNull()
})

it('a quarter that runs has a preview without needs met, one without a report is refused in words', async () => {
  await lived()
  expect((await show(seat)).body).toMatchObject({ quarter: '2026-4', madeAt: null, showsMet: false })
  const refused = await show(seat, { quarter: '2020-1' })
  expect([refused.status, refused.body.refusal.code]).toEqual([404, 'gaps:no-report'])
  expect((await test.api(seat, 'gap.list')).body).toEqual({ running: '2026-4', reports: [] })
})

it('prints report and demand; a member’s copy says nothing of needs met', async () => {
  await lived()
  await test.database.sql(`update offer_feedback set met = 'yes'`)
  test.clock.set(firstWorkingDay)
  await makeDueReports(world())
  const [steers, reads] = [await file(seat, 'gap.pdf'), await file(plain, 'gap.pdf')]
  const [one, other] = [oneLine(readPdf(steers.bytes)), oneLine(readPdf(reads.bytes))]
  for (const part of ['Bedarf und Angebot im Quartal 4/2026', 'KI im Büro', 'Bedarfsrunde 4/2026'])
    expect([part, one.includes(part)]).toEqual([part, true])
  expect(one).toContain('ja 10')
  // She reads English.
  expect([other.includes('Demand and offer in quarter 4/2026'), other.includes('yes 10')]).toEqual([
    true,
    false,
  ])
}, 60_000)

it('files of demand hold what the screen shows; providers get nothing of what is hidden from them', async () => {
  const round = await openRound(test)
  const topic = await topicNamed(test)
  for (const [i, heads] of [12, 9, 8, 7].entries())
    await putAnswer(test, round.id, alone[i] ?? '', [
      { topic, heads },
      { topic, heads: 100 + i, visible: false },
    ])
  expect((await file(plain, 'demand.xlsx')).status).toBe(404)
  await endRound(test)
  const csv = async (who: string) => (await file(who, 'demand.csv')).bytes.toString('utf8')
  const [company, trainer] = [await csv(plain), await csv(provider)]
  expect([company.includes('36'), company.includes('406')]).toEqual([true, true])
  expect([trainer.includes('36'), trainer.includes('406'), trainer.includes('Nicht für Anbieter')]).toEqual([
    ...[true, false, false],
  ])
  const pdf = oneLine(readPdf((await file(provider, `demand.pdf?round=${round.id}`)).bytes))
  expect([pdf.includes('36'), pdf.includes('406')]).toEqual([true, false])
})

it('E1: a round of another network is no round here', async () => {
  const other = '5d0f6a3e-0000-4000-8000-000000000099'
  for (const as of ['xlsx', 'csv', 'pdf'])
    expect((await file(seat, `demand.${as}?round=${other}`)).status).toBe(404)
})
