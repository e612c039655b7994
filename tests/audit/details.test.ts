/** What the office reads of a deed: which way it was decided, who got what, how much; and nothing where nothing was changed. */
import { auditOf, latestLine } from '../support/kept'
import { groupId, coordinator as office, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

const [bernd] = voters
const [asker, group] = ['Lene Vorlage', 'AK KMU-Netzwerk']
let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

const act = (who: string, route: string, body: object) => test.api(who, route, { body })
const said = (language?: 'de' | 'en') => latestLine(test, office, language)
const deedsSince = async (before: number) => (await auditOf(test)).slice(before).map(({ what }) => what)
const written = async () => (await auditOf(test)).length
const factsOf = async (name: string) => {
  const [row] = await test.database.sql<{ id: string; organisation: string; office: boolean }>(
    'select id, organisation_id as organisation, office from member where name = $1',
    [name],
  )
  if (!row) throw new Error(`${name} is nobody here`)
  const { id: member, organisation } = row
  return { member, name, organisation, mail: '', office: row.office }
}

describe('joining and leaving', () => {
  it('asking is another deed than joining; asking again, and being in already, are none', async () => {
    const id = await groupId(test, group)
    const before = await written()
    for (let i = 0; i < 3; i += 1) await act(asker, 'group.join', { group: id })
    await act(bernd, 'group.join', { group: id })
    expect(await deedsSince(before)).toEqual(['group.ask'])
    expect(await said()).toEqual({
      deed: 'Aufnahme in einen Arbeitskreis erbeten',
      matter: group,
      detail: null,
    })
  })

  it('taking the request back is another deed than leaving; leaving what one is not in is none', async () => {
    const id = await groupId(test, group)
    const before = await written()
    for (let i = 0; i < 2; i += 1) await act(asker, 'group.leave', { group: id })
    expect(await deedsSince(before)).toEqual(['group.take-back'])
  })

  it('an answer says which one it was and for which group; the same once more is no second deed', async () => {
    const id = await groupId(test, group)
    await act(asker, 'group.join', { group: id })
    const { requests } = (await test.api(bernd, 'group.show', { query: { group: id } })).body
    const before = await written()
    for (let i = 0; i < 2; i += 1)
      await act(bernd, 'group.answer-join', { request: requests[0].id, accept: false })
    expect(await deedsSince(before)).toEqual(['group.answer-join'])
    expect(await said()).toEqual({
      deed: 'Über eine Aufnahme entschieden',
      matter: asker,
      detail: `nicht aufgenommen; Arbeitskreis: ${group}`,
    })
  })
})

describe('what the office changes', () => {
  it('that somebody came into the office is said, and what else was changed', async () => {
    const facts = await factsOf('Gero Modell')
    await act(office, 'member.change', { ...facts, mail: 'gero@ihk.example', office: true })
    expect(await said()).toEqual({
      deed: 'Angaben einer Person geändert',
      matter: 'Gero Modell',
      detail: 'geändert: E-Mail-Adresse, Geschäftsstelle; gehört zur Geschäftsstelle',
    })
    expect((await said('en')).detail).toBe('changed: mail address, office; belongs to the office')
    const before = await written()
    await act(office, 'member.change', { ...facts, mail: 'gero@ihk.example', office: true })
    expect(await deedsSince(before)).toEqual([])
  })

  it('a role, a channel and its language, a seat and an organisation that is gone are named', async () => {
    const person = await factsOf('Rieke Platzhalter')
    const digital = await groupId(test)
    await act(office, 'group.set-role', { group: digital, member: person.member, role: 'observer' })
    expect((await said()).detail).toBe('Arbeitskreis: AK Digitale Kompetenzen; Rolle: beobachtend')
    const [channel] = await test.database.sql<{ id: string }>(
      'select id from channel where group_id = $1 limit 1',
      [digital],
    )
    await act(office, 'channel.set-language', { channel: channel?.id, language: 'en' })
    expect(await said()).toMatchObject({ matter: expect.stringMatching(/./), detail: 'Englisch' })
    await act(office, 'channel.bind', { channel: channel?.id, group: null })
    expect((await said()).detail).toBe('keinem Arbeitskreis zugeordnet')
    await act(office, 'channel.bind', { channel: channel?.id, group: digital })
    expect((await said()).detail).toBe('Arbeitskreis: AK Digitale Kompetenzen')
    const lene = await factsOf('Lene Vorlage')
    await act(office, 'seat.add', { organisation: lene.organisation, holder: lene.member, from: '', to: '' })
    expect(await said()).toMatchObject({
      matter: expect.stringMatching(/./),
      detail: expect.stringContaining('Auf dem Sitz: Lene Vorlage'),
    })
    const { id } = (await act(office, 'organisation.add', { name: 'Leerwerk', bench: 'employers' })).body
    await act(office, 'organisation.remove', { organisation: id })
    expect(await said()).toEqual({ deed: 'Organisation entfernt', matter: 'Leerwerk', detail: 'Leerwerk' })
  })

  it('the file says the same', async () => {
    const { body } = await act(office, 'audit.export', { what: 'organisation.remove' })
    expect(body.file).toContain('Organisation entfernt;Leerwerk;Leerwerk')
  })
})
