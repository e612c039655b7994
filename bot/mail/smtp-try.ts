/**
 * One try at handing a mail to the SMTP server.
 *
 * nodemailer's transports do not tell whether a connection broke before or after the mail had left, and that decides
 * whether it may be tried again. So its connection is driven here, and the mail is a stream that tells when it is read:
 * nodemailer does so only after the server's 354.
 */
import { Readable } from 'node:stream'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { type Breakdown, outcomeOfBreakdown, type Stage, type WireOutcome } from './outcome'

export interface SmtpServer {
  readonly options: SMTPConnectionOptions
  readonly login: { readonly user: string; readonly pass: string } | undefined
  readonly patience: Patience
}

export interface Patience {
  /** From looking up the host to the end of STARTTLS. */
  readonly setUpMs: number
  /** How long the server may be silent before it has the mail. */
  readonly silenceMs: number
  /** How long it may take to say what became of the mail. */
  readonly verdictMs: number
}

/**
 * Before the mail has left, breaking off costs nothing but another try, and a server that makes strangers wait answers
 * within 20 s. Afterwards it costs a person a decision. A server may think about a mail for ten minutes (RFC 5321,
 * 4.5.3.2.6), which no stop of the service can wait for; few think for one.
 */
export const usualPatience: Patience = { setUpMs: 10_000, silenceMs: 20_000, verdictMs: 60_000 }

export interface Envelope {
  readonly from: string
  readonly to: string
}

/** A server that trickles bytes is never silent: it has to have the mail after so many silences in all. */
const silencesInAll = 3

/** The mail has been answered for by then; a slow farewell is not waited for. */
const farewellMs = 2_000

export function trySmtp(server: SmtpServer, envelope: Envelope, message: Buffer): Promise<WireOutcome> {
  const { patience } = server
  const connection = new SMTPConnection({ ...server.options, ...waits(patience) })
  let stage: Stage = 'entering'
  return new Promise((resolve) => {
    const end = (outcome: WireOutcome) => {
      clearTimeout(limit)
      resolve(outcome)
    }
    const fail = (error: Fault) => {
      end(outcomeOfBreakdown({ ...brokenBy(error), stage }))
      if (error.response && !connection.destroyed) leave(connection)
      else connection.close()
    }
    const within = (ms: number) => setTimeout(() => fail({ code: 'ETIMEDOUT' }), ms)
    let limit = within(silencesInAll * patience.silenceMs)
    // Stays for good: what comes after the end must not end the process.
    connection.on('error', fail)
    connection.connect((refused) => {
      if (refused) return fail(refused)
      stage = 'naming'
      logIn(connection, server, (denied) => {
        if (denied) return fail(denied)
        const handed = () => {
          stage = 'handing over'
          clearTimeout(limit)
          limit = within(patience.verdictMs)
          // From here on silence is allowed, up to that limit.
          if (connection._socket) connection._socket.setTimeout(0)
        }
        connection.send({ from: envelope.from, to: [envelope.to] }, telling(message, handed), (error) => {
          if (error) return fail(error)
          end({ is: 'sent' })
          leave(connection)
        })
      })
    })
  })
}

interface Fault {
  readonly code?: string | undefined
  readonly originalCode?: string | undefined
  readonly response?: string | undefined
}

function waits({ setUpMs, silenceMs }: Patience): SMTPConnectionOptions {
  return {
    dnsTimeout: setUpMs,
    connectionTimeout: setUpMs,
    greetingTimeout: setUpMs,
    socketTimeout: silenceMs,
    // Everything has been said by then.
    socketCloseTimeout: 0,
  }
}

function logIn(
  connection: SMTPConnection,
  { login }: SmtpServer,
  then: (denied?: Fault | null) => void,
): void {
  // A server that asks for a login without offering one says so itself, to the sender's name.
  if (login && connection.allowsAuth) connection.login({ ...login }, then)
  else then()
}

function telling(message: Buffer, read: () => void): Readable {
  return new Readable({
    read() {
      read()
      this.push(message)
      this.push(null)
    },
  })
}

/** nodemailer's codes for what it refuses by itself. With an answer of the server they mean that one. */
const ownCodes = ['EENVELOPE', 'EMESSAGE', 'EAUTH']

function brokenBy({ code, originalCode, response }: Fault): Omit<Breakdown, 'stage'> {
  const told = originalCode ?? code
  return {
    ...(response !== undefined && { reply: response }),
    ...(told !== undefined && { code: told }),
    ours: code !== undefined && ownCodes.includes(code),
  }
}

function leave(connection: SMTPConnection): void {
  const impatient = setTimeout(() => connection.close(), farewellMs)
  connection.once('end', () => clearTimeout(impatient))
  connection.quit()
}
