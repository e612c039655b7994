/** Files of a large network are made in pieces, and are the same as in one go. */
import { unzipSync } from 'fflate'
import { csvOf, type Table } from '../../bot/groups/csv'
import { csvFile, zipFile } from '../../bot/groups/export-files'
import { workbookOf } from '../../bot/groups/workbook'
import type { Pieces } from '../../bot/pieces'

const table: Table = [
  ['Name', 'Organisation'],
  ...Array.from({ length: 5_000 }, (_, i) => [`Péter ${i}`, `=Werk; "${i % 7}"`]),
]
/** Made already. */
function* at<T>(once: T): Pieces<T> {
  yield
  return once
}

/** How often others have their turn, and what comes of it. */
function made<T>(work: Pieces<T>): { readonly turns: number; readonly value: T } {
  for (let turns = 0; ; turns += 1) {
    const { done, value } = work.next()
    if (done) return { turns, value }
  }
}

it('a CSV of five thousand rows', () => {
  const { turns, value } = made(csvFile(at(table)))
  expect(Buffer.from(value).toString()).toBe(csvOf(table))
  expect(turns).toBe(51)
})

it('a table with nothing but headings', () => {
  expect(Buffer.from(made(csvFile(at(table.slice(0, 1)))).value).toString()).toBe(csvOf(table.slice(0, 1)))
})

it('a ZIP of two tables', () => {
  const tables = ['Personen', 'Sitze'].map((name) => ({ name, table }))
  const { turns, value } = made(zipFile(at(tables)))
  const files = unzipSync(value)
  expect(Object.keys(files)).toEqual(['Personen.csv', 'Sitze.csv'])
  for (const bytes of Object.values(files)) expect(Buffer.from(bytes).toString()).toBe(csvOf(table))
  expect(turns).toBeGreaterThan(100)
})

it('a workbook of five thousand rows, while others have their turn', async () => {
  let turns = 0
  let on = true
  const other = () => {
    turns += 1
    if (on) setImmediate(other)
  }
  setImmediate(other)
  const files = unzipSync(await workbookOf([{ name: 'Personen', table }]))
  on = false
  const sheet = Buffer.from(files['xl/worksheets/sheet1.xml'] ?? []).toString()
  expect([sheet.match(/<row /g)?.length, sheet.includes('<f>')]).toEqual([5001, false])
  // In one go there would be a handful.
  expect(turns).toBeGreaterThan(1000)
})
