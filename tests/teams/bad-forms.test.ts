/** Bad forms: opening and editing a poll with what is no poll is refused on the form, opens nothing, logs no fault. */
import { randomIds } from '../../bot/ids'
import { openPoll, voters } from '../support/polls'
import { expectRefusal } from '../support/refusals'
import { foundSecondNetwork, type SecondNetwork } from '../support/second-network'
import { elementsOf, faultsIn, startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
let other: SecondNetwork
let groups: Readonly<Record<string, string>>
let before: unknown

beforeAll(async () => {
  scene = await startTeamsScene()
  other = await foundSecondNetwork(scene.test)
  const { body } = await scene.test.api('Anke Beispiel', 'member.show')
  groups = Object.fromEntries(body.groups.map(({ name, id }: { name: string; id: string }) => [name, id]))
})
afterAll(() => scene.stop())
let logged = 0
beforeEach(async () => {
  logged = scene.test.log.length
  before = await stored()
})

const stored = async () => [
  await scene.test.database.sql('select id, options, state, revision from poll order by id'),
  await scene.test.database.sql('select id from post order by id'),
  await scene.test.database.sql('select id from trace order by id'),
]
const form = (change: object = {}) => ({
  group: groups['AK Digitale Kompetenzen'],
  // Each its own: a form that has opened a poll answers with that poll.
  nonce: randomIds.nonce(),
  question: 'Welches Thema?',
  answers: 'KI\nDatenschutz',
  kind: 'single',
  date: '2026-11-30',
  time: '12:00',
  secrecy: 'named-live',
  ...change,
})

const linesOf = (count: number) => Array.from({ length: count }, (_, i) => `Antwort ${i}`).join('\n')

/** name, refusal, what is changed of a good form */
const bad: readonly (readonly [string, string, object])[] = [
  ['an empty question', 'house:empty', { question: '' }],
  ['a blank question', 'house:empty', { question: ' \u00a0\u3000 ' }],
  ['a question of nothing visible', 'house:empty', { question: '\u200b\u2060\ufeff' }],
  ['a question of 301 characters', 'house:too-long', { question: 'x'.repeat(301) }],
  ['a question of 10,000 characters', 'house:too-long', { question: 'ß'.repeat(10_000) }],
  ['a question with a NUL', 'house:unprintable', { question: 'Wer\u0000?' }],
  ['a question with a bell', 'house:unprintable', { question: 'Wer\u0007?' }],
  ['a question with a terminal’s escape', 'house:unprintable', { question: '\u001b[31mrot' }],
  ['half an emoji', 'house:unprintable', { question: 'Wer \ud83d?' }],
  ['the other half', 'house:unprintable', { question: 'Wer \ude00?' }],
  ['no question', 'house:unreadable', { question: undefined }],
  ['a number for a question', 'house:unreadable', { question: 42 }],
  ['a list for a question', 'house:unreadable', { question: ['a'] }],
  ['one answer', 'polls:too-few-options', { answers: 'KI' }],
  ['no answers', 'polls:too-few-options', { answers: '' }],
  ['blank answers', 'polls:too-few-options', { answers: ' \n\t\n \r\n' }],
  ['21 answers', 'polls:too-many-options', { answers: linesOf(21) }],
  ['41 answers', 'polls:too-many-options', { answers: linesOf(41) }],
  ['an answer twice', 'polls:option-twice', { answers: 'KI im Büro\nki  im büro' }],
  ['an answer of 121 characters', 'house:too-long', { answers: `${'x'.repeat(121)}\nKI` }],
  ['answers of 10,000 characters', 'house:too-long', { answers: 'x'.repeat(10_000) }],
  ['an answer with a NUL', 'house:unprintable', { answers: 'KI\u0000\nDatenschutz' }],
  ['an answer with half an emoji', 'house:unprintable', { answers: 'KI\ud83d\nDatenschutz' }],
  ['an object for answers', 'house:unreadable', { answers: { 0: 'KI' } }],
  ['ends of a scale that are three', 'polls:scale-ends', { kind: 'scale-5', answers: 'a\nb\nc' }],
  ['an unknown kind', 'polls:unknown-kind', { kind: 'ranking' }],
  ['a kind named like JavaScript', 'polls:unknown-kind', { kind: 'constructor' }],
  ['a kind of 10,000 characters', 'house:not-a-choice', { kind: 'x'.repeat(10_000) }],
  ['an unknown secrecy', 'polls:unknown-secrecy', { secrecy: 'secret' }],
  ['a secrecy named like JavaScript', 'polls:unknown-secrecy', { secrecy: 'constructor' }],
  ['no secrecy', 'house:not-a-choice', { secrecy: undefined }],
  ['no date', 'house:no-date', { date: '' }],
  ['a German date', 'house:no-date', { date: '30.11.2026' }],
  ['a day that is none', 'polls:no-deadline', { date: '2026-02-30' }],
  ['the year 0', 'polls:deadline-past', { date: '0000-01-01' }],
  ['yesterday', 'polls:deadline-past', { date: '2026-11-22' }],
  ['in two years', 'polls:deadline-far', { date: '2028-11-22' }],
  ['the year 9999', 'polls:deadline-far', { date: '9999-12-31' }],
  ['no time', 'house:no-time', { time: undefined }],
  ['24:00', 'house:no-time', { time: '24:00' }],
  ['no nonce', 'house:unreadable', { nonce: undefined }],
  ['a nonce with blanks', 'house:unreadable', { nonce: 'not a nonce' }],
  ['no group', 'house:unreadable', { group: undefined }],
  ['an electorate that has changed', 'polls:electorate-changed', { electorate: 'stale' }],
]

describe.each([
  ['de', 'Anke Beispiel'],
  ['en', 'Anke Beispiel'],
] as const)('in %s', (language, coordinator) => {
  beforeAll(() =>
    scene.test.database.sql('update member set language = $1 where name = $2', [language, coordinator]),
  )

  it.each(bad)('refuses %s (%s)', async (_name, code, change) => {
    expectRefusal(await scene.act(coordinator, 'poll.open', form(change)), code, language)
    expect(await stored()).toEqual(before)
    expect(faultsIn(scene.test, logged)).toEqual([])
  })
})

it('refuses an answer that is too long with its limit, 120', async () => {
  const answer = await scene.act('Anke Beispiel', 'poll.open', form({ answers: `${'x'.repeat(121)}\nKI` }))
  expect(answer.words).toMatch(/\b120\b/)
})

it('E1 refuses a group of another network', async () => {
  const answer = await scene.act('Anke Beispiel', 'poll.open', form({ group: other.groupId }))
  expectRefusal(answer, 'groups:unknown-group', 'en')
})

it.each([
  ['a voter', voters[0]],
  ['an observer', 'Kaan Exempel'],
  ['a member of other groups only', 'Petra Dummy'],
])('refuses %s, who does not coordinate the group', async (_name, who) => {
  expectRefusal(await scene.act(who, 'poll.open', form()), 'groups:lacks-run-polls')
  expect(await stored()).toEqual(before)
})

it('keeps everything that was typed, under the refusal, with the nonce of the form', async () => {
  const typed = form({ question: 'x'.repeat(301), answers: 'Ä "1"\n<b>', kind: 'several-2', time: '13:37' })
  const { card } = await scene.act('Anke Beispiel', 'poll.open', typed)
  const values = ['Input.Text', 'Input.ChoiceSet', 'Input.Date', 'Input.Time']
    .flatMap((type) => elementsOf(card, type))
    .map(({ id, value }) => [id, value])
  const { question, answers, kind, date, time, secrecy } = typed
  expect(Object.fromEntries(values)).toEqual({ question, answers, kind, date, time, secrecy })
  const [action] = elementsOf(card, 'Action.Execute')
  expect(action.data).toMatchObject({ nonce: typed.nonce, group: typed.group })
})

it('answers a form full of 10,000-character texts with a card that Teams still takes: 80 KB', async () => {
  const long = { question: '"'.repeat(10_000), answers: '"'.repeat(10_000), kind: '"'.repeat(10_000) }
  const more = { date: '"'.repeat(10_000), time: '"'.repeat(10_000), secrecy: '"'.repeat(10_000) }
  const { card } = await scene.act('Anke Beispiel', 'poll.open', form({ ...long, ...more }))
  // Teams counts UTF-16 (PLATFORM.md 2).
  expect(JSON.stringify(card).length * 2).toBeLessThan(80 * 1024)
})

describe('editing', () => {
  it.each([
    ['poll.add-option', { label: '' }, 'house:empty'],
    ['poll.add-option', { label: 'x'.repeat(10_000) }, 'house:too-long'],
    ['poll.add-option', { label: 'a\u0000b' }, 'house:unprintable'],
    ['poll.add-option', { label: ' ki im BÜRO ' }, 'polls:option-twice'],
    ['poll.rename-option', { option: 'o9', label: 'Neu' }, 'polls:unknown-option'],
    ['poll.rename-option', { option: 'constructor', label: 'Neu' }, 'polls:unknown-option'],
    ['poll.rename-option', { option: 7, label: 'Neu' }, 'house:not-a-choice'],
    ['poll.remove-option', { option: 'o9' }, 'polls:unknown-option'],
    ['poll.add-voter', { member: '00000000-0000-4000-8000-000000000000' }, 'polls:not-a-voting-member'],
    ['poll.add-voter', { member: "x' or '1'='1" }, 'house:unreadable'],
  ])('%s refuses %j', async (verb, data, code) => {
    const poll = (await openPoll(scene.test)).id
    const kept = await stored()
    expectRefusal(await scene.act('Anke Beispiel', verb, { poll, ...data }), code, 'en')
    expectRefusal(await scene.act(voters[0], 'poll.close', { poll }), 'groups:lacks-run-polls')
    expect(await stored()).toEqual(kept)
    expect(faultsIn(scene.test, logged)).toEqual([])
  })
})
