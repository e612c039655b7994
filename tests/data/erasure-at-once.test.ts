/** Erasing a person while the office changes, imports or seats the same one: afterwards nothing of them is there again. */

import { call } from '../support/elections'
import { type HeldRows, holdPeople } from '../support/held-rows'
import { auditOf, memberId, wholeDatabase } from '../support/kept'
import { sendFile } from '../support/office'
import { groupId, coordinator as office } from '../support/polls'
import { demoPerson, type HttpAnswer, startTestService, type TestService } from '../support/service'

const [anke, clara, sami] = [office, 'Clara Vorbild', 'Sami Rollenspiel']
const mail = 'sami@tu.example'
let test: TestService
let held: HeldRows | undefined
beforeEach(async () => {
  test = await startTestService()
  await test.database.sql('update member set mail = $1 where name = $2', [mail, sami])
})
afterEach(async () => {
  await held?.letGo()
  held = undefined
  await test.stop()
})

interface Facts {
  readonly id: string
  readonly organisation_id: string
  readonly objectId: string
}
const factsOf = async (name: string): Promise<Facts> => {
  const [row] = await test.database.sql<Facts>(
    'select id, organisation_id, aad_object_id as "objectId" from member where name = $1',
    [name],
  )
  if (!row) throw new Error(`${name} is nobody here`)
  return row
}
const erase = (who: string, member: string) => test.api(who, 'data.erase', { body: { sure: true, member } })
const change = (who: string, { id, organisation_id }: Facts, name: string, wanted: object = {}) =>
  test.api(who, 'member.change', {
    body: { member: id, name, organisation: organisation_id, mail, office: false, ...wanted },
  })
const tracesOf = async (who: Facts, words: readonly string[]) =>
  (await wholeDatabase(test)).filter((row) => [...words, who.objectId].some((word) => row.includes(word)))

/** Both wait for the person's row, the erasure before the other act; then the row is let go. */
async function eraseBefore(who: string, id: string, act: () => Promise<{ status: number }>) {
  if (!held) throw new Error('nothing is held')
  const erased = await held.queue(() => erase(who, id))
  const other = await held.queue(act)
  await held.letGo()
  return [(await erased.done).status, (await other.done).status]
}

it('what the office changes at the same moment does not bring name, mail or account back', async () => {
  const person = await factsOf(sami)
  held = await holdPeople(test.database, [person.id])
  const statuses = await eraseBefore(anke, person.id, () => change(anke, person, 'Sami Geändert'))
  expect(statuses).toEqual([200, 404])
  expect(await tracesOf(person, [sami, 'Sami Geändert', mail])).toEqual([])
})

it('nor does an import that was previewed before: it is refused, and the person stays out', async () => {
  const person = await factsOf(sami)
  const file = `Name;E-Mail;Organisation\nSami Importiert;${mail};TU Braunschweig\n`
  const { mark } = (await sendFile(test, 'import.preview', file)).body
  held = await holdPeople(test.database, [person.id])
  const statuses = await eraseBefore(anke, person.id, () =>
    sendFile(test, 'import.carry-out', file, { mark }),
  )
  expect(statuses).toEqual([200, 409])
  expect(await tracesOf(person, [sami, 'Sami Importiert', mail])).toEqual([])
  expect((await test.api(demoPerson(sami), 'member.show')).status).toBe(403)
})

it('an import knows nobody who was erased: the same address is somebody new', async () => {
  const person = await factsOf(sami)
  await erase(anke, person.id)
  const file = `Name;E-Mail;Organisation\nSami Neu;${mail};TU Braunschweig\n`
  const { body } = await sendFile(test, 'import.preview', file)
  expect(body.counts).toMatchObject({ new: 1, changed: 0 })
  await sendFile(test, 'import.carry-out', file, { mark: body.mark })
  expect(await memberId(test, 'Sami Neu')).not.toBe(person.id)
})

it('who erases herself while she takes the only other one out of the office: the office keeps somebody', async () => {
  await test.database.sql('update member set office = true where name = $1', [clara])
  const [own, other] = [await factsOf(anke), await factsOf(clara)]
  held = await holdPeople(test.database, [own.id, other.id])
  const statuses = await eraseBefore(anke, own.id, () => change(anke, other, clara, { mail: '' }))
  expect(statuses[0]).toBe(200)
  expect(statuses[1]).toBeGreaterThan(399)
  expect(await test.database.sql('select from member where office and left_at is null')).toHaveLength(1)
})

it('who is put into a seat at the same moment does not sit there as a pseudonym', async () => {
  const person = await factsOf(sami)
  const [seat] = await test.database.sql<{ id: string }>(
    `insert into seat (id, network_id, organisation_id, chair)
     select gen_random_uuid(), network_id, organisation_id, false from member where id = $1 returning id`,
    [person.id],
  )
  held = await holdPeople(test.database, [person.id])
  const statuses = await eraseBefore(anke, person.id, () =>
    test.api(anke, 'seat.fill', { body: { seat: seat?.id, holder: person.id } }),
  )
  expect(statuses[0]).toBe(200)
  expect(await test.database.sql('select from seat where holder_id = $1', [person.id])).toEqual([])
})

it('a term that is set at the same moment does not put who is erased back into the seat', async () => {
  const [seat] = await test.database.sql<{ id: string; holder: string }>(
    `select s.id, m.name as holder from seat s join member m on m.id = s.holder_id
     where not m.office order by m.name limit 1`,
  )
  const person = await factsOf(seat?.holder ?? '')
  held = await holdPeople(test.database, [person.id])
  const term = { from: '2026-01-01', to: '2028-12-31' }
  const statuses = await eraseBefore(anke, person.id, () =>
    test.api(anke, 'seat.set-term', { body: { seat: seat?.id, ...term } }),
  )
  expect(statuses[0]).toBe(200)
  expect(await test.database.sql('select from seat where holder_id = $1', [person.id])).toEqual([])
  expect(await test.database.sql('select from membership where member_id = $1', [person.id])).toEqual([])
})

it('who stands for election while being erased is refused, and stands nowhere', async () => {
  const { id } = await call(test)
  const person = await factsOf('Bernd Muster')
  held = await holdPeople(test.database, [person.id])
  const statuses = await eraseBefore(anke, person.id, () =>
    test.api('Bernd Muster', 'election.stand', { body: { election: id } }),
  )
  expect(statuses).toEqual([200, 403])
  expect(await test.database.sql('select from candidacy where member_id = $1', [person.id])).toEqual([])
})

it('whoever loses the office behind another act administers nothing any more', async () => {
  await test.database.sql('update member set office = true where name = $1', [clara])
  const [own, other] = [await factsOf(anke), await factsOf(clara)]
  const { seats } = (await test.api(clara, 'committee.show')).body
  held = await holdPeople(test.database, [other.id])
  const taken = await held.queue(() => change(anke, other, clara, { mail: '' }))
  const late = [
    await held.queue(() => test.api(clara, 'seat.vacate', { body: { seat: seats[0].id } })),
    await held.queue(() => test.api(clara, 'member.remove', { body: { member: own.id } })),
  ]
  await held.letGo()
  expect((await taken.done).status).toBe(200)
  expect(await Promise.all(late.map(async (one) => (await one.done).status))).toEqual([403, 403])
})

it('what the office writes down beside administration is written down while somebody is erased', async () => {
  const own = await factsOf(anke)
  for (const name of ['Petra Dummy', 'Quirin Prototyp', 'Lene Vorlage', clara, sami]) {
    const { id } = await factsOf(name)
    const answers = await Promise.all([
      erase(anke, id),
      ...Array.from({ length: 6 }, () => test.api(anke, 'data.export', { body: { member: own.id } })),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
  }
  expect((await auditOf(test)).filter(({ what }) => what === 'data.export')).toHaveLength(30)
})

it('who asks to join, or joins, while being erased is in no group afterwards', async () => {
  const person = await factsOf(sami)
  const group = await groupId(test, 'AK Transformation')
  await test.database.sql('update working_group set open = true where id = $1', [group])
  held = await holdPeople(test.database, [person.id])
  const statuses = await eraseBefore(anke, person.id, () => test.api(sami, 'group.join', { body: { group } }))
  expect(statuses).toEqual([200, 403])
  expect(await test.database.sql('select from membership where member_id = $1', [person.id])).toEqual([])
})

it('in whatever order they come, round after round, an erased person has neither name nor account', async () => {
  const names = ['Petra Dummy', 'Quirin Prototyp', 'Lene Vorlage', 'Rieke Platzhalter', clara, sami]
  const group = await groupId(test)
  for (const name of names) {
    const person = await factsOf(name)
    const answers: readonly HttpAnswer[] = await Promise.all([
      change(anke, person, `${name} A`, { mail: '' }),
      erase(name, person.id),
      change(anke, person, `${name} B`, { mail: '' }),
      test.api(anke, 'group.set-role', { body: { group, member: person.id, role: 'member' } }),
      test.api(name, 'member.set-language', { body: { language: 'en' } }),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    expect(answers[1]?.status).toBe(200)
    expect(await tracesOf(person, [name])).toEqual([])
    expect(await test.database.sql('select from membership where member_id = $1', [person.id])).toEqual([])
  }
  expect((await auditOf(test)).filter(({ what }) => what === 'data.erase')).toHaveLength(names.length)
})
