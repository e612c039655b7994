/** A workbook read back from its own XML: sheet -> rows of cells, numbers as numbers. */
import { unzipSync } from 'fflate'

export interface ReadSheet {
  readonly name: string
  readonly rows: readonly (readonly (string | number)[])[]
}

const plain = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')

/** @throws when anything in it is a formula */
export function readWorkbook(bytes: Uint8Array): readonly ReadSheet[] {
  const files = unzipSync(bytes)
  const xml = (name: string) => Buffer.from(files[name] ?? []).toString('utf8')
  const strings = [...xml('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, one = '']) =>
    plain([...one.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join('')),
  )
  const names = [...xml('xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name = '']) =>
    plain(name),
  )
  return names.map((name, i) => {
    const sheet = xml(`xl/worksheets/sheet${i + 1}.xml`)
    if (/<f[ >]/.test(sheet)) throw new Error(`a formula in ${name}`)
    const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
      const cells: (string | number)[] = []
      for (const [, attributes = '', content = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs))
        cells[columnOf(attributes)] = cellValue(attributes, content, strings)
      return Array.from(cells, (cell) => cell ?? '')
    })
    return { name, rows }
  })
}

/** What is empty is left out, so each says where it stands. */
function columnOf(attributes: string): number {
  const letters = /r="([A-Z]+)/.exec(attributes)?.[1] ?? 'A'
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellValue(attributes: string, content: string, strings: readonly string[]): string | number {
  const value = /<v>(.*?)<\/v>/s.exec(content)?.[1] ?? ''
  if (/t="s"/.test(attributes)) return strings[Number(value)] ?? ''
  if (/t="inlineStr"/.test(attributes)) return plain(/<t[^>]*>(.*?)<\/t>/s.exec(content)?.[1] ?? '')
  return value === '' ? '' : Number(value)
}
