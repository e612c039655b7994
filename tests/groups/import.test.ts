/** The import through the real door: a preview that changes nothing, then the change, whole, and read again from its own export. */
import { unzipSync } from 'fflate'
import type { Identity } from '../../bot/groups/identity-store'
import { office, sendFile } from '../support/office'
import { groupId } from '../support/polls'
import { foundSecondNetwork } from '../support/second-network'
import { type HttpAnswer, startTestService, type TestService } from '../support/service'

let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

const send = (
  route: string,
  file: string | Buffer,
  query?: Record<string, string>,
  who?: string | Identity,
) => sendFile(test, route, file, query, who)
const counts = async () =>
  (
    await test.database.sql(
      `select (select count(*)::int from organisation) o, (select count(*)::int from member) m,
        (select count(*)::int from working_group) g, (select count(*)::int from membership) ms`,
    )
  )[0]
const file = `Name;E-Mail;Organisation;Bank;Arbeitskreise;Rolle
Erika Ä.;e@neu.example;Neuwerk, Gifhorn;Arbeitgeber;AK Import;Koordination
Uwe;u@neu.example;Neuwerk, Gifhorn;;AK Import;Mitglied
Kaputt;nicht@;Neuwerk, Gifhorn;;;
`

it('the preview tells every row’s fate in words, and stores nothing', async () => {
  const before = await counts()
  const { status, body } = await send('import.preview', file)
  expect(status).toBe(200)
  expect(body.counts).toEqual({ new: 2, changed: 0, same: 0, refused: 1 })
  expect(body.changes).toEqual({ organisations: 1, people: 2, groups: 1, memberships: 2 })
  expect(body.rows[0]).toEqual({
    ...{ row: 2, fate: 'new', name: 'Erika Ä.', organisation: 'Neuwerk, Gifhorn' },
    says: [
      'neue Organisation Neuwerk, Gifhorn',
      'neue Person',
      'neuer Arbeitskreis AK Import',
      'koordiniert AK Import',
    ],
  })
  expect(body.rows[2]).toMatchObject({ row: 4, fate: 'refused' })
  expect(body.rows[2].says[0]).toBe('„nicht@“ ist keine E-Mail-Adresse.')
  expect(await counts()).toEqual(before)
})

it('what has changed since the preview is not carried out: somebody else was quicker', async () => {
  const { mark } = (await send('import.preview', file)).body
  await test.api(office, 'organisation.add', { body: { name: 'NEUWERK, Gifhorn', bench: 'employers' } })
  const { status, body } = await send('import.carry-out', file, { mark })
  expect([status, body.refusal.code]).toEqual([409, 'groups:import-changed'])
})

it('carries out what the preview has shown; once more it changes nothing, ten times at once neither', async () => {
  const { mark } = (await send('import.preview', file)).body
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => send('import.carry-out', file, { mark })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  // Two files of one person at a time: the others are told to wait, and find then that it is done.
  for (const { status } of answers.filter((answer) => answer.status !== 200))
    expect([429, 409]).toContain(status)
  const late = await send('import.carry-out', file, { mark })
  expect([late.status, late.body.refusal.code]).toEqual([409, 'groups:import-changed'])
  const again = (await send('import.preview', file)).body
  expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, refused: 1 })
  expect(await groupId(test, 'AK Import')).toBeTruthy()
  expect(
    await test.database.sql(`select door, data from audit_entry where what = 'import.carry-out'`),
  ).toEqual([{ door: 'tab', data: { organisations: 0, people: 2, groups: 1, memberships: 2 } }])
})

async function exported(as: 'csv' | 'zip' | 'xlsx'): Promise<Buffer> {
  const response = await fetch(`${test.url}/api/network.export?as=${as}`, {
    headers: { authorization: `Bearer ${await test.token(office)}` },
  })
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''Verbund.${as}`)
  return Buffer.from(await response.arrayBuffer())
}
/** Names with which a spreadsheet would calculate, and such as only look like our guard against that. */
const evil = ['+cmd|calc', '=1+1', '@SUM(A1)', "'+1", "''-1", '＝1', "d'Or"]

it('exports with formulas made harmless, and reads the very same names back: nothing in its own export is new', async () => {
  const [first] = (await test.api(office, 'network.show')).body.organisations
  for (const [i, name] of evil.entries()) {
    const body = { name, bench: 'employers', parent: i === 0 ? first.id : null, sector: name }
    const { status, body: made } = await test.api(office, 'organisation.add', { body })
    expect([name, status]).toEqual([name, 200])
    await test.api(office, 'member.add', { body: { name, organisation: made.id, mail: `x${i}@x.example` } })
  }
  await test.api(office, 'organisation.add', { body: { name: 'Ohne Personen', bench: 'training' } })
  const gone = await test.api(office, 'organisation.add', { body: { name: 'Aufgelöst', bench: 'training' } })
  await test.api(office, 'organisation.remove', { body: { organisation: gone.body.id } })
  const [member] = (await test.api(office, 'member.list', { query: { search: 'Anke' } })).body.people
  const group = { topic: 'T', coordinator: member.id }
  for (const name of ['-1 | AK', '"in Zeichen"', 'A;B'])
    await test.api(office, 'group.add', { body: { ...group, name } })
  const bytes = await exported('csv')
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = bytes.toString()
  expect(text).toContain("'+cmd|calc;")
  expect(text).not.toMatch(/(^|;)"?[-+=@＝]/m)
  expect(text).toContain(';Ohne Personen;')
  expect(text).not.toContain('Aufgelöst')
  const { body } = await send('import.preview', bytes)
  expect(body.rows.filter(({ fate }: { fate: string }) => fate !== 'same')).toEqual([])
  expect(body.counts.same).toBeGreaterThan(30)
})

it('an empty network becomes the same by reading the export of another', async () => {
  const north = await foundSecondNetwork(test)
  const table = await exported('csv')
  const preview = (await send('import.preview', table, {}, north.office)).body
  expect(preview.counts.refused).toBe(0)
  await send('import.carry-out', table, { mark: preview.mark }, north.office)
  const known = async (network: string) =>
    test.database.sql(
      `select o.name, p.name as parent, o.bench, o.size, o.sector, array(
         select concat_ws(' ', m.name, m.mail, m.language, m.aad_object_id, array(
           select g.name || ':' || ms.role from membership ms
           join working_group g on g.id = ms.group_id and g.kind = 'group'
           where ms.member_id = m.id order by g.name))
         from member m where m.organisation_id = o.id and m.left_at is null order by m.name, m.mail) as people
       from organisation o left join organisation p on p.id = o.parent_id
       where o.network_id = $1 and o.removed_at is null and o.name <> 'Küstenlogistik, Emden' order by o.name`,
      [network],
    )
  const [home] = await test.database.sql<{ id: string }>('select id from network where id <> $1', [
    north.networkId,
  ])
  const all = await known(home?.id ?? '')
  expect(all.length).toBeGreaterThan(15)
  expect(await known(north.networkId)).toEqual(all)
})

it('the workbook and the ZIP hold people, organisations, groups and seats', async () => {
  const files = unzipSync(await exported('zip'))
  const text = (name: string) => Buffer.from(files[name] ?? []).toString()
  expect(Object.keys(files)).toEqual(['Personen.csv', 'Organisationen.csv', 'Arbeitskreise.csv', 'Sitze.csv'])
  expect(text('Personen.csv')).toContain('\r\nAnke Beispiel;')
  expect(text('Organisationen.csv')).toContain('\r\nOhne Personen;Bildung und Wissenschaft;')
  expect(text('Arbeitskreise.csv')).toContain("\r\n'-1 | AK;Arbeitskreis;T;")
  expect(text('Sitze.csv')).toContain(';Anke Beispiel;;ja;;\r\n')
  const book = unzipSync(await exported('xlsx'))
  const sheets = Buffer.from(book['xl/workbook.xml'] ?? []).toString()
  expect([...sheets.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
    ...['Personen', 'Organisationen', 'Arbeitskreise', 'Sitze'],
  ])
  // As texts, never as formulas.
  const all = Object.entries(book).map(([name, bytes]) =>
    name.includes('sheet') ? Buffer.from(bytes).toString() : '',
  )
  expect(all.join('')).not.toContain('<f>')
})

it('who has an account in another tenant is taken in with it, and uses the tab from then on', async () => {
  const partner = {
    tenantId: '7a3c0de0-0000-4000-8000-0000000000ee',
    objectId: '11111111-0000-4000-8000-000000000001',
  }
  const table = `Name;Organisation;Bank;Entra-Objekt-ID;Entra-Mandanten-ID\nPia;Partner;Bildung;${partner.objectId.toUpperCase()};${partner.tenantId}\n`
  const { mark } = (await send('import.preview', table)).body
  expect((await send('import.carry-out', table, { mark })).status).toBe(200)
  expect((await test.api(partner, 'member.show')).body.name).toBe('Pia')
  expect((await send('import.preview', table)).body.counts.same).toBe(1)
  expect((await exported('csv')).toString()).toContain(`;${partner.objectId};${partner.tenantId}\r\n`)
})

it('brings nobody back who was erased: a pseudonym in the file is somebody new', async () => {
  const [{ id, organisation } = { id: '', organisation: '' }] = await test.database.sql<{
    id: string
    organisation: string
  }>(
    `select m.id, o.name as organisation from member m join organisation o on o.id = m.organisation_id where m.name = 'Frida Skizze'`,
  )
  await test.api(office, 'data.erase', { body: { member: id, sure: true } })
  const [{ name } = { name: '' }] = await test.database.sql<{ name: string }>(
    'select name from member where id = $1',
    [id],
  )
  const text = `Name;Organisation\n${name};${organisation}\n`
  const { mark, rows } = (await send('import.preview', text)).body
  expect(rows[0]).toMatchObject({ fate: 'new', says: ['neue Person'] })
  expect((await send('import.carry-out', text, { mark })).status).toBe(200)
  const [erased] = await test.database.sql('select left_at is not null as gone from member where id = $1', [
    id,
  ])
  expect(erased).toEqual({ gone: true })
})

it('is for the office alone, and reads files of 10 MB at most', async () => {
  for (const route of ['import.preview', 'import.carry-out']) {
    const { status, body } = await send(route, file, { mark: 'x' }, 'Bernd Muster')
    expect([status, body.refusal.code]).toEqual([403, 'groups:lacks-administer'])
  }
  const big = await send('import.preview', Buffer.alloc(10 * 1024 * 1024 + 1, 65))
  expect([big.status, big.body.refusal.why]).toEqual([413, 'Mehr als 10 MB werden nicht angenommen.'])
  expect(big.body.refusal.instead).toContain('Teilen Sie die Datei')
  const text = await test.api(office, 'organisation.add', { body: { name: 'x'.repeat(300_000) } })
  expect([text.status, text.body.refusal.why]).toEqual([413, 'Mehr als 256 KB werden nicht angenommen.'])
  const noFile = await fetch(`${test.url}/api/import.preview`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await test.token(office)}`, 'content-type': 'text/csv' },
    body: file,
  })
  expect([noFile.status, ((await noFile.json()) as HttpAnswer['body']).refusal.code]).toEqual([
    415,
    'house:no-file',
  ])
  expect((await test.api('Bernd Muster', 'network.export', { query: { as: 'csv' } })).status).toBe(403)
})
