/** Tables as CSV files, made in pieces: a network of thousands holds nobody up. Pure. */
import { Zip, ZipDeflate } from 'fflate'
import { each, type Pieces, slices } from '../pieces'
import { csvLines, csvOf, type NamedTable, type Table } from './csv'

export function* csvFile(table: Pieces<Table>): Pieces<Uint8Array> {
  return yield* bytesOf(yield* table)
}

/** Rows of which the text is made at once. */
const rowsAtOnce = 100

function* bytesOf([headings = [], ...rows]: Table): Pieces<Uint8Array> {
  const starts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, i) => i * rowsAtOnce)
  const parts = yield* each(starts, (at) => csvLines(rows.slice(at, at + rowsAtOnce)))
  return Buffer.from([csvOf([headings]), ...parts].join(''), 'utf8')
}

/** CSV files, one for each table. */
export function* zipFile(tables: Pieces<readonly NamedTable[]>): Pieces<Uint8Array> {
  const parts: Uint8Array[] = []
  const zip = new Zip((error, part) => {
    if (error) throw error
    parts.push(part)
  })
  for (const { name, table } of yield* tables) {
    const file = new ZipDeflate(`${name}.csv`)
    zip.add(file)
    for (const slice of slices(yield* bytesOf(table))) {
      file.push(slice)
      yield
    }
    file.push(new Uint8Array(), true)
  }
  zip.end()
  return Buffer.concat(parts)
}
