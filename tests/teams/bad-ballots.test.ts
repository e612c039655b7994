/** Bad ballots: each is refused on the card in its reader's language, counts nothing, logs no fault. */
import { demoTenant } from '../../bot/demo/network'
import { cardAction } from '../support/activities'
import { observer, openPoll, outsider, voters } from '../support/polls'
import { expectRefusal } from '../support/refusals'
import { foundSecondNetwork, itsSecrets, type SecondNetwork } from '../support/second-network'
import {
  actWith,
  demoTeamsPerson,
  faultsIn,
  groupChannel,
  startTeamsScene,
  type TeamsScene,
} from '../support/teams-scene'
import { teamsPerson } from '../support/teams-world'

let scene: TeamsScene
let other: SecondNetwork
let polls: {
  readonly single: string
  readonly upToTwo: string
  readonly scale: string
  readonly closed: string
}
let before: unknown

beforeAll(async () => {
  scene = await startTeamsScene()
  other = await foundSecondNetwork(scene.test)
  const open = async (kind: string, answers?: string) =>
    (await openPoll(scene.test, { kind, ...(answers !== undefined && { answers }) })).id
  const [single, upToTwo, closed] = [await open('single'), await open('several-2'), await open('single')]
  polls = { single, upToTwo, closed, scale: await open('scale-5', '') }
  await scene.test.api('Anke Beispiel', 'poll.close', { body: { poll: closed } })
})
afterAll(() => scene.stop())

/** What votes would change, in both networks. */
const stored = async () => [
  await scene.test.database.sql('select id, tally, answered, revision from poll order by id'),
  await scene.test.database.sql('select * from ballot order by poll_id, voter_key'),
  await scene.test.database.sql('select * from act order by poll_id, act_key'),
]

let logged = 0
beforeEach(async () => {
  logged = scene.test.log.length
  before = await stored()
})
afterEach(async () => {
  expect(await stored()).toEqual(before)
  expect(faultsIn(scene.test, logged)).toEqual([])
})

const nonce = 'nonce-of-a-card'
const readers = [
  ['de', voters[0]],
  ['en', voters[4]],
] as const

/** name, refusal, data */
const bad: readonly (readonly [string, string, () => unknown])[] = [
  ['a poll of another network', 'polls:unknown-poll', () => ({ poll: other.poll.id, choice: 'o1', nonce })],
  ['a poll that is not there', 'polls:unknown-poll', () => ({ ...ballot(), poll: demoTenant })],
  ['a closed poll', 'polls:closed', () => ({ poll: polls.closed, choice: 'o1', nonce })],
  ['an option that does not exist', 'polls:unknown-option', () => ballot({ choice: 'o4' })],
  ['an option of another kind', 'polls:unknown-option', () => ballot({ choice: 's3' })],
  ['an option named like JavaScript', 'polls:unknown-option', () => ballot({ choice: '__proto__' })],
  ['an option with a NUL', 'polls:unknown-option', () => ballot({ choice: 'o1\u0000' })],
  ['half a letter', 'polls:unknown-option', () => ballot({ choice: '\ud83d' })],
  ['two answers where one is allowed', 'polls:too-many-choices', () => ballot({ choice: 'o1,o2' })],
  [
    'three where two are',
    'polls:too-many-choices',
    () => ({ poll: polls.upToTwo, choice: 'o1,o2,o3', nonce }),
  ],
  ['two values of a scale', 'polls:too-many-choices', () => ({ poll: polls.scale, choice: 's1,s2', nonce })],
  ['an empty form', 'polls:nothing-chosen', () => ballot({ choice: '' })],
  ['a form without its field', 'polls:nothing-chosen', () => ({ poll: polls.single, nonce })],
  ['commas only', 'polls:nothing-chosen', () => ballot({ choice: ' , ,' })],
  ['a choice of 10,000 characters', 'house:unreadable', () => ballot({ choice: 'o1,'.repeat(3334) })],
  ['a number for a choice', 'house:not-a-choice', () => ballot({ choice: 1 })],
  ['an object for a choice', 'house:not-a-choice', () => ballot({ choice: { o1: true } })],
  ['nothing for a choice', 'house:not-a-choice', () => ballot({ choice: null })],
  ['a number for a poll', 'house:unreadable', () => ballot({ poll: 7 })],
  ['a poll in capitals', 'house:unreadable', () => ballot({ poll: polls.single.toUpperCase() })],
  ['SQL for a poll', 'house:unreadable', () => ballot({ poll: "' or 1=1 --" })],
  ['no nonce', 'house:unreadable', () => ({ poll: polls.single, choice: 'o1' })],
  ['a nonce of 10,000 characters', 'house:unreadable', () => ballot({ nonce: 'n'.repeat(10_000) })],
  ['no data', 'house:unreadable', () => undefined],
  ['a text for data', 'house:unknown-action', () => 'o1'],
  ['a list for data', 'house:unknown-action', () => ['o1']],
  ['nothing for data', 'house:unknown-action', () => null],
]

function ballot(change: object = {}) {
  return { poll: polls.single, choice: 'o1', nonce, ...change }
}

describe.each(readers)('in %s', (language, who) => {
  it.each(bad)('refuses %s (%s)', async (_name, code, data) => {
    expectRefusal(await scene.act(who, 'poll.cast-ballot', data()), code, language)
  })

  it.each(['poll.steal', 'poll.cast-ballot ', 'POLL.CAST-BALLOT', '__proto__', '', 'x'.repeat(10_000)])(
    'refuses the unknown verb %p',
    async (verb) => {
      expectRefusal(await scene.act(who, verb, ballot()), 'house:unknown-action', language)
    },
  )

  it.each([
    ['an observer', observer, 'polls:not-in-electorate'],
    ['a member of other groups only', outsider, 'polls:not-in-electorate'],
  ])('P1 refuses %s', async (_name, name, code) => {
    const sql = 'update member set language = $1 where name = $2'
    await scene.test.database.sql(sql, [language, name])
    expectRefusal(await scene.act(name, 'poll.cast-ballot', ballot()), code, language)
    const id = polls.single
    expectRefusal(await scene.act(name, 'poll.withdraw-ballot', { poll: id, nonce }), code, language)
  })

  const locale = language === 'de' ? 'de-DE' : 'en-US'

  it('refuses a visitor, in the language of the visitor’s Teams', async () => {
    const visitor = teamsPerson('Gast')
    const answer = await scene.act(visitor, 'poll.cast-ballot', ballot(), { locale })
    expectRefusal(answer, 'groups:not-a-member', language)
  })

  it('E1 refuses somebody of another network, and of none, in our channel and in theirs', async () => {
    const { objectId, tenantId } = other.member
    const stranger = teamsPerson('Fremd', objectId)
    const here = await scene.act(stranger, 'poll.cast-ballot', ballot(), { locale })
    expectRefusal(here, 'groups:not-a-member', language)
    const world = { ...scene.world, tenant: tenantId }
    const where = groupChannel
    const act = { from: stranger, where, verb: 'poll.cast-ballot', data: ballot(), replyToId: '1', locale }
    await scene.test.database.sql('update member set language = $1 where aad_object_id = $2', [
      language,
      objectId,
    ])
    expectRefusal(await actWith(scene.test, cardAction(world, act)), 'polls:unknown-poll', language)
    const nowhere = cardAction({ ...world, tenant: 'f0000000-0000-4000-8000-00000000000f' }, act)
    expectRefusal(await actWith(scene.test, nowhere), 'groups:no-network', language)
  })
})

it('takes who acts from the activity, never from the data (PLATFORM.md 2)', async () => {
  const forged = { member: demoTeamsPerson(voters[1]).aadObjectId, from: demoTeamsPerson(voters[1]) }
  const answer = await scene.act(observer, 'poll.cast-ballot', {
    ...ballot(),
    ...forged,
    memberId: voters[1],
  })
  expectRefusal(answer, 'polls:not-in-electorate', 'en')
})

it('shows nothing of another network in any refusal (E1)', async () => {
  for (const verb of [
    'poll.card',
    'poll.answer-form',
    'poll.cast-ballot',
    'poll.withdraw-ballot',
    'poll.close',
  ]) {
    const answer = await scene.act('Anke Beispiel', verb, { poll: other.poll.id, choice: 'o1', nonce })
    for (const secret of itsSecrets) expect(JSON.stringify(answer.card)).not.toContain(secret)
  }
})
