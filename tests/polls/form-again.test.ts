/** P2 for forms: sent twice it opens one poll; sent again with something else it is refused, never taken for the first. */
import { randomIds } from '../../bot/ids'
import { saysSame } from '../../bot/polls/opening'
import { type DemoTeams, demoTeams, textsOf } from '../support/demo-teams'
import { coordinator, groupId, openPoll, showPage, tryToOpen } from '../support/polls'
import { startTestService, type TestService } from '../support/service'
import { draft, opened } from './arbitraries'

let test: TestService
let teams: DemoTeams

beforeAll(async () => {
  test = await startTestService()
  teams = demoTeams(test)
})
afterAll(() => test.stop())

const polls = async () =>
  Number((await test.database.sql<{ n: string }>('select count(*) n from poll'))[0]?.n)

describe('P2 the same form with other content', () => {
  it.each([
    ['question', { question: 'Welches Thema gehen wir wirklich an?' }],
    ['answers', { answers: 'KI im Büro\nDatenschutz\nFührung in der Transformation' }],
    ['fewer answers', { answers: 'KI im Büro\nDatenschutz' }],
    ['more answers', { answers: 'KI im Büro\nDatenschutz\nFührung\nSchweißen' }],
    ['kind', { kind: 'several' }],
    ['day', { date: '2026-12-01' }],
    ['time', { time: '12:01' }],
    ['secrecy', { secrecy: 'anonymous' }],
    ['a deadline that has passed', { date: '2026-11-20' }],
  ])('(%s) is refused by the poll that stands, and opens nothing', async (_what, change) => {
    const nonce = randomIds.nonce()
    const poll = await openPoll(test, { nonce })
    const before = await polls()
    const { status, body } = await tryToOpen(test, { nonce, ...change })
    expect([status, body.refusal?.code]).toEqual([409, 'polls:form-sent'])
    expect(body.refusal.what).toContain(poll.question)
    expect(body.refusal.what).toMatch(/bis Mo\., 30\. Nov\., 12:00/)
    expect(body.refusal.instead).toMatch(/in Verbund/)
    expect(await polls()).toBe(before)
  })

  it('one of two that come at the same moment is refused', async () => {
    const nonce = randomIds.nonce()
    const questions = ['Die eine?', 'Die andere?', 'Die eine?', 'Die andere?']
    const answers = await Promise.all(questions.map((question) => tryToOpen(test, { nonce, question })))
    const opened = answers.filter(({ status }) => status === 200)
    expect(opened).toHaveLength(2)
    expect(new Set(opened.map(({ body }) => body.poll.id)).size).toBe(1)
    expect(new Set(opened.map(({ body }) => body.poll.question)).size).toBe(1)
  })

  it('keeps what was typed in a form that, sent once more, opens a second poll (E5)', async () => {
    const nonce = randomIds.nonce()
    const group = await groupId(test)
    const form = {
      group,
      question: 'Erste?',
      answers: 'A\nB',
      kind: 'single',
      date: '2026-11-30',
      time: '12:00',
    }
    const data = { ...form, secrecy: 'named-live', nonce }
    await teams.act(coordinator, 'poll.open', data)
    const again = await teams.act(coordinator, 'poll.open', { ...data, question: 'Zweite?' })
    expect(textsOf(again.body.value)).toContain(
      'Aus diesem Formular ist schon eine Umfrage geworden: „Erste?“',
    )
    const { data: next } = again.body.value.actions[0]
    expect(next.nonce).not.toBe(nonce)
    expect(JSON.stringify(again.body.value)).toContain('"value":"Zweite?"')
    const done = await teams.act(coordinator, 'poll.open', {
      ...data,
      question: 'Zweite?',
      nonce: next.nonce,
    })
    expect(textsOf(done.body.value)).toContain('Umfrage eröffnet')
  })
})

describe('P2 the same form with the same content', () => {
  it('is answered with the poll that it opened, also after that has been edited and its deadline is past', async () => {
    const nonce = randomIds.nonce()
    const { id: poll } = await openPoll(test, { nonce })
    const edit = (verb: string, body: object) => test.api(coordinator, verb, { body: { poll, ...body } })
    await edit('poll.rename-option', { option: 'o1', label: 'KI' })
    await edit('poll.remove-option', { option: 'o2' })
    await edit('poll.add-option', { label: 'Schweißen' })
    expect((await showPage(test, coordinator, poll)).poll.options).toHaveLength(3)
    expect((await openPoll(test, { nonce })).id).toBe(poll)
    test.clock.set('2026-11-30T12:00:03+01:00')
    expect((await openPoll(test, { nonce })).id).toBe(poll)
    test.clock.set('2026-11-23T09:00:00+01:00')
  })
})

it('P2 knows a form by all that it says', () => {
  const poll = opened()
  expect(saysSame(draft, poll, 0)).toBe(true)
  expect(saysSame({ ...draft, answers: ['A', 'B'] }, poll, 0)).toBe(false)
  // "C" was on the form, or has been added: only the trace can tell.
  expect(saysSame({ ...draft, answers: ['A', 'B'] }, poll, 1)).toBe(true)
})
