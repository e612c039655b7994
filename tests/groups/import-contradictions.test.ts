/** Rows that contradict each other are refused with the other row; names are known however they are written. */
import type { Known, KnownPerson } from '../../bot/groups/import-network'
import { planImport } from '../../bot/groups/import-plan'
import { importHeadings, readImportRow, writeGroups } from '../../bot/groups/import-row'
import { readTable } from '../../bot/groups/table-file'
import { inPieces } from '../../bot/pieces'
import { isRefusal } from '../../bot/refusal'
import { countedIds } from '../support/counted-ids'

const nobody: Known = { organisations: [], people: [], groups: [], memberships: [], language: 'de' }
const bernd: KnownPerson = {
  ...{ id: 'bernd', name: 'Bernd Muster', organisationId: 'ihk', mail: 'b@ihk.example' },
  ...{ objectId: null, tenantId: null, language: 'de', left: false },
}
const known: Known = {
  ...nobody,
  organisations: [
    { id: 'ihk', name: 'IHK Braunschweig', bench: 'agencies', size: null, sector: '', parentId: null },
    { id: 'vw', name: 'Volkswagen', bench: 'employers', size: '250+', sector: 'Fahrzeugbau', parentId: null },
  ],
  people: [bernd],
  groups: [{ id: 'kmu', name: 'AK KMU' }],
  memberships: [{ groupId: 'kmu', memberId: 'bernd', role: 'coordinator' }],
}

async function plan(text: string, network: Known = known) {
  const table = await readTable(Buffer.from(text), importHeadings, ['organisation'])
  if (isRefusal(table)) throw new Error(table.code)
  return inPieces(planImport(network, table.map(readImportRow), countedIds().id))
}
const fates = async (text: string) =>
  (await plan(text)).fates.map(({ row, fate, refusal }) => [row, refusal?.code ?? fate])

const wide = 'Name;E-Mail;Organisation;Arbeitskreise;Rolle;Sprache;Entra-Objekt-ID;Entra-Mandanten-ID\n'
const [one, two] = ['1', '2'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`)

it.each([
  ['another role in the same group', 'AK KMU;Koordination;;;', 'AK KMU;Mitglied;;;', 'role'],
  ['another language', ';;Deutsch;;', ';;Englisch;;', 'language'],
  ['another account', `;;;${one};`, `;;;${two};`, 'objectId'],
  ['another tenant of the account', `;;;${one};${one}`, `;;;${one};${two}`, 'tenantId'],
])(
  'refuses %s for one person, and names the other row and the column',
  async (_what, first, second, column) => {
    const rows = [first, second].map((cells) => `Bernd Muster;b@ihk.example;IHK Braunschweig;${cells}\n`)
    const refusal = (await plan(wide + rows.join(''))).fates[1]?.refusal
    expect([refusal?.code, refusal?.data.row]).toEqual(
      column === 'role' ? ['groups:row-role-contradicts', 2] : ['groups:row-person-contradicts', 2],
    )
    if (column !== 'role') expect(refusal?.data.column).toBe(column)
    // What one row leaves empty the other may say, whichever comes first.
    const empty = 'Bernd Muster;b@ihk.example;IHK Braunschweig;AK KMU;;;;\n'
    for (const file of [
      [rows[0], empty],
      [empty, rows[0]],
    ])
      expect((await plan(wide + file.join(''))).fates.map(({ refusal }) => refusal)).toEqual([null, null])
  },
)

it('refuses another mail address for one account, and a person who is new in both rows is no exception', async () => {
  const rows = [`N;a@x.example;Volkswagen;;;;${one};\n`, `N;b@x.example;Volkswagen;;;;${one};\n`]
  expect((await plan(wide + rows.join(''))).fates[1]?.refusal).toMatchObject({
    code: 'groups:row-person-contradicts',
    data: { row: 2, column: 'mail' },
  })
  const roles = ['Koordination', 'Beobachtung'].map((role) => `N;n@x.example;Volkswagen;AK KMU;${role};;;\n`)
  expect((await plan(wide + roles.join(''))).fates[1]?.refusal?.code).toBe('groups:row-role-contradicts')
})

it('names the column in which two rows contradict each other about an organisation', async () => {
  const { fates: rows } = await plan('Organisation;Bank;Größe\nVolkswagen;;250+\nVolkswagen;;1-9\n')
  expect(rows[1]?.refusal).toMatchObject({ code: 'groups:row-contradicts', data: { row: 2, column: 'size' } })
})

it('an account of another tenant comes with its tenant, and no tenant comes alone', async () => {
  const { changes } = await plan(`${wide}N;;Volkswagen;;;;${one};${two}\nM;;Volkswagen;;;;${two};\n`)
  expect(changes.people.map(({ objectId, tenantId }) => [objectId, tenantId])).toEqual([
    [one, two],
    [two, null],
  ])
  expect(await fates(`${wide}N;;Volkswagen;;;;;${two}\n`)).toEqual([[2, 'groups:row-tenant-without-account']])
  expect(await fates(`${wide}N;;Volkswagen;;;;${one};Werk\n`)).toEqual([[2, 'groups:row-unknown-tenantId']])
})

it.each([
  ['a Turkish İ', 'İzmir', 'izmir'],
  ['sigma at the end of a word', 'ΟΔΟΣ', 'οδος'],
  ['a combining mark', 'Mu\u0308ller', 'MÜLLER'],
  ['ß in capitals', 'STRAẞE', 'straße'],
])('knows a name however it is written: %s', async (_what, name, same) => {
  const { changes } = await plan(`Organisation;Bank\n${name};Bildung\n${same};Bildung\n`, nobody)
  expect(changes.organisations).toHaveLength(1)
})

it.each([
  ['ß and ss', 'Straße', 'Strasse'],
  ['a look-alike of another script', 'Caritas', 'Сaritas'],
  ['ı without a dot and i', 'Işık', 'işik'],
])('two names stay two: %s', async (_what, name, other) => {
  const { changes } = await plan(`Organisation;Bank\n${name};Bildung\n${other};Bildung\n`, nobody)
  expect(changes.organisations).toHaveLength(2)
})

it('reads groups whose names hold separators, in quotation marks', async () => {
  const row = (groups: string) => `N;;Volkswagen;"${groups.replaceAll('"', '""')}";Koordination;;;\n`
  const groups = async (cell: string) => (await plan(wide + row(cell))).changes.groups.map(({ name }) => name)
  expect(await groups('A | B;C\nD')).toEqual(['A', 'B', 'C', 'D'])
  expect(await groups('"A | B" | AK "Neu" | "sagt ""ja"""')).toEqual(['A | B', 'AK "Neu"', 'sagt "ja"'])
  for (const names of [
    ['A | B', '"x"', 'C;D'],
    ['plain', 'with "quotes"'],
    ['"', 'a"b|c'],
  ])
    expect(await groups(writeGroups(names))).toEqual(names)
})
