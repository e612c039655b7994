/** Tables as Excel reads them in Germany: semicolons, UTF-8 with its mark, no cell that could be taken for a formula. */
import { stringify } from 'csv-stringify/sync'
import { guardCell } from './guarded-cell'

/** Headings first. */
export type Table = readonly (readonly string[])[]

export interface NamedTable {
  readonly name: string
  readonly table: Table
}

const mark = '\uFEFF'

export function csvOf(rows: Table): string {
  return mark + csvLines(rows)
}

/** A part of a long one: what stands before it carries the mark. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(guardCell)),
    {
      delimiter: ';',
      // The library looks for its own line ends alone; any other would end a row just as well.
      quoted_match: /[\r\n]/,
      record_delimiter: 'windows',
    },
  )
}
