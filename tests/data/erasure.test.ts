/** Who may erase whom, once, whatever happens at the same moment. */
import { randomIds } from '../../bot/ids'
import { memberOf, textsOf } from '../support/demo-teams'
import { auditOf, memberId, wholeDatabase } from '../support/kept'
import { groupId, observer, coordinator as office, openPoll, showPage, vote, voters } from '../support/polls'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'

const [bernd, clara, deniz] = voters
let test: TestService
beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

const erase = (who: string, member?: string) =>
  test.api(who, 'data.erase', { body: { sure: true, ...(member && { member }) } })
const makeOffice = (name: string) =>
  test.database.sql('update member set office = true where name = $1', [name])

it('a person erases herself; asked a second time she is nobody', async () => {
  const erased = await erase(bernd)
  expect([erased.status, erased.body.own]).toEqual([200, true])
  expect(erased.body.pseudonym).toMatch(/^Ehemaliges Mitglied [0-9A-F]{4}$/)
  // The demo signs people in by name; the identity is what counts.
  const again = await erase(bernd)
  expect([again.status, again.body.refusal.code]).toEqual([403, 'groups:not-a-member'])
})

it('without saying that one has read it nothing is erased', async () => {
  const refused = await test.api(bernd, 'data.erase', { body: {} })
  expect([refused.status, refused.body.refusal.code]).toEqual([422, 'data:not-sure'])
  expect((await test.api(bernd, 'member.show')).status).toBe(200)
})

it('the office erases somebody else, and nobody beside the office does', async () => {
  const id = await memberId(test, bernd)
  for (const who of [clara, observer, 'Deniz Entwurf']) {
    for (const route of ['data.erase', 'data.export'])
      expect((await test.api(who, route, { body: { member: id, sure: true } })).body.refusal.code).toBe(
        'groups:lacks-administer',
      )
    const preview = await test.api(who, 'data.erasure', { query: { member: id } })
    expect(preview.body.refusal.code).toBe('groups:lacks-administer')
  }
  const preview = await test.api(office, 'data.erasure', { query: { member: id } })
  expect(preview.body).toMatchObject({ own: false, person: { name: bernd } })
  expect((await erase(office, id)).body).toMatchObject({ own: false })
  expect((await erase(office, id)).body.refusal.code).toBe('data:already-erased')
  expect((await erase(office, randomIds.id())).body.refusal.code).toBe('data:unknown-person')
  expect((await test.api(bernd, 'member.show')).status).toBe(403)
  expect((await auditOf(test)).at(-1)).toMatchObject({ actor: office, what: 'data.erase', matter_id: id })
})

it('the last of the office cannot be erased, and reads whom to name first; the second last can', async () => {
  for (const answer of [await erase(office), await test.api(office, 'data.erasure')]) {
    expect(answer.body.refusal.code).toBe('data:last-office')
    expect(answer.body.refusal.instead).toContain('Benennen Sie zuerst')
  }
  await makeOffice(clara)
  expect((await erase(office)).status).toBe(200)
  expect((await erase(clara)).body.refusal.code).toBe('data:last-office')
})

it('two of the office who erase each other at once: one of them stays', async () => {
  await makeOffice(clara)
  const [a, b] = [await memberId(test, office), await memberId(test, clara)]
  const answers = await Promise.all([erase(office, b), erase(clara, a)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
  const left = await test.database.sql('select 1 from member where office and left_at is null')
  expect(left).toHaveLength(1)
})

it('asked five times at once a person is erased once, with one entry in the log', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => erase(bernd)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await auditOf(test)).filter(({ what }) => what === 'data.erase')).toHaveLength(1)
})

it('while ballots are cast and polls opened nothing waits for ever, and every ballot counts once', async () => {
  const poll = await openPoll(test, { date: '2026-12-14' })
  const votes = [...voters.map((who, i) => vote(test, who, poll.id, `o${(i % 3) + 1}`))]
  const opened = [1, 2, 3].map((i) => openPoll(test, { question: `Frage ${i}?` }))
  const [erased, ...cast] = await Promise.all([erase(bernd), ...votes])
  await Promise.all(opened)
  expect(erased?.status).toBe(200)
  const counted = cast.filter(({ status }) => status === 200).length
  const page = await showPage(test, office, poll.id)
  expect(page.poll.answered).toBe(counted)
  expect(counted).toBeGreaterThanOrEqual(voters.length - 1)
  expect((await wholeDatabase(test)).filter((row) => row.includes(bernd))).toEqual([])
})

it('what breaks in the middle leaves everything as it was', async () => {
  await test.database.sql(
    `create function break_it() returns trigger language plpgsql as $$ begin raise 'broken on purpose'; end $$`,
  )
  await test.database.sql(
    'create trigger breaking before insert on audit_entry for each row execute function break_it()',
  )
  const before = await wholeDatabase(test)
  const fault = await erase(bernd)
  expect(fault.status).toBe(500)
  // Jobs come and go meanwhile, and bring cards up to date.
  const ours = (rows: readonly string[]) =>
    rows
      .filter((row) => /^verbund\.(?!live_worker)/.test(row))
      .map((row) => row.replace('"refresh_waiting":true', '"refresh_waiting":false'))
  expect(ours(await wholeDatabase(test))).toEqual(ours(before))
  await test.database.sql('drop trigger breaking on audit_entry')
  expect((await erase(bernd)).status).toBe(200)
})

it('P4 who is erased without having answered is reminded no more, nor is the channel in their stead', async () => {
  const group = await groupId(test, 'AK KMU-Netzwerk')
  const poll = await openPoll(test, { by: bernd, group, date: '2026-12-14' } as object)
  for (const { name } of poll.voters ? await electorate(poll.id) : [])
    if (name !== 'Petra Dummy') await vote(test, name, poll.id, 'o1')
  await erase('Petra Dummy')
  const { world } = test.service.desk
  const { networkId } = await memberOf(test, office)
  const { missingVoters } = await import('../../bot/polls/reminder-store')
  expect(await world.database.inNetwork(networkId, (tx) => missingVoters(tx, poll.id))).toEqual([])
})

const electorate = async (poll: string) =>
  (await showPage(test, office, poll)).electorate as readonly { readonly name: string }[]

it('E3 under a refusal stands what would go of the one who was meant, and not of the one who asks', async () => {
  const id = await memberId(test, clara)
  const { body } = await test.api(office, 'data.erase', { body: { member: id }, asCard: true })
  expect(textsOf(body)).toContain(`Der Name „${clara}“`)
  expect(textsOf(body)).not.toContain(`Der Name „${office}“`)
})

it('E1 the office of one network erases and exports nobody of another', async () => {
  const north = await foundSecondNetwork(test)
  const id = await memberId(test, deniz)
  for (const [route, options] of [
    ['data.erase', { body: { member: id, sure: true } }],
    ['data.export', { body: { member: id } }],
    ['data.erasure', { query: { member: id } }],
  ] as const) {
    const answer = await test.api(north.office, route, options)
    expect([route, answer.status]).toEqual([route, 404])
  }
  const people = await test.api(north.office, 'data.people')
  expect(JSON.stringify(people.body)).not.toContain(deniz)
  expect((await test.api(deniz, 'member.show')).status).toBe(200)
})
