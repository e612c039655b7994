/** Each call is one attempt against a real server, and what went wrong tells whether the mail may be tried again. */
import { createServer, type Server, type Socket } from 'node:net'
import { openMailer } from '../../bot/mail/mailer'
import { account, from, mail, patience, sendTo } from '../support/mail-attempt'
import { type Mailbox, type Mishap, type Step, startMailbox } from '../support/mailbox'

describe.each([true, false])('with pipelining: %s', (pipelining) => {
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox({ account, pipelining })
  })
  afterAll(() => mailbox.close())
  beforeEach(() => {
    mailbox.behave()
    mailbox.forget()
  })

  const tried = async (mishap: Mishap) => {
    mailbox.misbehave(mishap)
    const outcome = await sendTo(mailbox.url)
    // Whatever went wrong: nobody came back for another try.
    expect(mailbox.connections).toBe(1)
    return outcome
  }
  const later = (detail: string) => ({ is: 'again', cause: 'busy', detail, afterMs: 120_000 })
  const early: readonly Step[] = ['greeting', 'login', 'sender', 'recipient']

  it('sends', async () => {
    expect(await sendTo(mailbox.url)).toEqual({ is: 'sent' })
    expect(mailbox.mails).toHaveLength(1)
  })

  it.each(early)('tries again when the server falls silent at the %s: the mail has not left', async (at) => {
    expect(await tried({ at, does: 'hang' })).toEqual({
      is: 'again',
      cause: 'unreachable',
      detail: 'ETIMEDOUT',
    })
    expect(mailbox.mails).toHaveLength(0)
  })

  it.each(early)('tries again when the connection breaks at the %s', async (at) => {
    expect(await tried({ at, does: 'cut' })).toMatchObject({ is: 'again' })
    expect(mailbox.mails).toHaveLength(0)
  })

  it('says unknown when no answer follows the mail: it may have been taken', async () => {
    expect(await tried({ at: 'message', does: 'hang' })).toEqual({
      is: 'unknown',
      cause: 'cut',
      detail: 'ETIMEDOUT',
    })
    expect(mailbox.mails).toHaveLength(1)
  })

  it('says unknown when the connection breaks after the mail', async () => {
    expect(await tried({ at: 'message', does: 'cut' })).toMatchObject({ is: 'unknown' })
    expect(mailbox.mails).toHaveLength(1)
  })

  it.each([...early, 'message'] as const)('tries again after 421, 450 and 451 at the %s', async (at) => {
    for (const code of [421, 450, 451]) {
      mailbox.forget()
      const reply = `${code} 4.7.1 greylisted, erika@firma.example`
      expect(await tried({ at, reply })).toEqual(later(`SMTP ${code} 4.7.1`))
    }
  })

  it.each(['login', 'sender', 'recipient', 'message'] as const)(
    "gives up after 550 at the %s, and keeps the server's words to itself",
    async (at) => {
      const refused = await tried({ at, reply: '550 5.1.1 <erika@firma.example> is unknown here' })
      expect(refused).toEqual({ is: 'failed', cause: 'refused', detail: 'SMTP 550 5.1.1' })
    },
  )

  it('tries again when the greeting is a refusal: that says nothing about this mail', async () => {
    expect(await tried({ at: 'greeting', reply: '554 5.7.1 not from there' })).toEqual(
      later('SMTP 554 5.7.1'),
    )
  })

  it('gives up with a wrong password', async () => {
    expect(await sendTo(mailbox.url.replace(/:[^:@]+@/, ':wrong@'))).toEqual({
      is: 'failed',
      cause: 'refused',
      detail: 'SMTP 535 5.7.8',
    })
  })

  it('goes on with the next mail after a bad one', async () => {
    const mailer = openMailer({ url: mailbox.url, from, patience })
    mailbox.misbehave({ at: 'recipient', reply: '550 no' })
    const bad = await mailer.send(mail)
    mailbox.behave()
    expect([bad.is, (await mailer.send(mail)).is]).toEqual(['failed', 'sent'])
    await mailer.close()
  })
})

it('tries again when nobody listens', async () => {
  const gone = await startMailbox()
  await gone.close()
  expect(await sendTo(gone.url)).toEqual({ is: 'again', cause: 'unreachable', detail: 'ECONNREFUSED' })
})

describe('a server that keeps to no rules', () => {
  let server: Server | undefined
  afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))))

  /** Answers each command by its verb; the end of a mail by `.`; '' is silence. */
  const script = (replies: Readonly<Record<string, (socket: Socket) => void>>, greeting = '220 hello\r\n') =>
    new Promise<string>((resolve) => {
      const made = createServer((socket) => {
        socket.on('error', () => {})
        socket.write(greeting)
        let line = ''
        socket.on('data', (chunk) => {
          const said = (line + chunk).split('\r\n')
          line = said.pop() ?? ''
          for (const verb of said.map((one) => one.toLowerCase().split(/[ :]/)[0] ?? '')) {
            const usually = {
              ehlo: '250 hello\r\n',
              mail: '250 ok\r\n',
              rcpt: '250 ok\r\n',
              data: '354 go\r\n',
            }
            const usual = usually[verb as keyof typeof usually]
            if (replies[verb]) replies[verb](socket)
            else if (usual) socket.write(usual)
          }
        })
      })
      server = made
      made.listen(0, '127.0.0.1', () =>
        resolve(`smtp://127.0.0.1:${(made.address() as { port: number }).port}`),
      )
    })

  it('tries again when it never says that the mail may come', async () => {
    expect(await sendTo(await script({ data: () => {} }))).toEqual({
      is: 'again',
      cause: 'unreachable',
      detail: 'ETIMEDOUT',
    })
  })

  it('tries again, or gives up, when it refuses that the mail comes', async () => {
    const busy = await script({ data: (socket) => socket.write('451 4.3.0 busy\r\n') })
    expect(await sendTo(busy)).toMatchObject({ is: 'again', cause: 'busy', detail: 'SMTP 451 4.3.0' })
    server?.close()
    const never = await script({ data: (socket) => socket.write('554 5.5.1 never\r\n') })
    expect(await sendTo(never)).toEqual({ is: 'failed', cause: 'refused', detail: 'SMTP 554 5.5.1' })
  })

  it.each(['25', '2', '250 o', '', '354 go on\r\n', 'what?\r\n'])(
    'says unknown when it answers the mail with %j and breaks off',
    async (half) => {
      expect(await sendTo(await script({ '.': (socket) => socket.end(half) }))).toMatchObject({
        is: 'unknown',
      })
    },
  )

  it('has sent it when the connection breaks right after the yes', async () => {
    const url = await script({ '.': (socket) => socket.end('250 2.0.0 queued\r\n') })
    expect(await sendTo(url)).toEqual({ is: 'sent' })
  })

  it('is waited for longer once it has the mail: asking again could double it', async () => {
    const url = await script({
      '.': (socket) => void setTimeout(() => socket.write('250 2.0.0 queued\r\n'), 700),
    })
    expect(await sendTo(url, { verdictMs: 10_000 })).toEqual({ is: 'sent' })
  })

  it('may be slow with each of its answers, as those that wait for strangers to go away are', async () => {
    const slowly = (answer: string) => (socket: Socket) => void setTimeout(() => socket.write(answer), 150)
    const url = await script({
      ehlo: slowly('250 hello\r\n'),
      mail: slowly('250 ok\r\n'),
      rcpt: slowly('250 ok\r\n'),
      data: slowly('354 go\r\n'),
      '.': slowly('250 2.0.0 queued\r\n'),
    })
    expect(await sendTo(url)).toEqual({ is: 'sent' })
  })

  it('is not waited for without end when it trickles before it takes the mail', async () => {
    const url = await script({
      rcpt: (socket) => {
        const drip = setInterval(() => socket.write('250-wait\r\n'), 50)
        socket.on('close', () => clearInterval(drip))
      },
    })
    expect(await sendTo(url, { verdictMs: 600_000 })).toEqual({
      is: 'again',
      cause: 'unreachable',
      detail: 'ETIMEDOUT',
    })
  })

  it('nor when it trickles afterwards', async () => {
    const url = await script({
      '.': (socket) => {
        const drip = setInterval(() => socket.write('250-wait\r\n'), 50)
        socket.on('close', () => clearInterval(drip))
      },
    })
    expect(await sendTo(url)).toEqual({ is: 'unknown', cause: 'cut', detail: 'ETIMEDOUT' })
  })

  it('tries again when something else than a mail server answers', async () => {
    const url = await script({}, 'HTTP/1.1 400 Bad Request\r\n\r\n')
    expect(await sendTo(url)).toMatchObject({ is: 'again' })
  })

  it('has sent it, whatever the server says to the farewell', async () => {
    const url = await script({
      '.': (socket) => socket.write('250 ok\r\n'),
      quit: (socket) => socket.write('550 never\r\n550 again\r\n', () => socket.resetAndDestroy()),
    })
    expect(await sendTo(url)).toEqual({ is: 'sent' })
  })
})
