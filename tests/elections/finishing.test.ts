/** After an election: the elected take their seats in one act, which is written down; deputies follow. */
import { memberOf } from '../support/demo-teams'
import { electionPage, endVoting, opener, voteFor, voting } from '../support/elections'
import { voters } from '../support/polls'
import { codeOf } from '../support/refusals'
import { startTestService, type TestService } from '../support/service'

let test: TestService
const [bernd, clara, , ella, frida, gero] = voters
/** Of organisations without a seat. */
const [lene, nuria, ulla] = ['Lene Vorlage', 'Nuria Szenario', 'Ulla Testfall'] as const

beforeAll(async () => {
  test = await startTestService()
})
beforeEach(() => test.clock.set('2026-11-23T09:00:00+01:00'))
afterAll(() => test.stop())

const fill = (election: string, who = opener) => test.api(who, 'election.fill-seats', { body: { election } })

interface Row {
  readonly id: string
  readonly organisation: string
  readonly holder: string | null
  readonly term: string
}

const seatsFrom = (election: string) =>
  test.database.sql<Row>(
    `select s.id, o.name as organisation, m.name as holder, s.term_from || ' ' || s.term_to as term from seat s
     join organisation o on o.id = s.organisation_id left join member m on m.id = s.holder_id
     where s.election_id = $1 order by o.name`,
    [election],
  )

/** Two of three win. */
async function ended(candidates: readonly [string, string, string]): Promise<string> {
  const { election, poll } = await voting(test, candidates)
  for (const who of [bernd, clara, ella, frida]) await voteFor(test, who, poll, candidates.slice(0, 2))
  await voteFor(test, gero, poll, [candidates[2]])
  await endVoting(test, poll)
  return election
}

it('puts each into a seat of the own organisation, for the term of the election, and writes it down', async () => {
  const election = await ended([lene, nuria, ulla])
  const answer = await fill(election)
  expect(answer.body).toMatchObject({ state: 'closed', filled: true })
  expect(
    (await seatsFrom(election)).map(({ organisation, holder, term }) => [organisation, holder, term]),
  ).toEqual([
    ['Logistik, Wolfsburg', lene, '2027-01-01 2028-12-31'],
    ['Softwarehaus, Braunschweig', nuria, '2027-01-01 2028-12-31'],
  ])
  const deeds = await test.database.sql<{ what: string; door: string; data: object }>(
    'select what, door, data from audit_entry where matter_id = $1 order by number',
    [election],
  )
  expect(deeds.map(({ what, door }) => [what, door])).toEqual([
    ['election.call', 'tab'],
    ['election.fill-seats', 'tab'],
  ])
  expect(JSON.stringify(deeds)).not.toContain(lene)
})

it('once: a second time, at once or later, seats nobody', async () => {
  const election = await ended([bernd, clara, gero])
  await test.database.sql(`update seat set term_to = '2026-12-31' where election_id is null`)
  const answers = await Promise.all([fill(election), fill(election)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(codeOf(await fill(election))).toBe('elections:filled-already')
  expect(await seatsFrom(election)).toHaveLength(2)
  await test.database.sql('update seat set term_to = null where election_id is null')
  await test.database.sql('delete from seat where election_id = $1', [election])
})

it('whole or not at all: who holds a seat in that term already stops it for everyone', async () => {
  const election = await ended([frida, bernd, ulla])
  const refused = await fill(election)
  expect(codeOf(refused)).toBe('elections:holds-seat')
  expect(refused.body.refusal.what).toContain(bernd)
  expect(await seatsFrom(election)).toEqual([])
  expect((await electionPage(test, opener, election)).election.filled).toBe(false)
})

it('leaves the seat of who has left since vacant, for the organisation to be asked', async () => {
  const election = await ended([frida, ulla, nuria])
  await test.database.sql('update member set left_at = now() where name = $1', [frida])
  try {
    expect((await fill(election)).status).toBe(200)
    expect((await seatsFrom(election)).map(({ holder }) => holder).sort()).toEqual([ulla, null].sort())
  } finally {
    await test.database.sql('update member set left_at = null')
  }
})

it('only chair and office may, and who sees nothing of the election is told nothing of it', async () => {
  const election = await ended([gero, ella, ulla])
  expect(codeOf(await fill(election, bernd))).toBe('groups:lacks-run-elections')
  expect(codeOf(await fill(election, 'Petra Dummy'))).toBe('elections:unknown-election')
  await test.database.sql(
    'update seat set chair = holder_id is not distinct from (select id from member where name = $1)',
    [gero],
  )
  await test.database.sql(`update seat set term_to = '2026-12-31' where election_id is null`)
  // A chair without the office: Gero, who has one of the demo's seats.
  expect((await fill(election, gero)).status).toBe(200)
})

it('a person who was elected names the own deputy afterwards, and nobody else does but the office', async () => {
  const [seat] = await test.database.sql<{ id: string; election_id: string }>(
    'select s.id, s.election_id from seat s join member m on m.id = s.holder_id where m.name = $1 and s.election_id is not null',
    [lene],
  )
  const { organisationId, networkId } = await memberOf(test, lene)
  await test.database.sql(
    `insert into member (id, network_id, organisation_id, name, language)
     values ('5d0f6a3e-0000-4000-8000-0000000000d1', $1, $2, 'Vera Vertretung', 'de')`,
    [networkId, organisationId],
  )
  const name = (who: string) =>
    test.api(who, 'seat.name-deputy', {
      body: { seat: seat?.id, deputy: '5d0f6a3e-0000-4000-8000-0000000000d1' },
    })
  expect(codeOf(await name(nuria))).toBe('groups:lacks-administer')
  // The term has not begun: the seat gives no right yet.
  expect(codeOf(await name(lene))).toBe('groups:lacks-administer')
  test.clock.set('2027-01-01T00:00:00+01:00')
  expect((await name(lene)).status).toBe(200)
  const shown = (await test.api(nuria, 'committee.show')).body.seats
  expect(shown.find((one: { id: string }) => one.id === seat?.id).deputy.name).toBe('Vera Vertretung')
})
