/** P6: three rules, every reader, every place where a result could be read. */
import { pollRenderers } from '../../bot/polls/renderers'
import { closeDuePolls } from '../../bot/polls/use-cases/close-poll'
import { type DemoTeams, demoTeams, memberOf, textsOf } from '../support/demo-teams'
import { coordinator, observer, openPoll, showPage, vote, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

/** No mail is sent here. */
const noLink = async () => undefined

let test: TestService
let teams: DemoTeams

beforeAll(async () => {
  test = await startTestService()
  teams = demoTeams(test)
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const [bernd, clara, , , frida] = voters
const rules = ['named-live', 'named-after-vote', 'named-after-close'] as const
type Rule = (typeof rules)[number]

/** Two have answered, three readers have not. */
async function polled(secrecy: Rule): Promise<string> {
  const { id } = await openPoll(test, { secrecy })
  await vote(test, bernd, id, 'o1')
  await vote(test, clara, id, 'o2')
  return id
}

/** Bars are the only boxes in the accent's colour; figures stand beside them. */
const showsBars = (card: unknown) => JSON.stringify(card).includes('"style":"accent"')

/** Every way in which one reader can look; all must agree. */
async function reads(who: string, poll: string): Promise<boolean> {
  const page = await showPage(test, who, poll)
  const json = (await test.api(who, 'poll.card', { query: { poll } })).body
  const card = (await test.api(who, 'poll.card', { query: { poll }, asCard: true })).body
  const refreshed = (await teams.act(who, 'poll.card', { poll }, { trigger: 'automatic' })).body.value
  const seen = [page.poll.result !== null, json.result !== null, showsBars(card), showsBars(refreshed)]
  expect(new Set(seen).size).toBe(1)
  expect(page.names !== null).toBe(seen[0])
  expect(page.poll.hidden === null).toBe(seen[0])
  return seen[0] ?? false
}

async function shared(poll: string) {
  const { networkId } = await memberOf(test, coordinator)
  const post = { networkId, matterId: poll, conversationId: '', memberId: null, standing: false, data: {} }
  return (await pollRenderers(test.service.desk.world, noLink).poll?.(post))?.card
}

const readers: readonly [string, string, Record<Rule, boolean>][] = [
  [
    'a voter who has answered',
    bernd,
    { 'named-live': true, 'named-after-vote': true, 'named-after-close': false },
  ],
  [
    'a voter who has not',
    frida,
    { 'named-live': true, 'named-after-vote': false, 'named-after-close': false },
  ],
  [
    'the coordinator, who has not',
    coordinator,
    { 'named-live': true, 'named-after-vote': false, 'named-after-close': false },
  ],
  ['an observer', observer, { 'named-live': true, 'named-after-vote': false, 'named-after-close': false }],
]

describe.each(rules)('P6 while a poll "%s" is open', (rule) => {
  it.each(readers)('%s reads what is due, on the page, the card and by refresh', async (_who, name, due) => {
    expect(await reads(name, await polled(rule))).toBe(due[rule])
  })

  it('the card in the channel, which all see, shows a result only where it is live', async () => {
    const poll = await polled(rule)
    expect(showsBars(await shared(poll))).toBe(rule === 'named-live')
    expect(textsOf(await shared(poll))).toContain('2 von 11 haben geantwortet')
  })

  it('no other answer gives it away: lists, edits, refusals, the trace', async () => {
    const poll = await polled(rule)
    const body = { poll, option: 'o1', label: 'KI im Alltag' }
    const renamed = await test.api(coordinator, 'poll.rename-option', { body })
    const refused = await test.api(coordinator, 'poll.remove-option', { body, asCard: true })
    const lines = (await test.api(coordinator, 'poll.list')).body.waiting
    const { trace } = await showPage(test, observer, poll)
    expect(renamed.body.result === null).toBe(rule !== 'named-live')
    expect(showsBars(refused.body)).toBe(rule === 'named-live')
    expect(Object.keys(lines.find((line: { id: string }) => line.id === poll)).sort()).toEqual([
      'answered',
      'answeredByMe',
      'closedAt',
      'deadline',
      'group',
      'id',
      'question',
      'state',
      'voters',
    ])
    expect(JSON.stringify(trace)).not.toMatch(/tally|votes/)
  })

  it('after the end everybody who sees the group reads it, with the names', async () => {
    const poll = await polled(rule)
    test.clock.set('2026-11-30T12:00:02+01:00')
    await closeDuePolls(test.service.desk)
    for (const name of [bernd, frida, coordinator, observer]) expect(await reads(name, poll)).toBe(true)
    expect((await showPage(test, observer, poll)).names).toEqual({ o1: [bernd], o2: [clara] })
    expect(showsBars(await shared(poll))).toBe(true)
  })
})

it('P6 after one’s own ballot means while it lasts: withdrawing it hides the result again', async () => {
  const poll = await polled('named-after-vote')
  expect(await reads(bernd, poll)).toBe(true)
  const gone = await test.api(bernd, 'poll.withdraw-ballot', { body: { poll, nonce: 'withdraw-now' } })
  expect(gone.body).toMatchObject({ result: null, hidden: 'after-own-ballot' })
  expect(await reads(bernd, poll)).toBe(false)
  expect((await vote(test, bernd, poll, 'o3')).body.result.rows).toHaveLength(3)
})

it('P6 the answer to one’s own ballot shows the result only where it is due', async () => {
  const results = await Promise.all(
    rules.map(async (rule) => (await vote(test, frida, await polled(rule), 'o1')).body.result !== null),
  )
  expect(results).toEqual([true, true, false])
})

it('P6 between the deadline and the closing nobody reads what appears after the end', async () => {
  const poll = await polled('named-after-close')
  test.clock.set('2026-11-30T12:00:01+01:00')
  for (const name of [bernd, coordinator, observer]) expect(await reads(name, poll)).toBe(false)
})

it('P6 is told on the card before one answers', async () => {
  const texts = await Promise.all(
    rules.map(async (secrecy) => {
      const { id } = await openPoll(test, { secrecy })
      return textsOf((await test.api(bernd, 'poll.card', { query: { poll: id }, asCard: true })).body)
    }),
  )
  expect(texts[0]).toContain('Ergebnis läuft mit')
  expect(texts[1]).toContain('Ergebnis nach der eigenen Antwort')
  expect(texts[2]).toContain('Ergebnis nach dem Schluss')
})

it('P6 members of other groups read nothing at all, not even that there is a poll', async () => {
  const poll = await polled('named-live')
  for (const route of ['poll.show', 'poll.card', 'poll.answer-form']) {
    const answer = await test.api('Petra Dummy', route, { query: { poll } })
    expect([answer.status, answer.body.refusal.code]).toEqual([404, 'polls:unknown-poll'])
  }
})
