/** E3: each refusal of polls, brought about through the door, reaches its reader in words of the reader's language. */
import { randomIds } from '../../bot/ids'
import de from '../../bot/polls/texts/de.json'
import en from '../../bot/polls/texts/en.json'
import type { PollView } from '../../bot/polls/view'
import { type DemoTeams, demoTeams, memberOf, textsOf } from '../support/demo-teams'
import { voting } from '../support/elections'
import { coordinator, groupId, observer, openPoll, type PollWishes, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'
import { faultsIn } from '../support/teams-scene'

let test: TestService
let teams: DemoTeams
let group: string
let empty: string

beforeAll(async () => {
  test = await startTestService()
  teams = demoTeams(test)
  group = await groupId(test)
  // The office founds none without a coordinator; this one has lost all its people since.
  empty = randomIds.id()
  const { networkId } = await memberOf(test, coordinator)
  await test.database.sql(
    `insert into working_group (id, network_id, name, topic, kind) values ($1, $2, 'AK ohne Leute', 'nichts', 'group')`,
    [empty, networkId],
  )
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

type Request = readonly [who: string, route: string, body: Readonly<Record<string, unknown>>]
const [bernd] = voters
const candidates = voters.slice(0, 3)
const nonce = () => randomIds.nonce()
const over = () => test.clock.set('2026-11-30T12:00:00+01:00')
const poll = (wishes: PollWishes = {}): Promise<PollView> => openPoll(test, wishes)
const cast = async (who: string, choice: string, wishes: PollWishes = {}): Promise<Request> => [
  who,
  'poll.cast-ballot',
  { poll: (await poll(wishes)).id, choice, nonce: nonce() },
]
const voted = async (wishes: PollWishes = {}): Promise<string> => {
  const [who, route, body] = await cast(bernd, 'o1', wishes)
  await test.api(who, route, { body })
  return String(body.poll)
}
const draft = {
  question: 'F',
  answers: 'A\nB',
  kind: 'single',
  date: '2026-11-30',
  time: '12:00',
  secrecy: 'named-live',
}
const form = async (changes: object): Promise<Request> => [
  coordinator,
  'poll.open',
  { ...draft, group, nonce: nonce(), ...changes },
]
const many = Array.from({ length: 21 }, (_, i) => `Antwort ${i}`).join('\n')

/** How each refusal comes about. */
const ways: Readonly<Record<keyof typeof de.refusal, () => Promise<Request>>> = {
  'unknown-poll': async () => [bernd, 'poll.withdraw-ballot', { poll: randomIds.id(), nonce: nonce() }],
  'not-in-electorate': () => cast(observer, 'o1'),
  closed: async () => {
    const request = await cast(bernd, 'o1')
    over()
    return request
  },
  'closed-with-ballot': async () => {
    const id = await voted()
    over()
    return [bernd, 'poll.cast-ballot', { poll: id, choice: 'o2', nonce: nonce() }]
  },
  'nothing-chosen': () => cast(bernd, ''),
  'unknown-option': () => cast(bernd, 'o9'),
  'too-many-choices': () => cast(bernd, 'o1,o2,o3', { kind: 'several-2' }),
  'form-used': async () => {
    const used = nonce()
    await openPoll(test, { nonce: used })
    return form({ group: await groupId(test, 'Steuerkreis'), nonce: used })
  },
  'form-sent': async () => {
    const sent = nonce()
    await openPoll(test, { nonce: sent })
    return form({ question: 'Doch lieber so?', nonce: sent })
  },
  'unknown-kind': () => form({ kind: 'ranking' }),
  'unknown-secrecy': () => form({ secrecy: 'secret' }),
  'too-few-options': () => form({ answers: 'A' }),
  'too-many-options': () => form({ answers: many }),
  'option-twice': () => form({ answers: 'A\na' }),
  'scale-ends': () => form({ kind: 'scale-5', answers: 'A' }),
  'no-deadline': () => form({ date: '2027-02-30' }),
  'deadline-past': () => form({ date: '2026-11-22' }),
  'deadline-far': () => form({ date: '2029-11-22' }),
  'nobody-may-vote': () => form({ group: empty }),
  'electorate-changed': () => form({ electorate: 'of yesterday' }),
  'edit-closed': async () => {
    const { id } = await poll()
    over()
    return [coordinator, 'poll.add-option', { poll: id, label: 'Neu' }]
  },
  'not-editable': async () => [
    coordinator,
    'poll.add-option',
    { poll: (await poll({ kind: 'scale-5', answers: '' })).id, label: 'Neu' },
  ],
  'candidates-stand': async () => [
    coordinator,
    'poll.add-option',
    { poll: (await voting(test, candidates)).poll, label: 'Neu' },
  ],
  'candidate-withdrawn': async () => {
    const { election, poll: id } = await voting(test, candidates)
    await test.api(bernd, 'election.decline', { body: { election } })
    return [coordinator, 'poll.cast-ballot', { poll: id, choice: 'o1', nonce: nonce() }]
  },
  'option-has-ballots': async () => [
    coordinator,
    'poll.remove-option',
    { poll: await voted(), option: 'o1' },
  ],
  'remove-blind': async () => [
    coordinator,
    'poll.remove-option',
    { poll: await voted({ secrecy: 'named-after-close' }), option: 'o2' },
  ],
  'anonymous-runs-on': async () => [
    coordinator,
    'poll.close',
    { poll: (await poll({ secrecy: 'anonymous' })).id },
  ],
  'not-a-voting-member': async () => [
    coordinator,
    'poll.add-voter',
    { poll: (await poll()).id, member: (await memberOf(test, observer)).id },
  ],
  'voter-already': async () => [
    coordinator,
    'poll.add-voter',
    { poll: (await poll()).id, member: (await memberOf(test, bernd)).id },
  ],
}

const speak = (language: 'de' | 'en') => test.database.sql('update member set language = $1', [language])

/** A text with its figures left open. */
const pattern = (text: string) =>
  new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\{\w+\}\}/g, '(?!.*undefined).+')}$`)

describe.each([
  ['de', de.refusal],
  ['en', en.refusal],
] as const)('E3 in %s', (language, texts) => {
  beforeAll(() => speak(language))

  it.each(Object.keys(ways) as (keyof typeof ways)[])(
    '"%s" is told with its reason and a way on',
    async (code) => {
      const [who, route, body] = await ways[code]()
      const { status, body: answer } = await test.api(who, route, { body })
      expect(answer.refusal?.code).toBe(`polls:${code}`)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      for (const part of ['what', 'why', 'instead'] as const)
        expect(answer.refusal[part]).toMatch(pattern(texts[code][part]))
      const card = await test.api(who, route, { body, asCard: true })
      expect(card.status).toBe(status)
      const inTeams = await teams.act(who, route, body)
      expect(inTeams.body.statusCode).toBe(200)
      for (const shown of [card.body, inTeams.body.value]) {
        expect(shown.lang).toBe(language)
        expect(textsOf(shown)).toContain(answer.refusal.what)
        expect(textsOf(shown)).toContain(`${answer.refusal.why} ${answer.refusal.instead}`)
      }
    },
  )
})

it('E3 no refusal is a fault: none stands in the log as an error', () => {
  expect(faultsIn(test)).toEqual([])
})

it('E3 what people wrote is quoted letter by letter, whatever it looks like to the machine that words it', async () => {
  await speak('de')
  const label = '{{what}} $t(house:name) <b>&amp;</b> **fett** ](x)'
  const [who, route, body] = await form({ answers: `${label}\n${label}` })
  const { body: answer } = await test.api(who, route, { body })
  expect(answer.refusal.what).toBe(`Die Antwort „${label}“ steht zweimal da.`)
})

it.each(['constructor', 'valueof', 'prototype'])(
  'E3 a secrecy or kind called "%s" is refused, and is no fault',
  async (name) => {
    for (const changes of [{ secrecy: name }, { kind: name }]) {
      const [who, route, body] = await form(changes)
      expect((await test.api(who, route, { body })).status).toBe(422)
    }
  },
)
