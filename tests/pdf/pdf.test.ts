/** PDFs are read back by another library: text in every script, what they say of themselves, and pages that break. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import type { Block, PdfDocument } from '../../bot/pdf/document'
import { pdfOf } from '../../bot/pdf/make'
import { unpackFont } from '../../bot/pdf/unpack-font'
import { oneLine, readPdf } from '../support/pdf-reading'

function documentOf(blocks: readonly Block[]): PdfDocument {
  return {
    ...{
      language: 'de',
      title: 'Bedarf 1/2027',
      author: 'Verbund Süd',
      made: new Date('2027-01-12T10:00:00Z'),
    },
    ...{ foot: 'Seite {page} von {pages}', unknownLetters: 'Unbekannte Zeichen stehen als \uFFFD.', blocks },
  }
}

const read = async (...blocks: readonly Block[]) => readPdf(await pdfOf(documentOf(blocks)))

it('says what it is, whose, when it was made, and in which language', async () => {
  const { info, kinds, pages } = await read(
    { is: 'title', text: 'Gebündelter Bedarf' },
    { is: 'text', text: 'Worum es geht.' },
    { is: 'table', columns: [{ heading: 'Thema', width: 1 }], rows: [['Schweißen']] },
  )
  expect(info).toMatchObject({
    ...{ Title: 'Bedarf 1/2027', Author: 'Verbund Süd', Language: 'de', CreationDate: 'D:20270112100000Z' },
  })
  expect(kinds.filter((kind) => kind !== 'Span')).toEqual([
    ...['Root', 'Document', 'H1', 'P', 'Table', 'TR', 'TH', 'TR', 'TD'],
  ])
  expect(pages).toEqual(['Gebündelter Bedarf\nWorum es geht.\nThema\nSchweißen\nSeite 1 von 1'])
})

const scripts: Readonly<Record<string, string>> = {
  German: 'Größenübergänge für Straßenbau – „Prüfung“',
  Polish: 'Spawanie łukowe, zażółć gęślą jaźń',
  Vietnamese: 'Đào tạo nghề hàn',
  Greek: 'Εκπαίδευση συγκόλλησης',
  Russian: 'Промышленная безопасность',
  Georgian: 'შედუღების სწავლება',
  'Chinese and Japanese': '安全衛生教育と品質管理',
  Korean: '용접 교육',
  Thai: 'การฝึกอบรม',
  Hindi: 'वेल्डिंग',
  'emoji of the font': 'Schweißen 😀',
  markup: '=SUM(A1) <b>&amp;</b> {page} (\\) %PDF',
}

it('every script comes back as it was written, one document for all', async () => {
  const blocks = Object.values(scripts).map((text): Block => ({ is: 'text', text }))
  const pdf = oneLine(await read(...blocks)).normalize('NFKC')
  expect(Object.entries(scripts).filter(([, text]) => !pdf.includes(text.normalize('NFKC')))).toEqual([])
  expect(pdf).not.toContain('\uFFFD')
})

it('Arabic and Hebrew stand from right to left, numbers and Latin words in them from left to right', async () => {
  const pdf = oneLine(
    await read({ is: 'text', text: 'تدريب (WIG) 2027' }, { is: 'text', text: 'הדרכת בטיחות 2027' }),
  )
  const seen = pdf.normalize('NFKC')
  for (const word of ['تدريب', 'הדרכת', 'בטיחות'])
    expect([word, seen.includes(word) || seen.includes([...word].reverse().join(''))]).toEqual([word, true])
  expect(seen.match(/2027/g)?.length).toBe(2)
})

it('what is turned round for the eye is read as it was written', async () => {
  const text = 'تدريب (WIG) 2027'
  const bytes = Buffer.from(await pdfOf(documentOf([{ is: 'text', text }])))
  const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].flatMap(
    ([, packed = '']) => {
      try {
        return [inflateSync(Buffer.from(packed, 'latin1'))]
      } catch {
        return []
      }
    },
  )
  const actual = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  // Brackets and backslashes are escaped in a PDF's strings.
  const plain = streams.map((stream) => stream.toString('latin1').replace(/\\([()\\])/g, '$1'))
  expect(plain.some((stream) => stream.includes(`/ActualText (${actual.toString('latin1')})`))).toBe(true)
})

it('what no font has is replaced where all can see it, one sign a letter, and said at the end', async () => {
  const pdf = oneLine(await read({ is: 'text', text: 'KI 🎓 und 👩‍💻 und 𠀀' }))
  expect(pdf).toContain('KI \uFFFD und \uFFFD und \uFFFD')
  expect(pdf).toContain('Unbekannte Zeichen')
})

it('controls and marks of direction turn nothing around and leave nothing', async () => {
  const pdf = oneLine(await read({ is: 'text', text: 'a\u202Eb\u0000c\u2066d\u00ADe' }))
  expect(pdf).toContain('abcde')
})

it('long names wrap, and none of them is cut', async () => {
  const long = 'Einführung '.repeat(20).trim()
  const unbroken = 'x'.repeat(400)
  const pdf = await read(
    { is: 'bars', rows: [long, unbroken].map((label) => ({ label, value: '12', share: 0.5 })) },
    {
      is: 'table',
      columns: [
        { heading: 'T', width: 1 },
        { heading: 'P', width: 1 },
      ],
      rows: [[long, unbroken]],
    },
  )
  const text = oneLine(pdf)
  expect(text.split(long).length).toBe(3)
  expect(text.match(/x/g)?.length).toBe(800)
})

it('two hundred rows go over pages, each with its headings and its number', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => [`Thema ${i}`, `${i}`])
  const columns = [
    { heading: 'Das Thema', width: 3 },
    { heading: 'Personen', width: 1, right: true },
  ]
  const { pages } = await read({ is: 'table', columns, rows })
  expect(pages.length).toBeGreaterThan(4)
  pages.forEach((page, i) => {
    expect(page).toContain('Das Thema')
    expect(page).toContain(`Seite ${i + 1} von ${pages.length}`)
  })
  const read200 = pages.flatMap((page) => page.match(/Thema \d+/g) ?? [])
  expect(read200).toEqual(rows.map(([name]) => name))
})

it('what goes wrong in the thread is thrown here', async () => {
  const broken = documentOf([{ is: 'text', text: undefined as unknown as string }])
  await expect(pdfOf(broken)).rejects.toThrow(/undefined/)
})

it('the fallback font is unpacked whole', () => {
  const file = createRequire(__filename).resolve('@fontsource/unifont/files/unifont-latin-400-normal.woff')
  const packed = readFileSync(file)
  const plain = unpackFont(packed)
  expect(plain.length).toBe(packed.readUInt32BE(16))
  expect(() => unpackFont(plain)).toThrow(RangeError)
})
