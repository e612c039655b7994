/** Tables as an Excel workbook, made in a thread of its own: the library works in one go, a second for 10,000 people. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { NamedTable } from './csv'

/** The thread knows nothing of the house: where the library is, and the tables. Cells of type text: Excel calculates nothing. */
const program = `
  const { parentPort, workerData: { library, tables } } = require('node:worker_threads')
  const loaded = require(library)
  const write = loaded.default ?? loaded
  const cell = (value, i) => ({ value, type: String, ...(i === 0 && { fontWeight: 'bold' }) })
  const sheets = tables.map(({ name, table }) => ({
    sheet: name,
    stickyRowsCount: 1,
    data: table.map((row, i) => row.map((value) => cell(value, i))),
  }))
  write(sheets).toBuffer().then((bytes) => parentPort.postMessage(bytes))`

/** @throws what the library throws */
export function workbookOf(tables: readonly NamedTable[]): Promise<Uint8Array> {
  const library = createRequire(__filename).resolve('write-excel-file/node')
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: { library, tables } })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the workbook's thread ended with ${code}`)))
  })
}
