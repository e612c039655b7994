/** Tables as Excel reads them in Germany: semicolons, UTF-8 with its mark, no cell that could be taken for a formula. */
import { stringify } from 'csv-stringify/sync'
import { guardCell } from './guarded-cell'

export function csvOf(rows: readonly (readonly string[])[]): string {
  const guarded = rows.map((row) => row.map(guardCell))
  return stringify(guarded, { delimiter: ';', bom: true, record_delimiter: 'windows' })
}
