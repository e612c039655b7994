/** What rounds keep of people: for how long, who reads it, and what becomes of it with the person. */
import { countRows, memberId, tidy } from '../support/kept'
import { addTopic, alone, demandOf, endRound, office, openRound, putAnswer } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

const day = 86_400_000
const who = 'Ole Gedankenspiel'
let test: TestService
beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

async function closed(): Promise<string> {
  const round = await openRound(test)
  const topic = await addTopic(test, 'KI im Büro')
  for (const name of alone.slice(0, 4)) await putAnswer(test, round.id, name, [{ topic, heads: 10 }])
  await putAnswer(test, round.id, alone[4], [{ topic, heads: 10 }], who)
  return round.id
}

it('who entered what is forgotten in time; the answers and their figures stay', async () => {
  const round = await closed()
  await endRound(test)
  const before = await demandOf(test, office, round)
  const changes = () => countRows(test, 'answer_change where round_id = $1', [round])
  await tidy(test)
  expect(await changes()).toBe(1)
  test.clock.advance(366 * day)
  await tidy(test)
  expect([await changes(), await countRows(test, 'need where round_id = $1', [round])]).toEqual([0, 5])
  expect(await demandOf(test, office, round)).toEqual(before)
})

it('of somebody who is erased the answer of the organisation stays, and counts', async () => {
  const round = await closed()
  await test.api(office, 'data.erase', { body: { member: await memberId(test, who), sure: true } })
  await endRound(test)
  expect((await demandOf(test, office, round)).topics[0]?.figure?.heads).toBe(50)
})

it('nobody else reads in somebody’s export what was entered, nor while it runs that something was', async () => {
  await closed()
  const changes = async (by: string) => {
    const answer = await test.api(by, 'data.export', { body: { member: await memberId(test, who) } })
    return JSON.parse(answer.body.file).kept.rounds.change
  }
  expect(await changes(who)).toEqual([expect.objectContaining({ what: 'added', quarter: '2026-4' })])
  expect(await changes(office)).toEqual([])
  await endRound(test)
  expect(Object.keys((await changes(office))[0])).toEqual(['id', 'quarter'])
})
