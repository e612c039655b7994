/** A round that repeats opens its next one by itself, once, whatever process does it. */
import { repeatDueRounds } from '../../bot/needs/use-cases/repeat-round'
import type { RoundListView } from '../../bot/needs/view'
import { outsider } from '../support/polls'
import { endRound, office, openRound, putAnswer, roundPage } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeEach(async () => {
  test = await startTestService()
  await test.database.sql('delete from notice')
})
afterEach(() => test.stop())

const rounds = async (): Promise<RoundListView['rounds']> =>
  (await test.api(office, 'round.list')).body.rounds
const of = async (quarter: string) => (await rounds()).filter((one) => one.quarter === quarter && !one.group)

async function closedThatRepeats(repeats = true): Promise<string> {
  const round = await openRound(test, { repeats })
  await putAnswer(test, round.id, 'Pflegedienst, Peine')
  await endRound(test)
  return round.id
}

it('opens in the next quarter, over the end of the year, as long as before, and not a minute earlier', async () => {
  const id = await closedThatRepeats()
  const { follows } = await roundPage(test, outsider, id)
  expect(follows).toBe(null)
  test.clock.set('2027-02-20T12:00:00+01:00')
  await repeatDueRounds(test.service.desk.world)
  const soon = await of('2027-1')
  test.clock.set('2027-03-01T09:00:00+01:00')
  await repeatDueRounds(test.service.desk.world)
  const [next, ...more] = await of('2027-1')
  expect([soon.length, more.length]).toEqual([0, 0])
  const page = await roundPage(test, outsider, next?.id ?? '')
  expect(page.round).toMatchObject({ state: 'open', repeats: true, participation: { moreThan: 0, of: 20 } })
  expect([page.trace[0]?.what, page.trace[0]?.who, page.follows?.id]).toEqual(['repeated', '', id])
})

it('two processes at once open one', async () => {
  await closedThatRepeats()
  const other = await startTestService({ database: test.database })
  try {
    for (const one of [test, other]) one.clock.set('2027-03-01T09:00:00+01:00')
    const worlds = [test, other, test, other].map((one) => one.service.desk.world)
    await Promise.all(worlds.map((world) => repeatDueRounds(world)))
  } finally {
    await other.stop()
  }
  expect((await of('2027-1')).length).toBe(1)
})

it('opening by hand takes its place: nobody is asked twice in a quarter, and the new round says whether it repeats', async () => {
  const id = await closedThatRepeats()
  const form = await test.api(office, 'round.form', { query: { scope: 'network' } })
  expect(form.body.values.repeats).toBe('true')
  test.clock.set('2027-01-11T10:00:00+01:00')
  await openRound(test, { repeats: false, date: '2027-01-25' })
  const before = await roundPage(test, office, id)
  expect(before.round.repeats).toBe(false)
  expect(before.trace.map(({ what }) => what)).toContain('repeats-off')
  await endRound(test, '2027-01-25T12:00:02+01:00')
  test.clock.set('2027-03-01T09:00:00+01:00')
  await repeatDueRounds(test.service.desk.world)
  expect((await of('2027-1')).length).toBe(1)
})

it('is not opened once it has been switched off, nor when the network has ended', async () => {
  const id = await closedThatRepeats()
  const off = await test.api(office, 'round.set-repeats', { body: { round: id, repeats: false } })
  expect(off.body.repeats).toBe(false)
  test.clock.set('2027-03-01T09:00:00+01:00')
  await repeatDueRounds(test.service.desk.world)
  expect(await of('2027-1')).toEqual([])
  const on = await test.api(office, 'round.set-repeats', { body: { round: id, repeats: true } })
  expect(on.body.refusal.code).toBe('needs:repeats-late')
  await test.database.sql('update round set repeats = true where id = $1', [id])
  await test.api(office, 'round.set-rules', {
    body: { leastFamilies: 3, leastDistance: 15, runsUntil: '2026-12-31' },
  })
  await repeatDueRounds(test.service.desk.world)
  expect(await of('2027-1')).toEqual([])
})

it('whoever does not run it changes nothing of it', async () => {
  const round = await openRound(test)
  const answer = await test.api('Bernd Muster', 'round.set-repeats', {
    body: { round: round.id, repeats: true },
  })
  expect(answer.status).toBe(403)
})
