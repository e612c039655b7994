/** N1 One answer of an organisation, amended by its people together; P2 one act once; P3 until the deadline. */
import { randomIds } from '../../bot/ids'
import {
  act,
  anke,
  answerFor,
  closeRounds,
  colleague,
  countsOf,
  ella,
  frida,
  kaan,
  linesOf,
  roundIn,
  save,
  topicOf,
} from '../support/answers'
import { groupId } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
let ki: string
let welding: string
let round: string

beforeAll(async () => {
  test = await startTestService()
  ki = await topicOf(test, 'KI im Büro')
  welding = await topicOf(test, 'Schweißen WIG')
})
afterAll(() => test.stop())
beforeEach(async () => {
  round = await roundIn(test)
})
afterEach(() => closeRounds(test))

const needOf = async (who: string, at = 0) => (await answerFor(test, who, round)).needs[at]

it('N1 colleagues see and amend one answer, and who changed what is kept', async () => {
  const saved = await save(test, anke, round, { topic: ki, heads: 12, format: 'online', note: 'Vormittags' })
  expect(saved.status).toBe(200)
  expect(linesOf(saved.body)).toEqual(['KI im Büro 12'])
  await save(test, colleague, round, { topic: welding, heads: '3' })
  const need = (await needOf(colleague))?.id
  await save(test, colleague, round, { need, topic: ki, heads: 14 })
  const shared = await answerFor(test, anke, round)
  expect(linesOf(shared)).toEqual(['KI im Büro 14', 'Schweißen WIG 3'])
  expect(shared.history.map(({ who, what, topic, heads }) => [who, what, topic, heads])).toEqual([
    [anke, 'added', 'KI im Büro', 12],
    [colleague, 'added', 'Schweißen WIG', 3],
    [colleague, 'changed', 'KI im Büro', 14],
  ])
  expect(await countsOf(test, round)).toEqual({ answered: 1, rows: 1 })
})

it('N1 two colleagues at once lose nothing of each other, and the round counts them once', async () => {
  const all = Array.from({ length: 20 }, (_, i) =>
    save(test, i % 2 === 0 ? anke : colleague, round, { topic: ki, heads: i + 1 }),
  )
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 200))
  expect((await answerFor(test, anke, round)).needs.map(({ heads }) => heads).sort((a, b) => a - b)).toEqual(
    all.map((_, i) => i + 1),
  )
  expect(await countsOf(test, round)).toEqual({ answered: 1, rows: 1 })
})

it('P2 the same form sent twice is one need; sent again with other figures it is that need', async () => {
  const nonce = randomIds.nonce()
  const typed = { nonce, topic: ki, heads: 5 }
  await Promise.all([1, 2, 3].map(() => save(test, frida, round, typed)))
  expect(linesOf(await answerFor(test, frida, round))).toEqual(['KI im Büro 5'])
  await save(test, frida, round, { ...typed, heads: 6 })
  expect(linesOf(await answerFor(test, frida, round))).toEqual(['KI im Büro 6'])
  // A late copy of the first act.
  expect((await save(test, frida, round, typed)).status).toBe(200)
  expect(linesOf(await answerFor(test, frida, round))).toEqual(['KI im Büro 6'])
  expect((await answerFor(test, frida, round)).history).toHaveLength(2)
})

it('P2 a late copy of an act brings back neither a removed need nor a withdrawn answer', async () => {
  const typed = { nonce: randomIds.nonce(), topic: ki, heads: 5 }
  await save(test, frida, round, typed)
  await act(test, frida, 'remove', round, { need: (await needOf(frida))?.id })
  await save(test, frida, round, typed)
  expect(await answerFor(test, frida, round)).toMatchObject({ answered: true, needs: [] })
  await act(test, frida, 'withdraw', round)
  await save(test, frida, round, typed)
  expect(await answerFor(test, frida, round)).toMatchObject({ answered: false, needs: [] })
  expect(await countsOf(test, round)).toEqual({ answered: 0, rows: 0 })
})

it('says in one tap that nothing is needed, and takes it back', async () => {
  const none = await act(test, ella, 'none', round)
  expect(none.body).toMatchObject({ answered: true, needs: [] })
  expect(await countsOf(test, round)).toEqual({ answered: 1, rows: 1 })
  await act(test, ella, 'withdraw', round)
  expect(await countsOf(test, round)).toEqual({ answered: 0, rows: 0 })
  expect((await answerFor(test, ella, round)).history.map(({ what }) => what)).toEqual(['none', 'withdrawn'])
  await save(test, ella, round, { topic: ki, heads: 1 })
  expect(codeOf(await act(test, ella, 'none', round))).toBe('needs:none-beside-needs')
})

it('counts right, whatever happens at once', async () => {
  const people = [
    anke,
    colleague,
    frida,
    ella,
    'Bernd Muster',
    'Clara Vorbild',
    'Lene Vorlage',
    'Petra Dummy',
  ]
  const turn = (who: string, i: number) =>
    i % 3 === 2
      ? act(test, who, 'withdraw', round)
      : i % 3 === 1
        ? act(test, who, 'none', round)
        : save(test, who, round, { topic: ki, heads: i + 1 })
  for (let i = 0; i < 4; i += 1)
    await Promise.all(people.flatMap((who, at) => [turn(who, i + at), turn(who, i + at + 1)]))
  const counts = await countsOf(test, round)
  expect(counts?.answered).toBe(counts?.rows)
})

it('P3 what arrived before the deadline counts; afterwards it is refused with the closing time', async () => {
  const before = test.clock.now()
  test.clock.set('2026-11-30T11:59:59.999+01:00')
  expect((await save(test, frida, round, { topic: ki, heads: 5 })).status).toBe(200)
  test.clock.set('2026-11-30T12:00:00+01:00')
  expect(codeOf(await save(test, frida, round, { topic: ki, heads: 6 }))).toBe('needs:closed-with-answer')
  expect(codeOf(await act(test, frida, 'withdraw', round))).toBe('needs:closed-with-answer')
  expect(codeOf(await act(test, ella, 'none', round))).toBe('needs:closed')
  await closeRounds(test)
  const late = await save(test, ella, round, { topic: ki, heads: 6 })
  expect(codeOf(late)).toBe('needs:closed')
  expect(late.body.refusal.why).toMatch(/30\. Nov\., 12:00/)
  expect(linesOf(await answerFor(test, frida, round))).toEqual(['KI im Büro 5'])
  test.clock.set(before.toISOString())
})

it('a need that a colleague has removed is refused, and what was typed can be saved as a new one', async () => {
  await save(test, anke, round, { topic: ki, heads: 5 })
  const need = (await needOf(anke))?.id
  await act(test, colleague, 'remove', round, { need })
  const typed = { need, topic: ki, heads: 7, note: 'bleibt' }
  expect(codeOf(await save(test, anke, round, typed))).toBe('needs:need-gone')
  const card = await test.api(anke, 'need.save', {
    body: { round, nonce: randomIds.nonce(), ...typed },
    asCard: true,
  })
  const data = card.body.actions.find(({ verb }: { verb: string }) => verb === 'need.save').data
  expect(data).toMatchObject({ note: 'bleibt', round })
  expect(data.need).toBeUndefined()
})

describe('a topic that is not on the list', () => {
  it('is proposed in the same act, and usable by that organisation alone', async () => {
    await save(test, anke, round, { topicName: 'Quantenrechnen', heads: 2 })
    const need = await needOf(colleague)
    expect(need?.topic).toMatchObject({ name: 'Quantenrechnen', state: 'proposed' })
    await save(test, colleague, round, { topic: need?.topic.id, heads: 3 })
    await save(test, colleague, round, { topicName: 'quantenrechnen ', heads: 4 })
    expect(linesOf(await answerFor(test, anke, round))).toEqual([4, 3, 2].map((n) => `Quantenrechnen ${n}`))
    expect(codeOf(await save(test, frida, round, { topic: need?.topic.id, heads: 3 }))).toBe(
      'needs:topic-gone',
    )
    const others = await test.api(frida, 'need.show', { query: { round } })
    expect(JSON.stringify(others.body)).not.toContain('Quantenrechnen')
  })

  it('is the listed one where the name says so, however it is written', async () => {
    await save(test, frida, round, { topicName: ' ki  IM büro', heads: 2 })
    expect((await needOf(frida))?.topic).toEqual({ id: ki, name: 'KI im Büro', state: 'listed' })
  })

  it('leaves nothing behind when the need is refused', async () => {
    const nowhere = '00000000-0000-4000-8000-00000000dead'
    const typed = { topicName: 'Nie dagewesen', heads: 2, region: nowhere }
    expect(codeOf(await save(test, frida, round, typed))).toBe('needs:region-gone')
    expect(await test.database.sql(`select from topic where name = 'Nie dagewesen'`)).toEqual([])
    expect(await countsOf(test, round)).toEqual({ answered: 0, rows: 0 })
  })
})

it('takes 60 needs and refuses the next', async () => {
  for (let i = 0; i < 60; i += 1) await save(test, frida, round, { topic: ki, heads: i + 1 })
  expect(codeOf(await save(test, frida, round, { topic: ki, heads: 1 }))).toBe('needs:too-many')
  expect((await answerFor(test, frida, round)).needs).toHaveLength(60)
})

it('same as last time copies the latest closed answer of the same scope, in one tap', async () => {
  await save(test, frida, round, {
    topic: ki,
    heads: 8,
    from: '2026-4',
    to: '2026-4',
    level: 'basic',
    note: 'n',
  })
  await save(test, frida, round, { topic: welding, heads: 2, visible: false })
  await closeRounds(test)
  const again = await roundIn(test)
  expect(await answerFor(test, frida, again)).toMatchObject({ maySame: true, needs: [] })
  expect(await answerFor(test, 'Gero Modell', again)).toMatchObject({ maySame: false })
  const nonce = randomIds.nonce()
  await Promise.all([1, 2].map(() => act(test, frida, 'same', again, { nonce })))
  const answer = await answerFor(test, frida, again)
  expect(linesOf(answer)).toEqual(['KI im Büro 8', 'Schweißen WIG 2'])
  expect(answer.needs[0]).toMatchObject({ parts: { level: 'basic' }, note: 'n', from: '2026-4' })
  expect(answer.history.map(({ what }) => what)).toEqual(['same'])
  expect(codeOf(await act(test, frida, 'same', again))).toBe('needs:same-beside-needs')
  expect(codeOf(await act(test, 'Gero Modell', 'same', again))).toBe('needs:nothing-before')
  expect(await countsOf(test, again)).toEqual({ answered: 1, rows: 1 })
})

it('P1 in a group, whoever observes there reads the answer and gives none; who is not asked does neither', async () => {
  const group = await groupId(test)
  const ofGroup = await roundIn(test, group)
  expect(codeOf(await act(test, kaan, 'none', ofGroup))).toBe('needs:not-asked')
  await test.database.sql(
    `insert into round_organisation select $1, o.id, o.network_id from organisation o where o.name = 'Volkshochschule, Region'`,
    [ofGroup],
  )
  expect(codeOf(await act(test, kaan, 'none', ofGroup))).toBe('needs:only-observes')
  expect((await answerFor(test, kaan, ofGroup)).round.mine).toMatchObject({ mayAnswer: false })
  expect(codeOf(await act(test, 'Petra Dummy', 'none', ofGroup))).toBe('needs:not-asked')
})
