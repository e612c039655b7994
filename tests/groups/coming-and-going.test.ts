/** People who leave and come back, change the organisation, come from a channel; organisations that nobody is of any more. */

import { office, officeOf } from '../support/office'
import { groupId } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

const { act, people, organisation, codeOf } = officeOf(() => test)

describe('an organisation that nobody belongs to any more', () => {
  const facts = { name: 'Neuwerk', bench: 'employers', sector: 'Optik', size: '', parent: '' }

  it('says what still belongs to it, and goes when only people are left who have left; their past keeps it', async () => {
    const { id } = (await act('organisation.add', facts)).body
    const { id: ida } = (
      await act('member.add', { name: 'Ida Neu', organisation: id, mail: 'ida@neu.example' })
    ).body
    const refused = (await act('organisation.remove', { organisation: id })).body.refusal
    expect([refused.code, refused.why]).toEqual([
      'groups:organisation-in-use',
      'Zu ihr gehören noch: Personen 1, Sitze 0, untergeordnete Organisationen 0.',
    ])
    await act('member.remove', { member: ida })
    expect((await act('organisation.remove', { organisation: id })).status).toBe(200)
    expect(await organisation('Neuwerk')).toBeUndefined()
    expect(await codeOf(act('member.add', { name: 'Uwe', organisation: id, mail: '' }))).toBe(
      'groups:unknown-organisation',
    )
    const left = (await test.api(office, 'member.list', { query: { search: 'Ida' } })).body.left
    expect(left).toMatchObject([{ id: ida, organisation: 'Neuwerk', why: 'removed' }])
    // Whoever comes back brings it back.
    expect((await act('member.take-back', { member: ida })).status).toBe(200)
    expect(await organisation('Neuwerk')).toMatchObject({ people: 1 })
  })

  it('leaves its name to another', async () => {
    const { id } = (await act('organisation.add', facts)).body
    expect((await act('organisation.remove', { organisation: id })).status).toBe(200)
    expect((await act('organisation.add', facts)).body.refusal).toBeUndefined()
  })
})

describe('somebody who has left', () => {
  it('stands in the list, is not taken in a second time, and is taken back: into no group, without office', async () => {
    const [sami] = await people('Sami Rollenspiel')
    await act('member.change', {
      ...{ member: sami.id, name: sami.name, organisation: sami.organisation.id, office: true },
      mail: 'sami@kunststoff.example',
    })
    await act('member.remove', { member: sami.id })
    expect(await people('Sami')).toEqual([])
    const again = { name: 'Sami', organisation: sami.organisation.id, mail: 'SAMI@kunststoff.example' }
    expect(await codeOf(act('member.add', again))).toBe('groups:person-left')
    expect((await act('member.take-back', { member: sami.id })).status).toBe(200)
    expect(await people('Sami')).toMatchObject([{ id: sami.id, office: false, groups: [] }])
    expect((await test.api('Sami Rollenspiel', 'member.show')).status).toBe(200)
    expect(await codeOf(act('member.take-back', { member: sami.id }))).toBe('groups:not-left')
  })

  it('comes back to the organisation that was founded anew under the name of the own one', async () => {
    const facts = { name: 'Neuwerk', bench: 'employers', sector: '', size: '', parent: '' }
    const { id: first } = (await act('organisation.add', facts)).body
    const ida = { name: 'Ida Neu', organisation: first, mail: 'ida@neu.example' }
    const { id: member } = (await act('member.add', ida)).body
    await act('member.remove', { member })
    await act('organisation.remove', { organisation: first })
    const { id: anew } = (await act('organisation.add', { ...facts, name: 'neuwerk' })).body
    expect((await act('member.take-back', { member })).status).toBe(200)
    expect(await people('Ida Neu')).toMatchObject([{ organisation: { id: anew } }])
  })

  it('and is a pseudonym by now does not come back', async () => {
    const [sami] = await people('Sami Rollenspiel')
    await act('data.erase', { member: sami.id, sure: true })
    expect((await test.api(office, 'member.list', { query: { search: 'Rollenspiel' } })).body.left).toEqual(
      [],
    )
    expect(await codeOf(act('member.take-back', { member: sami.id }))).toBe('groups:not-left')
  })
})

it('whoever has a seat cannot go to another organisation: it would sit there for the old one', async () => {
  const [gero] = await people('Gero Modell')
  const vw = (await organisation('Volkswagen')).id
  const change = { member: gero.id, name: gero.name, mail: '', office: false }
  const refused = (await act('member.change', { ...change, organisation: vw })).body.refusal
  expect([refused.code, refused.what]).toEqual([
    'groups:holds-seat',
    'Gero Modell hat einen Sitz für Teutloff Technische Akademie.',
  ])
  expect((await act('member.change', { ...change, organisation: gero.organisation.id })).status).toBe(200)
  const { seats } = (await test.api(office, 'committee.show')).body
  const seat = seats.find(({ holder }: { holder: { id: string } | null }) => holder?.id === gero.id)
  await act('seat.vacate', { seat: seat.id })
  expect((await act('member.change', { ...change, organisation: vw })).status).toBe(200)
})

it('an organisation does not leave the family whose seat one of its people deputises; with the family it may go', async () => {
  const seatOf = async (name: string) =>
    (await test.api(office, 'committee.show')).body.seats.find(
      ({ holder }: { holder: { name: string } | null }) => holder?.name === name,
    )
  const seat = await seatOf('Gero Modell')
  const daughter = { name: 'Neuwerk', bench: 'training', sector: '', size: '', parent: seat.organisation.id }
  const { id } = (await act('organisation.add', daughter)).body
  const { id: ida } = (
    await act('member.add', { name: 'Ida Neu', organisation: id, mail: 'ida@neu.example' })
  ).body
  expect((await act('seat.name-deputy', { seat: seat.id, deputy: ida })).status).toBe(200)
  const vw = await organisation('Volkswagen')
  const leave = { ...daughter, organisation: id, parent: vw.id }
  expect(await codeOf(act('organisation.change', leave))).toBe('groups:parts-deputy')
  const mother = (await organisation(seat.organisation.name)) ?? {}
  const { name, bench, sector, size } = mother
  const along = { name, bench, sector, size: size ?? '', organisation: mother.id, parent: vw.id }
  expect((await act('organisation.change', along)).status).toBe(200)
  expect((await act('seat.name-deputy', { seat: seat.id, deputy: '' })).status).toBe(200)
  expect((await act('organisation.change', { ...leave, parent: '' })).status).toBe(200)
})

describe('a person of a channel', () => {
  const newcomer = async () => ({
    ...{ group: await groupId(test), name: 'Kim Kanal', mail: 'kim@tu.example' },
    ...{ account: '7a3c0de0-0000-4000-8000-0000000000ff', tenant: null },
    organisation: (await organisation('TU Braunschweig')).id,
  })

  it('who is in the group by now keeps the role there', async () => {
    const { group } = await newcomer()
    const [row] = await test.database.sql<{ account: string; organisation: string }>(
      'select aad_object_id as account, organisation_id as organisation from member where name = $1',
      [office],
    )
    expect((await act('group.take-in', { group, name: office, tenant: null, ...row })).status).toBe(200)
    const [{ role } = { role: '' }] = await test.database.sql<{ role: string }>(
      `select role from membership ms join member m on m.id = ms.member_id where ms.group_id = $1 and m.name = $2`,
      [group, office],
    )
    expect(role).toBe('coordinator')
  })

  it('comes into the network and the group in one act, and pressed again is in it once', async () => {
    const facts = await newcomer()
    const tries = await Promise.all(Array.from({ length: 4 }, () => act('group.take-in', facts)))
    expect(tries.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await people('Kim Kanal')).toMatchObject([{ groups: [{ id: facts.group, role: 'member' }] }])
  })

  it('comes into neither where one of them is not to be had', async () => {
    const facts = await newcomer()
    const nowhere = { ...facts, organisation: facts.group }
    expect(await codeOf(act('group.take-in', nowhere))).toBe('groups:unknown-organisation')
    const committee = await groupId(test, 'Steuerkreis')
    expect(await codeOf(act('group.take-in', { ...facts, group: committee }))).toBe(
      'groups:committee-by-seat',
    )
    expect(await people('Kim Kanal')).toEqual([])
  })
})

describe('who coordinates a group', () => {
  it('finds people of the network to let in, by name and organisation, and nobody without asking', async () => {
    const group = await groupId(test, 'AK KMU-Netzwerk')
    const find = async (who: string, search: string) =>
      (await test.api(who, 'group.search-people', { query: { group, search } })).body
    const found = (await find('Bernd Muster', 'logistik')).people
    expect(found).toEqual([
      { id: expect.any(String), name: 'Lene Vorlage', organisation: 'Logistik, Wolfsburg' },
    ])
    expect((await find('Bernd Muster', '')).people).toEqual([])
    // In it already.
    expect((await find('Bernd Muster', 'Petra Dummy')).people).toEqual([])
    expect((await find('Petra Dummy', 'logistik')).refusal.code).toBe('groups:lacks-keep-members')
    const body = { group, member: found[0].id, role: 'member' }
    expect((await test.api('Bernd Muster', 'group.set-role', { body })).status).toBe(200)
    const view = (await test.api('Bernd Muster', 'group.show', { query: { group } })).body
    expect(JSON.stringify(view.organisations)).toContain('Lene Vorlage')
  })
})
