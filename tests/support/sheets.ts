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
    const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', content = '']) => {
        const value = /<v>(.*?)<\/v>/s.exec(content)?.[1] ?? ''
        if (/t="s"/.test(attributes)) return strings[Number(value)] ?? ''
        if (/t="inlineStr"/.test(attributes)) return plain(/<t[^>]*>(.*?)<\/t>/s.exec(content)?.[1] ?? '')
        return value === '' ? '' : Number(value)
      }),
    )
    return { name, rows }
  })
}
