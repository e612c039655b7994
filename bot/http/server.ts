/** The HTTP door: restify, answers in JSON, every problem with a reference, and nothing else in the way. */
import type { Server as HttpServer } from 'node:http'
import { createServer, plugins, type Request, type Response, type Server } from 'restify'
import type { World } from '../world'
import { sendFault, sendProblem } from './problems'

export interface Door {
  readonly server: Server
  /** @returns the port, for who asked for any */
  listen(port: number, host: string): Promise<number>
  /** No new connections; requests that run end within `withinMs`, then their connections are cut. */
  close(withinMs: number): Promise<void>
}

export function openDoor(world: World): Door {
  const server = createServer({ name: 'verbund', ignoreTrailingSlash: true, handleUncaughtExceptions: false })
  server.use(plugins.queryParser({ mapParams: false }))
  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    tellError(world, request, response, error)
    done()
  })
  const http = server.server as unknown as HttpServer
  // restify listens without answering, so Node would hand such a connection over to nobody, for ever.
  for (const event of ['upgrade', 'connect']) http.removeAllListeners(event)
  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        // restify passes the error on to itself, where nobody else listens.
        server.once('error', reject)
        server.listen(port, host, () => {
          server.removeListener('error', reject)
          const address = http.address()
          resolve(typeof address === 'object' && address ? address.port : port)
        })
      }),
    close: async (withinMs) => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      http.closeIdleConnections()
      const cut = setTimeout(() => http.closeAllConnections(), withinMs)
      await closed
      clearTimeout(cut)
    },
  }
}

/** What restify itself refuses (no such route, wrong method), and what a handler throws. */
function tellError(world: World, request: Request, response: Response, error: unknown): void {
  if (response.headersSent) return
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status >= 500) sendFault(world, request, response, request.path(), error)
  else
    sendProblem(
      world,
      request,
      response,
      status,
      status === 404 || status === 405 ? 'unknown-route' : 'bad-json',
    )
}
