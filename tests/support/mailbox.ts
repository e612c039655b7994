/** A mail server on loopback that keeps what it is sent, and misbehaves on demand: the real smtp-server, real sockets. */
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** Where a conversation can go wrong, in its order. `message`: once the whole mail has arrived. */
export type Step = 'greeting' | 'login' | 'sender' | 'recipient' | 'message'

export type Mishap =
  /** Refuses with this reply: `550 5.1.1 nobody here`. */
  | { readonly at: Step; readonly reply: string }
  /** Says nothing any more. */
  | { readonly at: Step; readonly does: 'hang' }
  /** Breaks the connection. */
  | { readonly at: Step; readonly does: 'cut' }

export interface ReceivedMail {
  /** The envelope's. */
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire. */
  readonly raw: string
  readonly encrypted: boolean
  /** By small letters; folded lines joined and encoded words decoded. */
  readonly headers: Readonly<Record<string, string>>
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Mailbox {
  readonly port: number
  /** `smtp://127.0.0.1:12345`, with the account where there is one. */
  readonly url: string
  /** All that arrived whole, answered for or not: what a mishap at `message` leaves open. */
  readonly mails: readonly ReceivedMail[]
  /** How often somebody connected. */
  readonly connections: number
  /** How often somebody told a password. */
  readonly logins: number
  misbehave(mishap: Mishap): void
  behave(): void
  forget(): void
  close(): Promise<void>
}

export interface MailboxSettings {
  /** `starttls` and `implicit` show a certificate that nobody vouches for. */
  readonly tls?: 'none' | 'starttls' | 'implicit'
  /** Without it nobody is asked to log in. */
  readonly account?: { readonly user: string; readonly pass: string }
  readonly pipelining?: boolean
}

export async function startMailbox(settings: MailboxSettings = {}): Promise<Mailbox> {
  const { tls = 'none', account, pipelining = true } = settings
  const sockets = new Map<number, Socket>()
  const mails: ReceivedMail[] = []
  let mishap: Mishap | undefined
  let connections = 0
  let logins = 0
  /** Goes on with `done` unless a mishap stands at this step. */
  const reach = (step: Step, session: SMTPServerSession, done: (error?: Error) => void) => {
    if (mishap?.at !== step) return done()
    if ('reply' in mishap) return done(refusal(mishap.reply))
    if (mishap.does === 'cut') sockets.get(session.remotePort)?.destroy()
  }
  const server = new SMTPServer({
    logger: false,
    secure: tls === 'implicit',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(account ? [] : ['AUTH'])],
    authOptional: !account,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hidePIPELINING: !pipelining,
    onConnect: (session, done) => reach('greeting', session, done),
    onAuth: (auth, session, done) => {
      logins += 1
      const right = auth.username === account?.user && auth.password === account?.pass
      reach('login', session, (error) =>
        error ? done(error) : right ? done(null, { user: 'known' }) : done(refusal('535 5.7.8 wrong')),
      )
    },
    onMailFrom: (_address, session, done) => reach('sender', session, done),
    onRcptTo: (_address, session, done) => reach('recipient', session, done),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(received(session, Buffer.concat(chunks).toString('latin1')))
        reach('message', session, done)
      })
    },
  })
  // A client that breaks off is no fault of the stand-in.
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket
    connections += 1
    sockets.set(remotePort, socket)
    socket.on('close', () => sockets.delete(remotePort))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const login = account ? `${encodeURIComponent(account.user)}:${encodeURIComponent(account.pass)}@` : ''
  return {
    port,
    url: `${tls === 'implicit' ? 'smtps' : 'smtp'}://${login}127.0.0.1:${port}`,
    mails,
    get connections() {
      return connections
    },
    get logins() {
      return logins
    },
    misbehave: (next) => {
      mishap = next
    },
    behave: () => {
      mishap = undefined
    },
    forget: () => {
      mails.length = 0
      connections = 0
      logins = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        for (const socket of sockets.values()) socket.destroy()
      }),
  }
}

function refusal(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) })
}

function received({ envelope, secure }: SMTPServerSession, raw: string): ReceivedMail {
  const { headers, texts } = read(raw)
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
    encrypted: secure,
    headers,
    subject: headers.subject ?? '',
    text: texts['text/plain'] ?? '',
    html: texts['text/html'] ?? '',
  }
}

interface Part {
  readonly headers: Readonly<Record<string, string>>
  readonly texts: Readonly<Record<string, string>>
}

/** As much of MIME as our own mails use: encoded words, alternatives, quoted-printable and base64, all in UTF-8. */
function read(raw: string): Part {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const headers: Record<string, string> = {}
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
    const key = name.toLowerCase()
    // Joined, since of two headers of one name neither is to hide.
    headers[key] = [headers[key], unworded(value, /^(from|to|cc)$/.test(key))].filter(Boolean).join(' | ')
  }
  const body = rest.join('\r\n\r\n')
  const [, type = 'text/plain', boundary] =
    /^([\w/-]+)(?:.*boundary="?([^";]+)"?)?/.exec(headers['content-type'] ?? '') ?? []
  if (!boundary) return { headers, texts: { [type]: decoded(body, headers['content-transfer-encoding']) } }
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1)
  return { headers, texts: Object.assign({}, ...parts.map((part) => read(part.slice('\r\n'.length)).texts)) }
}

/** RFC 2047: in an address, what stands in quotes is no encoded word. */
function unworded(value: string, address: boolean): string {
  const pieces = address ? value.split(/("(?:[^"\\]|\\.)*")/) : [value]
  const bytes = pieces.map((piece, i) => (i % 2 ? piece : piece.replace(words, unword))).join('')
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** A space between two of them is none. */
const words = /=\?utf-8\?([qb])\?([^?]*)\?=(?:\s+(?==\?))?/gi

function unword(_word: string, how: string, said: string): string {
  if (how.toLowerCase() === 'b') return Buffer.from(said, 'base64').toString('latin1')
  return unquoted(said.replaceAll('_', ' '))
}

function decoded(body: string, encoding = '7bit'): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n')
  const bytes = encoding === 'quoted-printable' ? unquoted(body.replace(/=\r\n/g, '')) : body
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n')
}

function unquoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_sign, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
