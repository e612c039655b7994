/** A table as Excel writes it: which bytes are text, where its columns end, what its headings mean. */
import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { each, inPieces, type Pieces, slices, through } from '../pieces'
import { type Refusal, refuse } from '../refusal'
import { plainWord } from './bench'

/** A network has hundreds of people; what is longer is another file. */
export const mostRows = 10_000

export interface TableRow {
  /** As Excel numbers it: the headings are row 1. */
  readonly row: number
  /** Column -> cell, trimmed; columns that are missing or empty are ''. */
  readonly cells: Readonly<Record<string, string>>
}

/** Column -> the words that may stand over it; the first is the one that we write. */
export type Headings = Readonly<Record<string, readonly string[]>>

/**
 * @param needed columns without which the file is another one
 * @returns every row that holds something, in order; or why the file cannot be read at all
 */
export async function readTable(
  bytes: Uint8Array,
  headings: Headings,
  needed: readonly string[],
): Promise<readonly TableRow[] | Refusal> {
  const text = await inPieces(decode(bytes))
  if (typeof text !== 'string') return text
  const lines = await linesOf(text)
  if (!Array.isArray(lines)) return lines as Refusal
  const [head, ...rest] = lines as readonly Line[]
  if (!head || rest.length === 0) return refuse('groups:file-empty', {}, 422)
  const columns = head.cells.map((cell) => columnOf(cell, headings))
  const no = wrongColumns(head, columns, headings, needed) ?? wrongLength(rest, columns.length)
  if (no) return no
  const rows = await inPieces(each(rest, (line) => rowOf(line, columns)))
  return rows.filter(({ cells }) => Object.values(cells).some(Boolean))
}

type Columns = readonly (string | undefined)[]

function wrongColumns(
  head: Line,
  columns: Columns,
  headings: Headings,
  needed: readonly string[],
): Refusal | undefined {
  const unknown = head.cells.find((cell, i) => cell.trim() !== '' && columns[i] === undefined)
  const missing = needed.find((column) => !columns.includes(column))
  if (missing) return refuse('groups:file-column-missing', { column: headings[missing]?.[0] ?? missing }, 422)
  if (unknown !== undefined)
    return refuse('groups:file-column-unknown', { column: unknown.trim().slice(0, 60) }, 422)
  const twice = columns.find((column, i) => column !== undefined && columns.indexOf(column) !== i)
  if (twice) return refuse('groups:file-column-twice', { column: headings[twice]?.[0] ?? twice }, 422)
  return undefined
}

function wrongLength(rest: readonly Line[], width: number): Refusal | undefined {
  if (rest.length > mostRows) return refuse('groups:file-too-long', { most: mostRows }, 422)
  const tooWide = rest.find(({ cells }) => cells.slice(width).some((cell) => cell.trim() !== ''))
  return tooWide && refuse('groups:file-row-too-wide', { row: tooWide.row }, 422)
}

function rowOf({ row, cells }: Line, columns: Columns): TableRow {
  const named = columns.flatMap((column, i) => (column ? [[column, (cells[i] ?? '').trim()]] : []))
  return { row, cells: Object.fromEntries(named) }
}

/** One after the other; spreadsheets leave some where columns have been emptied. */
const mostEmptyFields = 1000

function columnOf(cell: string, headings: Headings): string | undefined {
  if (cell.trim() === '') return undefined
  const word = plainWord(cell)
  return Object.keys(headings).find((column) => headings[column]?.some((one) => plainWord(one) === word))
}

/** UTF-8 with or without a mark, UTF-16 with one (Excel's "Unicode text"), else Windows-1252, as Excel writes CSV. */
function* decode(bytes: Uint8Array): Pieces<string | Refusal> {
  const [first, second] = bytes
  // A workbook is a ZIP file, an old one an OLE file.
  if ((first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf))
    return refuse('groups:file-workbook', {}, 422)
  const wide = first === 0xff && second === 0xfe
  const parts = (yield* decodedAs(bytes, wide ? 'utf-16le' : 'utf-8')) ?? (yield* decodedAsExcel(bytes))
  // Bytes that Windows-1252 does not know decode to control characters, and NUL stands in no text at all.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const strange = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/
  const looked = yield* each(parts, (part) => strange.test(part))
  if (looked.includes(true)) return refuse('groups:file-no-text', {}, 422)
  const text = parts.join('')
  const garbled = text.search(twiceRead)
  if (garbled === -1) return text
  const row = wide ? rowAt(text, garbled) : damagedRow(bytes, text, garbled)
  return refuse('groups:file-garbled', { row }, 422)
}

/**
 * UTF-8 that was read as Windows-1252, by us (one broken byte is enough) or before: Ã¤ Ã¶ Ã¼ ÃŸ Â§ â€“ â€œ. No language puts
 * these letters before such signs.
 */
const twiceRead = /Ã[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0-\u00bf]|Â[\u00a1-\u00bf]|â(?:€|‚¬)/

/** In a file of UTF-8 the row of the byte that is none, else the row that is garbled. */
function damagedRow(bytes: Uint8Array, text: string, garbled: number): number {
  const tolerant = new TextDecoder('utf-8').decode(bytes)
  const broken = tolerant.indexOf('\ufffd')
  return broken === -1 ? rowAt(text, garbled) : rowAt(tolerant, broken)
}

/** As Excel numbers it: line ends within quotation marks begin no row. */
function rowAt(text: string, at: number): number {
  const before = text.slice(0, at)
  const outside = before.split('"').filter((_, i) => i % 2 === 0)
  return outside.join('').split(/\r\n|\r|\n/).length
}

/** @returns undefined where it is something else */
function* decodedAs(bytes: Uint8Array, encoding: string): Pieces<readonly string[] | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    const parts = yield* each(slices(bytes), (slice) => decoder.decode(slice, { stream: true }))
    return [...parts, decoder.decode()]
  } catch {
    return undefined
  }
}

/** Not by TextDecoder: Node takes this one for Latin-1 (nodejs/node#56542), and € would be lost. A byte is a letter. */
function* decodedAsExcel(bytes: Uint8Array): Pieces<readonly string[]> {
  return yield* each(slices(bytes), (slice) => iconv.decode(Buffer.from(slice), 'windows-1252'))
}

interface Line {
  readonly row: number
  readonly cells: readonly string[]
}

/** @param text as decoded; `sep=;` in a first line is Excel's own hint */
async function linesOf(text: string): Promise<readonly Line[] | Refusal> {
  const hint = /^sep=(.)\r?\n/.exec(text)
  const body = hint ? text.slice(hint[0].length) : text
  const delimiter = hint?.[1] ?? delimiterOf(body)
  const before = hint ? 1 : 0
  // The parser does not count what stands between the fields: a line of separators alone would be millions of them.
  const mark = delimiter.replace(/[\\\]^-]/g, '\\$&')
  const wide = body.search(new RegExp(`[${mark}]{${mostEmptyFields}}`))
  if (wide !== -1) return refuse('groups:file-too-wide', { row: rowAt(body, wide) + before }, 422)
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // Beyond the limit nothing is read: the caller refuses what is longer by one.
    to: mostRows + 2,
    max_record_size: 20_000,
  })
  const lines: Line[] = []
  try {
    // Rows, not lines of the file: a cell may hold several, and empty rows count, too.
    for await (const cells of through(Buffer.from(body), parser))
      lines.push({ row: lines.length + 1 + before, cells })
    return lines
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = Number((error as { readonly records?: unknown }).records ?? 0) + 1 + before
    const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'groups:file-cell-too-long' : 'groups:file-quotes'
    return refuse(code, { row }, 422)
  }
}

/** Whatever stands most often in the headings: Excel writes semicolons in German, commas in English, tabs as text. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r|\n|$/))
  const times = (mark: string) => head.split(mark).length
  return [';', ',', '\t'].reduce((best, mark) => (times(mark) > times(best) ? mark : best))
}
