/** Tables as Excel writes them, and as it does not: read right, or refused with the row. */
import iconv from 'iconv-lite'
import { readTable } from '../../bot/groups/table-file'
import { isRefusal } from '../../bot/refusal'

const headings = { name: ['Name'], size: ['Größe', 'Size'] }
const read = async (bytes: Uint8Array) => {
  const table = await readTable(bytes, headings, ['name'])
  return isRefusal(table)
    ? [table.code, table.data.row ?? table.data.column]
    : table.map(({ row, cells }) => [row, cells.name, cells.size])
}
const table = 'Name;Größe\r\nMüller;10\r\n'
const latin = (text: string) => Buffer.from(text, 'latin1')

it.each([
  ['UTF-8', Buffer.from(table)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${table}`)],
  ['Windows-1252', latin(table)],
  ['UTF-16, as "Unicode text"', Buffer.from(`\ufeff${table.replaceAll(';', '\t')}`, 'utf16le')],
  ['commas', Buffer.from(table.replaceAll(';', ','))],
  ["Excel's hint of the separator", Buffer.from(`sep=|\r\n${table.replaceAll(';', '|')}`)],
  ['line ends of Unix', Buffer.from(table.replaceAll('\r\n', '\n'))],
  ['headings written otherwise', Buffer.from(table.replace('Name;Größe', ' NAME ; groesse'))],
])('reads %s', async (what, bytes) => {
  expect(await read(bytes)).toEqual([[what.includes('hint') ? 3 : 2, 'Müller', '10']])
})

it('reads € and typographic quotes of Windows-1252', async () => {
  expect(
    await read(Buffer.concat([Buffer.from('Name;Size\n'), Buffer.from([0x80, 0x84, 0x41, 0x93])])),
  ).toEqual([[2, '€„A“', '']])
})

it('refuses a file of UTF-8 with one broken byte, and names its row: else every umlaut would be read wrongly', async () => {
  const rows = (middle: Buffer) =>
    Buffer.concat([Buffer.from('Name;Size\nMüller;1\n"Zwei\nZeilen";2\n'), middle, Buffer.from('Grün;4\n')])
  expect(await read(rows(Buffer.from([0x42, 0xe4, 0x72, 0x0a])))).toEqual(['groups:file-garbled', 4])
  expect((await read(rows(Buffer.from('Bär\n'))))[2]).toEqual([4, 'Bär', ''])
})

it.each(['MÃ¼ller', 'GroÃŸ', 'A â€“ B', 'Â§ 5', 'â‚¬'])(
  'refuses “%s”, which somebody has read wrongly before',
  async (name) => {
    expect(await read(Buffer.from(`Name;Size\nA;1\n${name};2\n`))).toEqual(['groups:file-garbled', 3])
  },
)

it.each(['São Paulo', 'SÃO PAULO', 'Â', 'Ângela', 'château', '„MENÜ“', 'Ärzte „Ä“'])(
  'reads “%s” in either encoding',
  async (name) => {
    const file = `Name;Size\n${name};1\n`
    for (const bytes of [Buffer.from(file), iconv.encode(file, 'windows-1252')])
      expect(await read(bytes)).toEqual([[2, name, '1']])
  },
)

it('numbers rows as Excel does: empty ones and cells of several lines count as one', async () => {
  expect(await read(Buffer.from('Name;Size\n\n"A\nB";1\n;;\nC;2\n'))).toEqual([
    [3, 'A\nB', '1'],
    [5, 'C', '2'],
  ])
})

it.each([
  ['nothing', '', ['groups:file-empty', undefined]],
  ['headings alone', 'Name;Size\n', ['groups:file-empty', undefined]],
  ['a quotation mark that is not closed', 'Name;Size\nA;1\n"B;2\nC;3\n', ['groups:file-quotes', 3]],
  ['a quotation mark within a field', 'Name;Size\nA;1\n"B"x;2\n', ['groups:file-quotes', 3]],
  ['a column that is missing', 'Size\n1\n', ['groups:file-column-missing', 'Name']],
  ['a column that nobody knows', 'Name;Gehalt\nA;1\n', ['groups:file-column-unknown', 'Gehalt']],
  ['a column twice', 'Name;Size;Größe\nA;1;2\n', ['groups:file-column-twice', 'Größe']],
  ['a row with more fields than headings', 'Name;Size\nA;1;2\n', ['groups:file-row-too-wide', 2]],
  ['a row that never ends', `Name;Size\n"${'x'.repeat(30_000)}";1\n`, ['groups:file-cell-too-long', 2]],
])('refuses %s', async (_what, text, refusal) => {
  expect(await read(Buffer.from(text))).toEqual(refusal)
})

it.each([
  ['a workbook', Buffer.from('PK\u0003\u0004xl/workbook.xml'), 'groups:file-workbook'],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'groups:file-workbook'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'groups:file-no-text'],
  ['UTF-16 without a mark', Buffer.from(table, 'utf16le'), 'groups:file-no-text'],
])('refuses %s, and says how to save it', async (_what, bytes, code) => {
  expect((await read(bytes))[0]).toBe(code)
})

it.each([...'^]-.\\'])('takes any hint of the separator for that sign alone: %s', async (mark) => {
  const rows = `Name${mark}Size\n${'ab'.repeat(2_000)}${mark}1\n`
  expect(await read(Buffer.from(`sep=${mark}\n${rows}`))).toEqual([[3, 'ab'.repeat(2_000), '1']])
})

it.each([';', ',', '\t'])(
  'refuses a line of a million separators (%p), before it takes them apart',
  async (mark) => {
    const bytes = Buffer.from(`Name${mark}Size\nA${mark}1\n${mark.repeat(1_000_000)}\n`)
    expect(await read(bytes)).toEqual(['groups:file-too-wide', 3])
    expect(await read(Buffer.from(`Name${mark}Size${mark.repeat(500)}\nA${mark}1\n`))).toEqual([
      [2, 'A', '1'],
    ])
  },
)

it('refuses 100,000 rows', async () => {
  expect((await read(Buffer.from(`Name;Size\n${'A;1\n'.repeat(100_000)}`)))[0]).toBe('groups:file-too-long')
})
