/** Whoever asks for another protocol holds no connection: neither open for ever, nor against a shut-down. */
import { connect, type Socket } from 'node:net'
import { startTestService } from '../support/service'

/** The server's ends of connections that a client made: to be cut, should the service have forgotten them. */
function forgottenEnds(ports: ReadonlySet<number | undefined>): readonly Socket[] {
  const { _getActiveHandles } = process as unknown as { _getActiveHandles(): readonly Partial<Socket>[] }
  return _getActiveHandles().filter(
    (handle): handle is Socket => handle.remotePort !== undefined && ports.has(handle.remotePort),
  )
}

it.each([
  ['an upgrade', 'GET /healthz HTTP/1.1', 'connection: upgrade\r\nupgrade: websocket\r\n'],
  [
    'HTTP/2 in plain',
    'GET /healthz HTTP/1.1',
    'connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n',
  ],
  ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1', ''],
])('answers or cuts %s, and forgets the connection', async (_name, first, headers) => {
  const test = await startTestService()
  const { port, hostname } = new URL(test.url)
  const ports = new Set<number | undefined>()
  for (let i = 0; i < 3; i += 1) {
    const socket = connect(Number(port), hostname)
    await new Promise((resolve) => socket.once('connect', resolve))
    ports.add(socket.localPort)
    socket.write(`${first}\r\nhost: localhost\r\n${headers}\r\n`)
    await new Promise((resolve) => {
      socket.once('data', resolve).once('close', resolve).once('error', resolve)
      setTimeout(resolve, 300)
    })
    socket.destroy()
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
  const forgotten = forgottenEnds(ports)
  for (const end of forgotten) end.destroy()
  await test.stop()
  expect(forgotten.length).toBe(0)
})
