/** Cells that begin like a formula: how the export keeps spreadsheets from calculating them, and how the import takes that back. */

/** What Excel and others begin to calculate with (OWASP, CSV injection), full-width forms among them. */
const formula = '[=+\\-@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20]'
/** Apostrophes of one's own before it count, too: else nobody could tell whose apostrophe is whose. */
const dangerous = new RegExp(`^'*${formula}`)
const guarded = new RegExp(`^'+${formula}`)

/** Puts an apostrophe before it: spreadsheets then take it for text. */
export function guardCell(text: string): string {
  return dangerous.test(text) ? `'${text}` : text
}

/** Exactly what stood there before `guardCell`. */
export function unguardCell(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell
}
