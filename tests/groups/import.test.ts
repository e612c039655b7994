/** The import through the real door: a preview that changes nothing, then the change, whole, and read again from its own export. */
import { groupId } from '../support/polls'
import { type HttpAnswer, startTestService, type TestService } from '../support/service'

const office = 'Anke Beispiel'
let test: TestService
beforeAll(async () => {
  test = await startTestService()
})
afterAll(() => test.stop())

async function send(
  route: string,
  file: string | Buffer,
  query: Record<string, string> = {},
  who = office,
): Promise<Pick<HttpAnswer, 'status' | 'body'>> {
  const response = await fetch(`${test.url}/api/${route}?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await test.token(who)}`, 'content-type': 'application/octet-stream' },
    body: file,
  })
  return { status: response.status, body: await response.json() }
}
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
      'neu',
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
  for (const { status, body } of answers.filter((answer) => answer.status !== 200))
    expect([status, body.refusal.code]).toEqual([409, 'groups:import-changed'])
  const again = (await send('import.preview', file)).body
  expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, refused: 1 })
  expect(await groupId(test, 'AK Import')).toBeTruthy()
  expect(
    await test.database.sql(`select door, data from audit_entry where what = 'import.carry-out'`),
  ).toEqual([{ door: 'tab', data: { organisations: 0, people: 2, groups: 1, memberships: 2 } }])
})

it.each(['csv', 'xlsx'] as const)('exports the network as %s, with formulas made harmless', async (as) => {
  const evil = { name: '+cmd|calc', bench: 'employers' }
  await test.api(office, 'organisation.add', { body: evil })
  const { id: organisation } = (await test.api(office, 'network.show')).body.organisations.find(
    (one: { name: string }) => one.name === evil.name,
  )
  await test.api(office, 'member.add', { body: { name: '-1+1', organisation, mail: `x${as}@x.example` } })
  const response = await fetch(`${test.url}/api/network.export?as=${as}`, {
    headers: { authorization: `Bearer ${await test.token(office)}` },
  })
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''Verbund.${as}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  if (as === 'xlsx') {
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    return
  }
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.toString()).toContain("'-1+1;")
  expect(bytes.toString()).not.toMatch(/(^|;)[-+=@]/m)
})

it('reads its own export again, and nothing in it is new', async () => {
  await test.database.sql(`update member set left_at = now(), left_why = 'removed' where name = '-1+1'`)
  const response = await fetch(`${test.url}/api/network.export?as=csv`, {
    headers: { authorization: `Bearer ${await test.token(office)}` },
  })
  const { body } = await send('import.preview', Buffer.from(await response.arrayBuffer()))
  expect(body.rows.filter(({ fate }: { fate: string }) => fate !== 'same')).toEqual([])
  expect(body.counts.same).toBeGreaterThan(20)
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
  expect(rows[0]).toMatchObject({ fate: 'new', says: ['neu'] })
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
  expect([big.status, typeof big.body.refusal.what]).toEqual([413, 'string'])
  expect((await test.api('Bernd Muster', 'network.export', { query: { as: 'csv' } })).status).toBe(403)
})
