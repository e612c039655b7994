/** Rounds open once for each form, to the organisations that the form has shown (P1, P2, P3). */
import { coordinator, groupId, observer, outsider } from '../support/polls'
import { office, openRound, organisationId, roundPage, tryToOpenRound } from '../support/rounds'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeEach(async () => {
  test = await startTestService()
  await test.database.sql('delete from notice')
})
afterEach(() => test.stop())

const formOf = async (scope: string, who = office) =>
  (await test.api(who, 'round.form', { query: { scope } })).body

it('P1: shows count and names of the organisations before it opens, and asks just those', async () => {
  const form = await formOf('network')
  expect(form.electorate.names.length).toBe(20)
  const round = await openRound(test, { mark: form.electorate.mark })
  const page = await roundPage(test, outsider, round.id)
  expect(page.asked.map(({ name }) => name)).toEqual(form.electorate.names)
  expect(round).toMatchObject({ quarter: '2026-4', participation: { moreThan: 0, of: 20 }, group: null })
})

it('P1: a group asks the organisations that have a vote in it, not those that only observe', async () => {
  const form = await formOf(await groupId(test), coordinator)
  expect(form.electorate.names).toContain('Softwarehaus, Braunschweig')
  // Its only person observes there.
  expect(form.electorate.names).not.toContain('Volkshochschule, Region')
})

it('P1: refuses to open when the organisations are others than the form has shown', async () => {
  const { electorate } = await formOf('network')
  await test.database.sql(`update organisation set removed_at = now() where name = 'Feinoptik, Goslar'`)
  const answer = await tryToOpenRound(test, { mark: electorate.mark })
  expect(answer.body.refusal.code).toBe('needs:asked-changed')
})

it('P2: the same form twice opens one round; with other content it is refused by the round that stands', async () => {
  const first = await openRound(test, { nonce: 'form-of-a-round' })
  const again = await tryToOpenRound(test, { nonce: 'form-of-a-round' })
  expect(again.body.round.id).toBe(first.id)
  const other = await tryToOpenRound(test, { nonce: 'form-of-a-round', time: '13:00' })
  expect([other.status, other.body.refusal.code]).toEqual([409, 'needs:form-sent'])
  const [row] = await test.database.sql<{ n: number }>(
    'select count(*)::int as n from round where state = $1',
    ['open'],
  )
  expect(row?.n).toBe(1)
})

it('P2: one that is sent ten times at once opens one round', async () => {
  const all = await Promise.all(
    Array.from({ length: 10 }, () => tryToOpenRound(test, { nonce: 'ten-times-at-once' })),
  )
  expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  expect(new Set(all.map(({ body }) => body.round.id)).size).toBe(1)
})

it('refuses a second one that asks the same, a deadline in the past, and a network that has ended', async () => {
  const past = await tryToOpenRound(test, { date: '2026-11-20' })
  expect(past.body.refusal.code).toBe('polls:deadline-past')
  await openRound(test)
  const second = await tryToOpenRound(test)
  expect(second.body.refusal.code).toBe('needs:round-runs')
  const rules = { leastFamilies: 3, leastDistance: 15, runsUntil: '2026-11-22' }
  await test.api(office, 'round.set-rules', { body: rules })
  const ended = await tryToOpenRound(test, { scope: await groupId(test) })
  expect(ended.body.refusal.code).toBe('needs:network-ended')
})

it('refuses a group with fewer organisations than a figure needs', async () => {
  await test.api(office, 'round.set-rules', { body: { leastFamilies: 20, leastDistance: 15, runsUntil: '' } })
  const answer = await tryToOpenRound(test, { scope: await groupId(test) })
  expect(answer.body.refusal).toMatchObject({ code: 'needs:too-few-asked' })
})

it('is opened by who runs the group, the one of the network by the office alone', async () => {
  const group = await groupId(test)
  const by = async (who: string, scope: string) => (await tryToOpenRound(test, { by: who, scope })).status
  expect(await by('Bernd Muster', 'network')).toBe(403)
  expect(await by('Bernd Muster', group)).toBe(403)
  expect(await by(observer, group)).toBe(403)
})

it('P1: adds an organisation that came later, with a trace; never one that cannot answer', async () => {
  const group = await groupId(test)
  const round = await openRound(test, { scope: group })
  const add = async (organisation: string) =>
    test.api(office, 'round.add-organisation', { body: { round: round.id, organisation } })
  const school = await organisationId(test, 'Volkshochschule, Region')
  expect((await add(school)).body.refusal.code).toBe('needs:not-addable')
  await test.database.sql(
    `update membership set role = 'member' from member m where m.id = member_id and m.name = 'Kaan Exempel'`,
  )
  expect((await roundPage(test, office, round.id)).addable).toEqual([
    { id: school, name: 'Volkshochschule, Region' },
  ])
  expect((await add(school)).body.participation.of).toBe(round.participation.of + 1)
  const { trace } = await roundPage(test, office, round.id)
  expect(trace.at(-1)).toMatchObject({
    what: 'organisation-added',
    who: office,
    data: { name: 'Volkshochschule, Region' },
  })
})

it('k and p: below 3 and 10 are refused in words that name the rule; an open round keeps its own', async () => {
  const round = await openRound(test)
  const set = (leastFamilies: number, leastDistance: number) =>
    test.api(office, 'round.set-rules', { body: { leastFamilies, leastDistance, runsUntil: null } })
  const few = await set(2, 15)
  expect([few.status, few.body.refusal.code]).toEqual([422, 'needs:least-families'])
  expect(few.body.refusal.why).toContain('mindestens 3')
  expect((await set(3, 9)).body.refusal.code).toBe('needs:least-distance')
  expect((await set(3.5, 15)).body.refusal.code).toBe('needs:least-families')
  expect((await set(5, 30)).status).toBe(200)
  expect((await roundPage(test, office, round.id)).round).toMatchObject({
    leastFamilies: 3,
    leastDistance: 15,
  })
  expect((await test.api(outsider, 'round.rules')).body).toMatchObject({ leastFamilies: 5, mayChange: false })
})
