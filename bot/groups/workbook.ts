/** Tables as an Excel workbook, made in a thread of its own: the library works in one go, a second for 10,000 people. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** Text is never a formula; a number can be summed up. */
export type Cell = string | number

export interface Sheet {
  /** At most 31 letters, none of \/?*[]: */
  readonly name: string
  /** Headings first. */
  readonly table: readonly (readonly Cell[])[]
  /** Of each column, in letters; else as Excel has it. */
  readonly widths?: readonly number[]
}

/** The thread knows nothing of the house: where the library is, and the tables. No cell is of type formula: Excel calculates nothing. */
const program = `
  const { parentPort, workerData: { library, tables } } = require('node:worker_threads')
  const loaded = require(library)
  const write = loaded.default ?? loaded
  const typeOf = (value) => typeof value === 'number' ? { type: Number, format: '#,##0' } : { type: String }
  const cell = (value, i) => ({ value, ...typeOf(value), ...(i === 0 && { fontWeight: 'bold' }) })
  const sheets = tables.map(({ name, table, widths }) => ({
    sheet: name,
    stickyRowsCount: 1,
    ...(widths && { columns: widths.map((width) => ({ width })) }),
    data: table.map((row, i) => row.map((value) => cell(value, i))),
  }))
  write(sheets).toBuffer().then((bytes) => parentPort.postMessage(bytes))`

/** @throws what the library throws */
export function workbookOf(tables: readonly Sheet[]): Promise<Uint8Array> {
  const library = createRequire(__filename).resolve('write-excel-file/node')
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: { library, tables } })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the workbook's thread ended with ${code}`)))
  })
}
