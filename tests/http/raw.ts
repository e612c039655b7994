/** Requests by hand, byte by byte: what fetch would not send. */
import { connect } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: string
  // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire is what the test is about to check
  readonly body: any
}

/** Sends these pieces and reads one answer; status 0 when the connection ended without one. */
export function sendRaw(url: string, ...pieces: readonly (string | Buffer)[]): Promise<RawAnswer> {
  const { port, hostname } = new URL(url)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), hostname, () => {
      for (const piece of pieces) socket.write(piece)
    })
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(read(Buffer.concat(chunks).toString('utf8')))
    }
    const timer = setTimeout(end, 1000)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (complete(Buffer.concat(chunks))) end()
    })
    socket.on('close', end)
    socket.on('error', (error) => ('code' in error && error.code === 'ECONNRESET' ? end() : reject(error)))
  })
}

/** What a server says before its answer. */
const goOn = /^HTTP\/1\.1 100 [\s\S]*?\r\n\r\n/

function complete(bytes: Buffer): boolean {
  const [head = '', ...rest] = bytes.toString('latin1').replace(goOn, '').split('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  return length !== undefined && rest.join('\r\n\r\n').length >= Number(length)
}

function read(text: string): RawAnswer {
  const [headers = '', ...rest] = text.replace(goOn, '').split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1] ?? 0)
  try {
    return { status, headers, body: JSON.parse(body) }
  } catch {
    return { status, headers, body }
  }
}
