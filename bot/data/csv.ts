/** Tables as Excel reads them in Germany: semicolons, UTF-8 with its mark, no cell that could be taken for a formula. */

const mark = '\uFEFF'

export function csvOf(rows: readonly (readonly string[])[]): string {
  return mark + rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')
}

/** What begins like a formula gets an apostrophe before it (OWASP, CSV injection); the text itself stays whole. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
