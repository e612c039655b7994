/** What the office keeps: organisations, people, groups, channels, files; every mistake is refused in words. */
import { demoPlaces } from '../../bot/demo/network'
import { office, officeOf } from '../support/office'
import { groupId } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

let test: TestService
beforeEach(async () => {
  test = await startTestService()
})
afterEach(() => test.stop())

const { act, people, organisation, codeOf } = officeOf(() => test)

describe('organisations', () => {
  const facts = { name: 'Neuwerk', bench: 'employers', sector: 'Optik', size: '10-49', parent: '' }

  it('are added, changed, moved into a family and removed', async () => {
    const { id } = (await act('organisation.add', facts)).body
    const parent = (await organisation('Volkswagen')).id
    await act('organisation.change', { ...facts, organisation: id, name: 'Altwerk', parent })
    expect(await organisation('Altwerk')).toMatchObject({
      size: '10-49',
      parent: { name: 'Volkswagen' },
      people: 0,
    })
    expect((await act('organisation.remove', { organisation: id })).status).toBe(200)
    expect(await organisation('Altwerk')).toBeUndefined()
  })

  it('are refused under a name that is taken, in a circle, and removed while people belong to them', async () => {
    expect(await codeOf(act('organisation.add', { ...facts, name: 'ihk BRAUNSCHWEIG' }))).toBe(
      'groups:name-taken',
    )
    const vw = await organisation('Volkswagen')
    const academy = await organisation('Volkswagen Group Academy')
    const circle = { ...vw, organisation: vw.id, parent: academy.id }
    expect(await codeOf(act('organisation.change', circle))).toBe('groups:own-parent')
    expect(await codeOf(act('organisation.change', { ...circle, parent: vw.id }))).toBe('groups:own-parent')
    expect(await codeOf(act('organisation.remove', { organisation: vw.id }))).toBe(
      'groups:organisation-in-use',
    )
  })

  it('of one name, added ten times at once, stand there once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => act('organisation.add', facts)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status } of answers) expect([200, 409]).toContain(status)
  })
})

describe('people', () => {
  it('are taken in, changed and taken out; who was taken out is let in nowhere, and the ballots stay', async () => {
    const { id: org } = await organisation('IHK Braunschweig')
    const person = { name: 'Ida Neu', organisation: org, mail: 'ida@ihk.example' }
    const { id } = (await act('member.add', person)).body
    expect(await people('ida@')).toMatchObject([{ name: 'Ida Neu', office: false, groups: [] }])
    await act('member.change', { ...person, member: id, name: 'Ida Alt', office: false })
    expect(await people('Ida Alt')).toMatchObject([{ organisation: { name: 'IHK Braunschweig' } }])
    const [gero] = await people('Gero Modell')
    expect((await act('member.remove', { member: gero.id })).status).toBe(200)
    expect((await test.api('Gero Modell', 'member.show')).body.refusal.code).toBe('groups:not-a-member')
    expect(await people('Gero Modell')).toEqual([])
    const [{ seats } = { seats: -1 }] = await test.database.sql<{ seats: number }>(
      'select count(*)::int as seats from seat where holder_id = $1',
      [gero.id],
    )
    expect(seats).toBe(0)
  })

  it('are refused twice, in an organisation that there is not, and with an address that is none', async () => {
    const { id: org } = await organisation('IHK Braunschweig')
    const person = { name: 'Ida Neu', organisation: org, mail: 'ida@ihk.example' }
    await act('member.add', person)
    expect(await codeOf(act('member.add', { ...person, mail: 'IDA@ihk.example' }))).toBe(
      'groups:person-known',
    )
    expect(await codeOf(act('member.add', { ...person, mail: 'ida@' }))).toBe('house:no-mail')
    const nowhere = { ...person, mail: '', organisation: '00000000-0000-4000-8000-00000000dead' }
    expect(await codeOf(act('member.add', nowhere))).toBe('groups:unknown-organisation')
  })

  it('the last person of the office can neither leave nor lose it', async () => {
    const [anke] = await people(office)
    const facts = {
      member: anke.id,
      name: anke.name,
      organisation: anke.organisation.id,
      mail: '',
      office: false,
    }
    expect(await codeOf(act('member.change', facts))).toBe('groups:last-office')
    expect(await codeOf(act('member.remove', { member: anke.id }))).toBe('groups:last-office')
  })

  it('only who has an account comes into the office, and who has none does not count as its last', async () => {
    const facts = async (name: string, give: boolean) => {
      const [one] = await people(name)
      return { member: one.id, name, organisation: one.organisation.id, mail: '', office: give }
    }
    const clara = 'Clara Vorbild'
    await act('member.change', await facts(clara, true))
    await test.database.sql('update member set aad_object_id = null where name in ($1, $2)', [
      clara,
      'Gero Modell',
    ])
    const { body } = await act('member.change', await facts('Gero Modell', true))
    expect([body.refusal.code, body.refusal.why]).toEqual([
      'groups:office-needs-account',
      expect.stringContaining('Microsoft-Konto'),
    ])
    const [anke] = await people(office)
    expect(await codeOf(act('member.change', await facts(office, false)))).toBe('groups:last-office')
    expect(await codeOf(act('member.remove', { member: anke.id }))).toBe('groups:last-office')
    expect(await codeOf(act('data.erase', { sure: true }))).toBe('data:last-office')
    // Of the office without an account she may go.
    expect((await act('member.change', await facts(clara, false))).status).toBe(200)
  })

  it('who was taken for somebody else loses the account, with the mail address or alone', async () => {
    const [wrong] = await people('Gero Modell')
    expect(wrong.account).toMatch(/^[0-9a-f-]{36}$/)
    const facts = { member: wrong.id, name: wrong.name, organisation: wrong.organisation.id, office: false }
    await act('member.change', { ...facts, mail: 'gero@ihk.example' })
    expect((await test.api('Gero Modell', 'member.show')).status).toBe(200)
    await act('member.change', { ...facts, mail: 'gero.modell@ihk.example', unlink: true })
    expect((await test.api('Gero Modell', 'member.show')).body.refusal.code).toBe('groups:not-a-member')
    expect((await people('Gero Modell'))[0]).toMatchObject({ account: null, mail: 'gero.modell@ihk.example' })
    expect(await codeOf(act('member.unlink-account', { member: wrong.id }))).toBe('groups:no-account')
    const [other] = await people('Petra Dummy')
    expect((await act('member.unlink-account', { member: other.id })).status).toBe(200)
    expect((await test.api('Petra Dummy', 'member.show')).status).toBe(403)
    const [anke] = await people(office)
    expect(await codeOf(act('member.unlink-account', { member: anke.id }))).toBe('groups:last-office')
  })

  it('two of the office who take each other out at once leave one', async () => {
    const [anke] = await people(office)
    const [bernd] = await people('Clara Vorbild')
    await act('member.change', {
      member: bernd.id,
      name: bernd.name,
      organisation: bernd.organisation.id,
      mail: '',
      office: true,
    })
    const take = (who: string, facts: { id: string; name: string; organisation: { id: string } }) =>
      test.api(who, 'member.change', {
        body: {
          member: facts.id,
          name: facts.name,
          organisation: facts.organisation.id,
          mail: '',
          office: false,
        },
      })
    await Promise.all([take(office, bernd), take('Clara Vorbild', anke)])
    const [{ left } = { left: 0 }] = await test.database.sql<{ left: number }>(
      'select count(*)::int as left from member where office',
    )
    expect(left).toBe(1)
  })

  it('are searched letter by letter: a per cent sign is one', async () => {
    expect(await people('%')).toEqual([])
    expect(await people('_')).toEqual([])
  })
})

describe('channels', () => {
  it('belong to one group: a second is refused with the name of the first, until it is released', async () => {
    const [channel] = await test.database.sql<{ id: string }>(
      'select id from channel where conversation_id = $1',
      [demoPlaces.digital],
    )
    const group = await groupId(test, 'AK Personalplanung')
    const bound = await act('channel.bind', { channel: channel?.id, group })
    expect([bound.body.refusal.code, bound.body.refusal.what]).toEqual([
      'groups:channel-bound',
      'Dieser Kanal gehört schon zu AK Digitale Kompetenzen.',
    ])
    expect((await act('channel.bind', { channel: channel?.id, group: null })).status).toBe(200)
    expect((await act('channel.bind', { channel: channel?.id, group })).status).toBe(200)
  })
})

it('a group is founded with a coordinator, and not twice under one name', async () => {
  const [ulla] = await people('Ulla Testfall')
  const facts = { name: 'AK Neu', topic: '', coordinator: ulla.id }
  const { id } = (await act('group.add', facts)).body
  const view = (await test.api('Ulla Testfall', 'group.show', { query: { group: id } })).body
  expect(view).toMatchObject({ role: 'coordinator', mayManage: true, mayAdminister: false })
  expect(await codeOf(act('group.add', { ...facts, name: 'ak neu' }))).toBe('groups:name-taken')
})

it('every act of the office stands in the audit log, with the door, and without a name', async () => {
  await act('organisation.add', { name: 'Geheimwerk', bench: 'employers' })
  const entries = await test.database.sql<Record<string, string>>('select * from audit_entry order by number')
  expect(entries.at(-1)).toMatchObject({ what: 'organisation.add', door: 'tab', matter_kind: 'organisation' })
  expect(JSON.stringify(entries)).not.toContain('Geheimwerk')
})
