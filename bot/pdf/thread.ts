/** The program of the thread that draws: what it is given comes back as a PDF. `env/build.mjs` makes a file of its own of it. */
import { parentPort, workerData } from 'node:worker_threads'
import type { PdfDocument } from './document'
import { drawDocument } from './draw'

drawDocument(workerData as PdfDocument)
  .then((bytes) => parentPort?.postMessage(bytes))
  // What goes wrong here ends the thread, and is thrown where it was started.
  .catch((error: unknown) => {
    setImmediate(() => {
      throw error
    })
  })
