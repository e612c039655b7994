/** One keep-alive connection that writes HTTP/1.1 itself and reads just as much of the answer as the bench needs. */
import { connect, type Socket } from 'node:net'

export interface Reply {
  readonly status: number
  readonly body: Buffer
}

interface Asked {
  resolve(reply: Reply): void
  reject(error: Error): void
}

/** The reply, how many bytes it took, and whether the server closes after it; null while it is incomplete. */
interface Parsed {
  readonly reply: Reply
  readonly size: number
  readonly closes: boolean
}

const headEnd = Buffer.from('\r\n\r\n')
const lineEnd = Buffer.from('\r\n')

export class Connection {
  readonly #host: string
  readonly #port: number
  readonly #timeoutMs: number
  #socket: Socket | null = null
  #asked: Asked | null = null
  #buffer: Buffer | null = null

  constructor(host: string, port: number, timeoutMs: number) {
    this.#host = host
    this.#port = port
    this.#timeoutMs = timeoutMs
  }

  /** One request at a time. @throws when the connection breaks or the time runs out. */
  ask(request: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject }
      this.#socket ??= this.#open()
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }

  #open(): Socket {
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true })
    socket.setTimeout(this.#timeoutMs, () => {
      // Idle between two requests is no fault.
      if (this.#asked) this.#fail(socket, new Error(`No answer within ${this.#timeoutMs} ms`))
    })
    socket.on('data', (chunk) => this.#read(socket, chunk))
    socket.on('error', (error) => this.#fail(socket, error))
    socket.on('close', () => this.#fail(socket, new Error('The server closed the connection')))
    return socket
  }

  #read(socket: Socket, chunk: Buffer): void {
    const buffer = this.#buffer ? Buffer.concat([this.#buffer, chunk]) : chunk
    const parsed = parse(buffer)
    // One request is open at a time: whatever follows its answer is not HTTP, and is dropped with the connection.
    this.#buffer = parsed ? null : buffer
    if (!parsed) return
    if (parsed.closes || parsed.size !== buffer.length) this.#drop(socket)
    const asked = this.#asked
    this.#asked = null
    asked?.resolve(parsed.reply)
  }

  #fail(socket: Socket, error: Error): void {
    if (socket !== this.#socket) return
    this.#drop(socket)
    const asked = this.#asked
    this.#asked = null
    asked?.reject(error)
  }

  #drop(socket: Socket): void {
    this.#socket = null
    this.#buffer = null
    socket.destroy()
  }
}

function parse(buffer: Buffer): Parsed | null {
  const end = buffer.indexOf(headEnd)
  if (end < 0) return null
  const head = buffer.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const closes = /\r\nconnection: *close/i.test(head)
  const start = end + headEnd.length
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    const read = dechunk(buffer, start)
    return read && { reply: { status, body: read.body }, size: read.size, closes }
  }
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
  const size = start + length
  return buffer.length < size ? null : { reply: { status, body: buffer.subarray(start, size) }, size, closes }
}

function dechunk(buffer: Buffer, start: number): { readonly body: Buffer; readonly size: number } | null {
  const parts: Buffer[] = []
  let at = start
  for (;;) {
    const line = buffer.indexOf(lineEnd, at)
    if (line < 0) return null
    const length = Number.parseInt(buffer.toString('latin1', at, line), 16)
    const next = line + lineEnd.length + length + lineEnd.length
    if (buffer.length < next) return null
    if (length === 0) return { body: Buffer.concat(parts), size: next }
    parts.push(buffer.subarray(line + lineEnd.length, next - lineEnd.length))
    at = next
  }
}
