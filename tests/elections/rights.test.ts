/** The table of rights for elections, every role through every use case; and E1: nothing of another network, by any id. */
import { candidaciesOf, saveCandidacy } from '../../bot/elections/candidacy-store'
import { listElections, loadElection } from '../../bot/elections/store'
import { randomIds } from '../../bot/ids'
import { memberOf } from '../support/demo-teams'
import { call, electionForm, electionPage, opener, standFor } from '../support/elections'
import { groupId } from '../support/polls'
import { foundSecondNetwork, type SecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'

let test: TestService
/** A group of which office and chair are no members, so that they act by their office alone. */
const name = 'AK KMU-Netzwerk'
const people = {
  visitor: { tenantId: '7a3c0de0-0000-4000-8000-000000000001', objectId: 'nobody' },
  outsider: 'Nuria Szenario',
  observer: 'Jette Schablone',
  member: 'Sami Rollenspiel',
  'member with a seat': 'Hilke Fiktion',
  coordinator: 'Bernd Muster',
  'coordinator of another group': 'Deniz Entwurf',
  chair: 'Gero Modell',
  office: opener,
} as const
type Role = keyof typeof people

let group: string
let north: SecondNetwork
beforeAll(async () => {
  test = await startTestService()
  group = await groupId(test, name)
  north = await foundSecondNetwork(test)
  // The chair without the office, and the office without the chair.
  await test.database.sql(
    `update seat set chair = holder_id = (select id from member where name = 'Gero Modell') where holder_id is not null`,
  )
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const seeing = ['observer', 'member', 'member with a seat', 'coordinator', 'chair', 'office'] as const
const voting = ['member', 'member with a seat', 'coordinator'] as const
const running = ['chair', 'office'] as const
const times = {
  ...{
    'opens-date': '2026-11-27',
    'opens-time': '12:00',
    'closes-date': '2026-12-01',
    'closes-time': '12:00',
  },
}

type Doing = (
  election: string,
) => Parameters<TestService['api']>[2] | Promise<Parameters<TestService['api']>[2]>
const uses: Readonly<Record<string, { readonly does: Doing; readonly may: readonly Role[] }>> = {
  'election.show': { does: (election) => ({ query: { election } }), may: seeing },
  'election.card': { does: (election) => ({ query: { election } }), may: seeing },
  'election.propose-form': { does: (election) => ({ query: { election } }), may: seeing },
  'election.list': {
    does: () => ({}),
    may: (Object.keys(people) as Role[]).filter((role) => role !== 'visitor'),
  },
  'election.form': { does: () => ({ query: {} }), may: running },
  'election.call': {
    does: () => ({ body: { ...electionForm, group, nonce: randomIds.nonce() } }),
    may: running,
  },
  'election.stand': { does: (election) => ({ body: { election } }), may: voting },
  'election.propose': {
    does: async (election) => ({ body: { election, member: (await memberOf(test, 'Petra Dummy')).id } }),
    may: ['coordinator', 'chair', 'office'],
  },
  'election.extend': { does: (election) => ({ body: { election, ...times } }), may: running },
  'election.call-off': { does: (election) => ({ body: { election } }), may: running },
}

describe.each(Object.entries(uses))('%s', (route, { does, may }) => {
  it.each(Object.keys(people) as Role[])(
    'is refused to or allowed for the %s as the table says',
    async (role) => {
      const { id } = await call(test, { group })
      const { status, body } = await test.api(people[role], route, await does(id))
      expect([role, status === 200]).toEqual([role, may.includes(role)])
      if (status !== 200) expect([403, 404]).toContain(status)
      if (status !== 200) expect(Object.keys(body.refusal).sort()).toEqual(['code', 'instead', 'what', 'why'])
    },
  )
})

it.each(['go-on', 'fill-seats'])(
  'election.%s gets past its gate for chair and office alone',
  async (verb) => {
    const { id } = await call(test, { group })
    for (const role of Object.keys(people) as Role[]) {
      const { status } = await test.api(people[role], `election.${verb}`, { body: { election: id } })
      // 409: allowed, but not yet.
      expect([role, status === 409]).toEqual([role, (running as readonly Role[]).includes(role)])
    }
  },
)

it('rights add up: the coordinator proposes in the own group, and in no other', async () => {
  const { id } = await call(test, { group, electorate: 'network' })
  const member = (await memberOf(test, 'Petra Dummy')).id
  const propose = (who: string) => test.api(who, 'election.propose', { body: { election: id, member } })
  expect((await propose('Deniz Entwurf')).body.refusal.code).toBe('groups:lacks-propose-candidates')
  expect((await propose('Bernd Muster')).status).toBe(200)
})

describe('E1', () => {
  it('no route shows or changes an election of another network, and what it says is that there is none', async () => {
    const { id } = await call(test, { group })
    const before = await electionPage(test, opener, id)
    const member = north.minted.member.id
    for (const [verb, more] of [
      ['stand', {}],
      ['decline', {}],
      ['propose', { member }],
      ['extend', times],
      ['go-on', {}],
      ['call-off', {}],
      ['fill-seats', {}],
    ] as const) {
      const answer = await test.api(north.office, `election.${verb}`, { body: { election: id, ...more } })
      expect([verb, answer.status, answer.body.refusal.code]).toEqual([
        verb,
        404,
        'elections:unknown-election',
      ])
    }
    for (const verb of ['show', 'card', 'propose-form', 'recount']) {
      const answer = await test.api(north.office, `election.${verb}`, { query: { election: id } })
      expect([verb, answer.status]).toEqual([verb, 404])
    }
    expect((await test.api(north.office, 'election.list')).body.elections).toEqual([])
    expect(await electionPage(test, opener, id)).toEqual(before)
  })

  it('nobody of another network is proposed, and no group of theirs holds an election', async () => {
    const { id } = await call(test, { group })
    const body = { election: id, member: north.minted.member.id }
    expect((await test.api(opener, 'election.propose', { body })).body.refusal.code).toBe(
      'elections:not-eligible',
    )
    const theirs = { ...electionForm, group: north.groupId, nonce: randomIds.nonce() }
    expect((await test.api(opener, 'election.call', { body: theirs })).body.refusal.code).toBe(
      'groups:unknown-group',
    )
  })

  it('with the checks taken out, row-level security shows nothing and takes nothing', async () => {
    const { id } = await call(test, { group })
    await standFor(test, 'Sami Rollenspiel', id)
    const { database } = test.service.desk.world
    await database.inNetwork(north.networkId, async (tx) => {
      expect(await loadElection(tx, id)).toBeUndefined()
      expect(await candidaciesOf(tx, id)).toEqual([])
      expect(await listElections(tx, north.minted.member.id, null, 50)).toEqual([])
    })
    const forging = database.inNetwork(north.networkId, (tx) =>
      saveCandidacy(tx, id, north.minted.member.id, { state: 'accepted', proposedBy: null, at: new Date(0) }),
    )
    await expect(forging).rejects.toThrow(/foreign key/)
  })
})
