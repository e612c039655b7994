/** Settings of mail are read when the service starts: what cannot be used is refused in one sentence without secrets. */
import { openMailer } from '../../bot/mail/mailer'
import { readServer } from '../../bot/mail/server'
import { usualPatience } from '../../bot/mail/smtp-try'
import { startMailbox } from '../support/mailbox'

const from = 'Verbund <verbund@example.org>'

it('reads server, account and what follows after the question mark', () => {
  expect(readServer('smtp://a%40b:p%3Aw@mail.example:2525?requireTLS=true&name=verbund.example')).toEqual({
    options: { host: 'mail.example', port: 2525, secure: false, requireTLS: true, name: 'verbund.example' },
    login: { user: 'a@b', pass: 'p:w' },
  })
  expect(readServer('smtps://mail.example?tls.rejectUnauthorized=false')).toEqual({
    options: { host: 'mail.example', secure: true, requireTLS: false, tls: { rejectUnauthorized: false } },
  })
})

it.each([
  ['smtp://mail.example', true],
  ['smtp://10.0.0.5:25', true],
  ['smtp://localhost.example', true],
  ['smtp://[::ffff:127.0.0.1]', true],
  ['smtp://mail.example?requireTLS=false', false],
  ['smtp://localhost:1025', false],
  ['smtp://127.0.0.1', false],
  ['smtp://127.8.9.10', false],
  ['smtp://[::1]:25', false],
  ['smtp://localhost?requireTLS=true', true],
])('demands TLS of %s: %s', (url, demanded) => {
  expect(readServer(url).options.requireTLS).toBe(demanded)
})

it('waits 10 s to be let in and 20 s for an answer, but a minute for what became of the mail', () => {
  expect(usualPatience).toEqual({ setUpMs: 10_000, silenceMs: 20_000, verdictMs: 60_000 })
})

it.each([
  ['kein Server', 'is not one'],
  ['http://u:secret@mail.example', 'smtp:// or smtps://'],
  ['smtp://u:secret@mail.example?logger=true', 'unknown setting: logger'],
  ['smtp://u:secret@mail.example?debug=true&pool=true', 'unknown setting: debug'],
  ['smtp://u:secret@mail.example?requireTLS=1', 'requireTLS'],
  ['smtp://u:secret@mail.example?tls.rejectUnauthorized=0', 'tls.rejectUnauthorized'],
  ['smtp:', 'no host'],
])('refuses the server %s (E5: no setting without effect)', (url, why) => {
  const refused = () => openMailer({ url, from })
  expect(refused).toThrow(why)
  expect(refused).not.toThrow('secret')
})

it.each(['', 'Verbund', 'a@b.example, c@d.example', 'Gruppe: a@b.example;', '<>', 'a b@c.example <x>'])(
  'refuses the sender %j',
  (sender) => {
    expect(() => openMailer({ url: 'smtp://mail.example', from: sender })).toThrow('sender of mails')
  },
)

it('waits for mails on their way when it closes, and takes no more', async () => {
  const mailbox = await startMailbox()
  const mailer = openMailer({ url: mailbox.url, from })
  const mail = {
    id: 'post-1',
    to: { name: '', address: 'a@b.example' },
    letter: { subject: 'S', text: 'T', html: '<p>T</p>' },
  }
  const sending = mailer.send(mail)
  await mailer.close()
  expect(mailbox.mails).toHaveLength(1)
  expect(await sending).toEqual({ is: 'sent' })
  expect(await mailer.send(mail)).toEqual({ is: 'again', cause: 'unreachable', detail: 'closing' })
  expect(mailbox.connections).toBe(1)
  await mailbox.close()
})
