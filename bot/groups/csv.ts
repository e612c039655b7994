/** Tables as Excel reads them in Germany: semicolons, UTF-8 with its mark, no cell that could be taken for a formula. */
import { stringify } from 'csv-stringify/sync'

export function csvOf(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], {
    delimiter: ';',
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}
