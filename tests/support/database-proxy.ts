/** A way to the database that can be cut: what a service sees of a server that is away, late or back again. */
import { createConnection, createServer, type Socket } from 'node:net'
import type { TestDatabase } from './database'

export interface DatabaseProxy {
  /** The same database, on this way. */
  readonly database: TestDatabase
  /** Cuts every connection and takes no new one, as when the server has stopped. */
  cut(): Promise<void>
  /** Cuts every connection; new ones are taken and never answered, as when the machine hangs. */
  hang(): Promise<void>
  mend(): Promise<void>
  stop(): Promise<void>
}

export async function openDatabaseProxy(database: TestDatabase): Promise<DatabaseProxy> {
  const behind = new URL(database.url)
  const sockets = new Set<Socket>()
  let answering = true
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((socket) => {
    keep(socket)
    if (!answering) return
    const inner = keep(createConnection({ host: behind.hostname, port: Number(behind.port || 5432) }))
    socket.pipe(inner).pipe(socket)
    socket.on('close', () => inner.destroy())
    inner.on('close', () => socket.destroy())
  })
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  const close = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve()
      server.close(() => resolve())
      drop()
    })
  const port = await listen(0)
  const url = new URL(database.url)
  url.hostname = '127.0.0.1'
  url.port = `${port}`
  return {
    database: { ...database, url: url.href },
    cut: close,
    hang: async () => {
      answering = false
      drop()
    },
    mend: async () => {
      if (!answering) drop()
      answering = true
      if (!server.listening) await listen(port)
    },
    stop: close,
  }
}
