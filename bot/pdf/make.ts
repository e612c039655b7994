/** Makes a PDF in a thread of its own: a second and more for a long one, and nobody else waits. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { findRoot } from '../config'
import type { PdfDocument } from './document'

/** As `env/build.mjs` has built it, beside the service. */
const program = path.join(findRoot(__dirname), '.build/bot/pdf-thread.cjs')

/** @throws what goes wrong in drawing */
export function pdfOf(document: PdfDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: document })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that draws ended with ${code}`)))
  })
}
