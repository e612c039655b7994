/** Tables as people upload them: right ones, and with broken quotes, odd separators, formulas, wrong encodings. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { importHeadings } from '../../../bot/groups/import-row'
import { junkText } from './junk'

/** Few, so that rows meet each other and who is there already. */
const texts: Readonly<Record<string, readonly string[]>> = {
  name: ['Zoë Ö.', 'İlk', 'ilk', 'Łukasz', '李小龍', "'=1+1", '=1+1', '+49', 'Uwe', 'MÃ¼ller'],
  mail: ['u@x.example', 'U@X.example', 'kein@', ''],
  organisation: ['Werk Eins', 'WERK EINS', 'Werk Zwei', 'Werk Drei', 'Volkswagen', '@Werk', ''],
  bench: ['Arbeitgeber', 'Kammern', 'bildung', 'Sofa', ''],
  size: ['10', '250+', '1-9', 'viele', ''],
  sector: ['Bau', '', '-'],
  parent: ['Werk Eins', 'Werk Zwei', 'Volkswagen', ''],
  groups: ['AK Neu', 'AK Neu | AK Alt', '"A | B" | C', '"offen', '|||', ''],
  role: ['Koordination', 'Mitglied', 'gast', 'König', ''],
  language: ['Deutsch', 'en', 'Klingonisch', ''],
  objectId: ['11111111-0000-4000-8000-000000000001', 'keine', ''],
  tenantId: ['22222222-0000-4000-8000-000000000002', ''],
}
const columns = Object.keys(importHeadings)

const heading = (column: string) =>
  fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...(importHeadings[column] ?? [])) }, junkText)
const cell = (column: string) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...(texts[column] ?? [''])) }, junkText)

interface Style {
  readonly separator: string
  readonly lineEnd: string
  readonly quotes: 'as needed' | 'none' | 'broken'
  readonly hint: boolean
}

const style: fc.Arbitrary<Style> = fc.record({
  separator: fc.constantFrom(';', ';', ',', '\t', '|', ':'),
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
  quotes: fc.constantFrom('as needed', 'as needed', 'as needed', 'none', 'broken'),
  hint: fc.boolean(),
})

const text: fc.Arbitrary<string> = fc
  .tuple(fc.subarray(columns, { minLength: 1 }), style)
  .chain(([some, how]) => {
    // Without it the file is another one: mostly it is there.
    const chosen = [...new Set(['organisation', ...some])]
    const rows = fc.array(fc.tuple(...chosen.map(cell)), { maxLength: 12 })
    return fc
      .tuple(fc.tuple(...chosen.map(heading)), rows)
      .map(([head, body]) => written([head, ...body], how))
  })

function written(rows: readonly (readonly string[])[], { separator, lineEnd, quotes, hint }: Style): string {
  const quote = (value: string, i: number) => {
    if (quotes === 'none') return value
    if (quotes === 'broken' && i % 3 === 0) return `"${value}`
    return /["\r\n]/.test(value) || value.includes(separator) ? `"${value.replaceAll('"', '""')}"` : value
  }
  const lines = rows.map((row) => row.map(quote).join(separator) + lineEnd)
  return (hint ? `sep=${separator}${lineEnd}` : '') + lines.join('')
}

const encodings: readonly ((value: string) => Buffer)[] = [
  (value) => Buffer.from(value),
  (value) => Buffer.from(`\ufeff${value}`),
  (value) => iconv.encode(value, 'windows-1252'),
  (value) => Buffer.from(`\ufeff${value}`, 'utf16le'),
  (value) => Buffer.from(value, 'utf16le'),
  // UTF-8 with one byte that is none, somewhere.
  (value) => {
    const bytes = Buffer.from(value)
    if (bytes.length > 0) bytes[Math.floor(bytes.length / 2)] = 0xfc
    return bytes
  },
]

/** A file as it is uploaded. */
export const tableBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(text, fc.constantFrom(...encodings)).map(([value, encode]) => encode(value)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  { weight: 1, arbitrary: junkText.map((value) => Buffer.from(value)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      Buffer.from('PK\u0003\u0004'),
      Buffer.from(`Organisation\n${'"'.repeat(9001)}`),
      Buffer.from(`Organisation;Bank\n${'Werk;Bildung\n'.repeat(11_000)}`),
      Buffer.from(`${';'.repeat(50_000)}\n`.repeat(3)),
    ),
  },
)
