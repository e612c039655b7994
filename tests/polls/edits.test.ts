/** P8 through the door: options are known by id, every edit leaves a trace, and none loses a ballot. */
import { coordinator, observer, openPoll, showPage, vote, voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const edit = (route: string, body: object, who = coordinator) =>
  test.api(who, `poll.${route}-option`, { body })
const labels = (view: { options: { label: string }[] }) => view.options.map((option) => option.label)
const traceOf = async (poll: string) => (await showPage(test, observer, poll)).trace

it('P8 adds an option, which can be chosen at once, and traces who and when', async () => {
  const { id: poll } = await openPoll(test)
  test.clock.advance(60_000)
  const added = await edit('add', { poll, label: '  Rechtliches  ' })
  expect(labels(added.body)).toEqual(['KI im Büro', 'Datenschutz', 'Führung', 'Rechtliches'])
  expect((await vote(test, voters[0], poll, 'o4')).body.mine.choices).toEqual(['o4'])
  expect((await traceOf(poll)).at(-1)).toEqual({
    at: '2026-11-23T08:01:00.000Z',
    what: 'option-added',
    who: coordinator,
    data: { label: 'Rechtliches' },
  })
})

it('P8 renames an option: its ballots stay, all see what it was, the trace says from what to what', async () => {
  const { id: poll } = await openPoll(test)
  await vote(test, voters[0], poll, 'o1')
  const renamed = await edit('rename', { poll, option: 'o1', label: 'KI im Alltag' })
  expect(renamed.body.options[0]).toEqual({ id: 'o1', label: 'KI im Alltag', formerly: 'KI im Büro' })
  const page = await showPage(test, voters[0], poll)
  expect(page.poll).toMatchObject({ answered: 1, mine: { choices: ['o1'] } })
  expect(page.poll.result.rows[0]).toMatchObject({ id: 'o1', votes: 1 })
  expect(page.trace.at(-1)).toMatchObject({
    what: 'option-renamed',
    who: coordinator,
    data: { from: 'KI im Büro', to: 'KI im Alltag' },
  })
})

it('P8 refuses to remove an option with ballots; without any it goes, and its id never comes back', async () => {
  const { id: poll } = await openPoll(test)
  await vote(test, voters[0], poll, 'o3')
  expect(codeOf(await edit('remove', { poll, option: 'o3' }))).toBe('polls:option-has-ballots')
  await vote(test, voters[0], poll, 'o1')
  expect(labels((await edit('remove', { poll, option: 'o3' })).body)).toEqual(['KI im Büro', 'Datenschutz'])
  const again = await edit('add', { poll, label: 'Führung' })
  expect(again.body.options.at(-1)).toEqual({ id: 'o4', label: 'Führung' })
  expect(codeOf(await vote(test, voters[1], poll, 'o3'))).toBe('polls:unknown-option')
  expect((await traceOf(poll)).map((entry: { what: string }) => entry.what)).toEqual([
    'opened',
    'option-removed',
    'option-added',
  ])
})

it.each(['named-after-vote', 'named-after-close', 'anonymous'])(
  'P8 refuses to remove anything blindly once there are ballots (%s), whether it has any or not',
  async (secrecy) => {
    const { id: poll } = await openPoll(test, { secrecy })
    expect((await edit('remove', { poll, option: 'o1' })).status).toBe(200)
    await edit('add', { poll, label: 'Neu' })
    await vote(test, voters[0], poll, 'o2')
    const answers = [
      await edit('remove', { poll, option: 'o2' }),
      await edit('remove', { poll, option: 'o3' }),
    ]
    expect(answers.map(codeOf)).toEqual(['polls:remove-blind', 'polls:remove-blind'])
    expect(answers[0]?.body).toEqual(answers[1]?.body)
  },
)

it('P8 never leaves fewer than two options, nor makes more than twenty, nor two alike', async () => {
  const { id: poll } = await openPoll(test, { answers: 'A\nB' })
  expect(codeOf(await edit('remove', { poll, option: 'o1' }))).toBe('polls:too-few-options')
  expect(codeOf(await edit('add', { poll, label: ' b ' }))).toBe('polls:option-twice')
  for (let i = 3; i <= 20; i += 1) await edit('add', { poll, label: `Antwort ${i}` })
  expect(codeOf(await edit('add', { poll, label: 'Antwort 21' }))).toBe('polls:too-many-options')
})

it('P8 with unlimited choices an option added later can be ticked as well', async () => {
  const { id: poll } = await openPoll(test, { kind: 'several', answers: 'A\nB' })
  await edit('add', { poll, label: 'C' })
  expect((await vote(test, voters[0], poll, 'o1,o2,o3')).body.mine.choices).toHaveLength(3)
})

it('P8 a scale is not edited, nor a poll that is over, nor by anyone but who runs it', async () => {
  const scale = (await openPoll(test, { kind: 'scale-5', answers: '' })).id
  expect(codeOf(await edit('add', { poll: scale, label: '6' }))).toBe('polls:not-editable')
  const { id: poll } = await openPoll(test)
  for (const who of [voters[0], observer])
    expect(codeOf(await edit('add', { poll, label: 'Neu' }, who))).toBe('groups:lacks-run-polls')
  expect(codeOf(await edit('add', { poll, label: 'Neu' }, 'Petra Dummy'))).toBe('polls:unknown-poll')
  test.clock.set('2026-11-30T12:00:00+01:00')
  for (const answer of [
    await edit('add', { poll, label: 'Neu' }),
    await edit('rename', { poll, option: 'o1', label: 'Neu' }),
    await edit('remove', { poll, option: 'o1' }),
  ])
    expect(codeOf(answer)).toBe('polls:edit-closed')
})

it('P8 a vote and the removal of its option at the same moment: one of them wins, and no ballot is lost', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { id: poll } = await openPoll(test)
    const [cast, removed] = await Promise.all([
      vote(test, voters[0], poll, 'o3'),
      edit('remove', { poll, option: 'o3' }),
    ])
    expect([cast.status, removed.status].sort()).not.toEqual([200, 200])
    const { poll: shown } = await showPage(test, voters[0], poll)
    expect(shown.options).toHaveLength(cast.status === 200 ? 3 : 2)
    expect(shown.answered).toBe(cast.status === 200 ? 1 : 0)
  }
})

it('P3 an early end by the coordinator closes a named poll at once, with its time and who did it', async () => {
  const { id: poll } = await openPoll(test)
  await vote(test, voters[0], poll, 'o1')
  test.clock.set('2026-11-24T10:00:00+01:00')
  const closed = await test.api(coordinator, 'poll.close', { body: { poll } })
  expect(closed.body).toMatchObject({ state: 'closed', closedAt: '2026-11-24T09:00:00.000Z', answered: 1 })
  expect((await traceOf(poll)).at(-1)).toMatchObject({ what: 'closed-early', who: coordinator })
  const late = await vote(test, voters[1], poll, 'o1')
  expect(late.body.refusal.why).toContain('24. Nov., 10:00')
  expect(codeOf(await test.api(coordinator, 'poll.close', { body: { poll } }))).toBe('polls:edit-closed')
  expect(codeOf(await test.api(voters[0], 'poll.close', { body: { poll } }))).toBe('groups:lacks-run-polls')
})
