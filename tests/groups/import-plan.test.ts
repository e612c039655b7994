/** What an import would change, row by row: rules without a database. */
import type { Known } from '../../bot/groups/import-network'
import { planImport } from '../../bot/groups/import-plan'
import { importHeadings, readImportRow } from '../../bot/groups/import-row'
import { readTable } from '../../bot/groups/table-file'
import { inPieces } from '../../bot/pieces'
import { isRefusal } from '../../bot/refusal'
import { countedIds } from '../support/counted-ids'

const nobody: Known = { organisations: [], people: [], groups: [], memberships: [], language: 'de' }
const known: Known = {
  organisations: [
    { id: 'ihk', name: 'IHK Braunschweig', bench: 'agencies', size: null, sector: '', parentId: null },
    { id: 'vw', name: 'Volkswagen', bench: 'employers', size: '250+', sector: 'Fahrzeugbau', parentId: null },
  ],
  people: [
    {
      id: 'bernd',
      name: 'Bernd Muster',
      organisationId: 'ihk',
      mail: 'b@ihk.example',
      objectId: null,
      tenantId: null,
      language: 'de',
      left: false,
    },
    {
      id: 'ina',
      name: 'Ina Ohne',
      organisationId: 'vw',
      mail: null,
      objectId: null,
      tenantId: null,
      language: 'de',
      left: false,
    },
  ],
  groups: [{ id: 'kmu', name: 'AK KMU' }],
  memberships: [{ groupId: 'kmu', memberId: 'bernd', role: 'coordinator' }],
  language: 'de',
}

/** Semicolons, as Excel writes them. */
async function plan(text: string, network: Known = known) {
  const table = await readTable(Buffer.from(text), importHeadings, ['organisation'])
  if (isRefusal(table)) throw new Error(table.code)
  return inPieces(planImport(network, table.map(readImportRow), countedIds().id))
}
const fates = async (text: string, network?: Known) =>
  (await plan(text, network)).fates.map(({ row, fate, refusal }) => [row, refusal?.code ?? fate])

const head = 'Name;E-Mail;Organisation;Bank;Arbeitskreise;Rolle\n'

it('takes in people, organisations and groups that are new, in one go', async () => {
  const { fates: rows, changes } = await plan(
    `${head}Erika;e@x.example;Neu GmbH;Arbeitgeber;AK Neu;Koordination\nUwe;u@x.example;Neu GmbH;;AK Neu;\n`,
    nobody,
  )
  expect(rows.map(({ fate }) => fate)).toEqual(['new', 'new'])
  expect(changes.organisations).toMatchObject([{ name: 'Neu GmbH', bench: 'employers' }])
  expect(changes.people.map(({ name }) => name)).toEqual(['Erika', 'Uwe'])
  expect(changes.groups).toMatchObject([{ name: 'AK Neu' }])
  expect(changes.memberships.map(({ role }) => role)).toEqual(['coordinator', 'member'])
})

it('changes instead of doubling: known by mail address, however it is written, else by name and organisation', async () => {
  const { fates: rows, changes } = await plan(
    `${head}Bernd Muster-Neu;B@IHK.example;IHK BRAUNSCHWEIG;;;\nina ohne;ina@vw.example;Volkswagen;;AK KMU;Beobachtung\n`,
  )
  expect(rows.map(({ fate }) => fate)).toEqual(['changed', 'changed'])
  expect(changes.people.map(({ id, mail }) => [id, mail])).toEqual([
    ['bernd', 'B@IHK.example'],
    ['ina', 'ina@vw.example'],
  ])
  expect(changes.organisations).toEqual([])
})

it('says that nothing changes where the file says what is there already', async () => {
  const { fates: rows, changes } = await plan(
    `${head}Bernd Muster;b@ihk.example;IHK Braunschweig;Kammer;AK KMU;Koordination\n`,
  )
  expect(rows.map(({ fate }) => fate)).toEqual(['same'])
  expect(Object.values(changes).flat()).toEqual([])
})

it.each([
  ['an organisation that is unknown and has no bench', 'A;;Fremd AG;;;', 'groups:row-unknown-organisation'],
  ['a bench that there is not', 'A;;Fremd AG;Sofa;;', 'groups:row-unknown-bench'],
  ['a mail address that is none', 'A;nicht@;IHK Braunschweig;;;', 'groups:row-unknown-mail'],
  ['a role that there is not', 'A;;IHK Braunschweig;;AK KMU;König', 'groups:row-unknown-role'],
  ['a role in no group', 'A;;IHK Braunschweig;;;Mitglied', 'groups:row-role-without-group'],
  ['a person without a name', ';a@x.example;IHK Braunschweig;;;', 'groups:row-no-name'],
  ['a person without an organisation', 'A;;;;;', 'groups:row-no-organisation'],
  ['a formula', '=HYPERLINK(1);;IHK Braunschweig;;;', 'groups:row-formula'],
  [
    'a new group without a coordinator',
    'A;;IHK Braunschweig;;AK Leer;',
    'groups:row-group-without-coordinator',
  ],
  [
    'the last coordinator made a member',
    'Bernd Muster;b@ihk.example;IHK Braunschweig;;AK KMU;Mitglied',
    'groups:row-group-without-coordinator',
  ],
])('refuses %s, with the number of the row', async (_what, row, code) => {
  expect(await fates(`${head}Ina Ohne;;Volkswagen;;;\n${row}\n`)).toEqual([
    [2, 'same'],
    [3, code],
  ])
})

it('refuses a person in two organisations, and names the other row', async () => {
  const { fates: rows } = await plan(
    `${head}Zwei;z@x.example;IHK Braunschweig;;;\nZwei;z@x.example;Volkswagen;;;\n`,
  )
  expect(rows.map(({ fate, refusal }) => [fate, refusal?.code, refusal?.data.row])).toEqual([
    ['new', undefined, undefined],
    ['refused', 'groups:row-person-contradicts', 2],
  ])
})

it('a person may stand in several rows, one for each role', async () => {
  const { fates: rows, changes } = await plan(
    `${head}Zwei;z@x.example;IHK Braunschweig;;AK Neu;Koordination\nZwei;z@x.example;IHK Braunschweig;;AK KMU;Beobachtung\n`,
  )
  expect(rows.map(({ fate }) => fate)).toEqual(['new', 'changed'])
  expect(changes.people).toHaveLength(1)
  expect(changes.memberships).toHaveLength(2)
})

it('what a refused row would have brought, others cannot count on', async () => {
  // The coordinator's row is refused, so the group has none, so nobody comes into it.
  expect(
    await fates(
      `${head}Chefin;falsch@;Volkswagen;;AK Neu;Koordination\nUwe;u@x.example;Volkswagen;;AK Neu;\nUte;;Volkswagen;;;\n`,
    ),
  ).toEqual([
    [2, 'groups:row-unknown-mail'],
    [3, 'groups:row-group-without-coordinator'],
    [4, 'new'],
  ])
})

it('refuses a circle of families, however long', async () => {
  const table =
    'Organisation;Bank;Unternehmensgruppe\nA;Arbeitgeber;\nB;Arbeitgeber;A\nC;Arbeitgeber;B\nA;;C\nD;Bildung;D\n'
  expect((await fates(table, nobody)).map(([, fate]) => fate)).toEqual([
    ...['new', 'new', 'new'],
    ...['groups:row-own-parent', 'groups:row-own-parent'],
  ])
})

it('keeps names of every script', async () => {
  const names = ['Łukasz Żółć', 'محمد علي', '李小龍', 'Zoë O’Connor', 'Ñandú 🦜']
  const { changes } = await plan(`${head}${names.map((name) => `${name};;Volkswagen;;;`).join('\n')}`)
  expect(changes.people.map(({ name }) => name)).toEqual(names)
})

it('others have their turn while a long table is read and planned', async () => {
  const rows = Array.from(
    { length: 9_999 },
    (_, i) => `P ${i};p${i}@x.example;Firma ${i % 500};Arbeitgeber;;`,
  )
  let turns = 0
  let planning = true
  const other = () => {
    turns += 1
    if (planning) setImmediate(other)
  }
  setImmediate(other)
  await plan(head + rows.join('\n'), nobody)
  planning = false
  // In one go it would be one or two.
  expect(turns).toBeGreaterThan(10)
})

it('ten thousand rows take seconds, not minutes', async () => {
  const rows = Array.from(
    { length: 9_999 },
    (_, i) =>
      `P ${i};p${i}@x.example;Firma ${i % 500};Arbeitgeber;AK ${i % 50};${i < 50 ? 'Koordination' : ''}`,
  )
  const began = performance.now()
  const { changes } = await plan(head + rows.join('\n'), nobody)
  expect([changes.people.length, changes.organisations.length, changes.groups.length]).toEqual([
    9_999, 500, 50,
  ])
  expect(performance.now() - began).toBeLessThan(10_000)
})

describe('the committee', () => {
  const withCommittee: Known = {
    ...known,
    groups: [...known.groups, { id: 'sk', name: 'Steuerkreis', committee: true }],
    memberships: [...known.memberships, { groupId: 'sk', memberId: 'bernd', role: 'member' }],
  }

  it('is entered by a seat: a row that would put somebody there is refused, whole', async () => {
    const text = `${head}Ina Ohne;;Volkswagen;;Steuerkreis;\nNeu;n@x.example;Volkswagen;;AK KMU|steuerkreis;Mitglied\n`
    expect(await fates(text, withCommittee)).toEqual([
      [2, 'groups:row-committee-by-seat'],
      [3, 'groups:row-committee-by-seat'],
    ])
    expect((await plan(text, withCommittee)).changes).toMatchObject({ people: [], memberships: [] })
  })

  it('of whoever holds a seat may be named, and stays as the seat has it', async () => {
    const text = `${head}Bernd Muster;b@ihk.example;IHK Braunschweig;;AK KMU|Steuerkreis;Koordination\n`
    expect(await fates(text, withCommittee)).toEqual([[2, 'same']])
  })
})
