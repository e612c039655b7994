/** What arrives: the words as they were written, headers that say it is automatic, and nothing that was slipped in. */
import fc from 'fast-check'
import { letter } from '../../bot/mail/letter'
import { isMailAddress, type Mailer, openMailer } from '../../bot/mail/mailer'
import { type Mailbox, startMailbox } from '../support/mailbox'

const id = '00000000-0000-4000-8000-000000000007'
const said = letter({
  language: 'de',
  subject: 'Einladung zur Sitzung',
  title: 'Sitzung am Dienstag',
  paragraphs: ['Wir treffen uns um 09:00.'],
  link: { label: 'Zur Sitzung', url: 'https://verbund.example/tab/meetings/1' },
  foot: ['Verbund'],
})
const to = { name: 'Erika Muster', address: 'erika@firma.example' }

/** The headers of every mail, and no others. */
const usual = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
]

let mailbox: Mailbox
let mailer: Mailer
beforeAll(async () => {
  mailbox = await startMailbox()
  mailer = openMailer({ url: mailbox.url, from: 'Verbund Südost <verbund@post.example>' })
})
afterAll(async () => {
  await mailer.close()
  await mailbox.close()
})
beforeEach(() => mailbox.forget())

const only = () => {
  expect(mailbox.mails).toHaveLength(1)
  const [mail] = mailbox.mails
  if (!mail) throw new Error('no mail')
  return mail
}

it('arrives once, whole, from the service to the one it is for', async () => {
  expect(await mailer.send({ id, to, letter: said })).toEqual({ is: 'sent' })
  const mail = only()
  expect(mail).toMatchObject({ from: 'verbund@post.example', to: ['erika@firma.example'], encrypted: false })
  expect(mail).toMatchObject({ subject: said.subject, text: said.text, html: said.html })
  expect(mail.headers.from).toBe('Verbund Südost <verbund@post.example>')
  expect(mail.headers.to).toBe('Erika Muster <erika@firma.example>')
  expect(mail.headers['content-type']).toMatch(/^multipart\/alternative;/)
  expect(Date.parse(mail.headers.date ?? '')).not.toBeNaN()
})

it('says that it is automatic, and asks for no receipt', async () => {
  await mailer.send({ id, to, letter: said })
  const { headers } = only()
  expect(headers['auto-submitted']).toBe('auto-generated')
  expect(Object.keys(headers).filter((name) => /notification|receipt|x-mailer/.test(name))).toEqual([])
})

it('is known as the same mail when somebody has it sent a second time', async () => {
  await mailer.send({ id, to, letter: said })
  await mailer.send({ id, to, letter: said })
  expect(mailbox.mails.map(({ headers }) => headers['message-id'])).toEqual(
    Array(2).fill(`<${id}@post.example>`),
  )
  expect(mailbox.connections).toBe(2)
})

it.each([
  ['umlauts and signs', 'Äußerst größere Übung — „Maß“ €'],
  ['Arabic', 'مرحبا بالعالم'],
  ['Hebrew', 'שלום עולם'],
  ['Japanese', '日本語のお知らせ'],
  ['emoji', '👩‍🏭 Schweißen 🏳️‍🌈🇩🇪'],
  ['what looks encoded', '=?utf-8?q?kein_Wort?='],
  ['a word without end', 'a'.repeat(1200)],
  ['what ends a mail', `Zeile\n.\n..\nQUIT\nFrom hier`],
])('keeps %s as written', async (_what, text) => {
  const paragraphs = [text, `${text} ${text}`]
  const written = letter({ language: 'de', subject: text, title: text, paragraphs, foot: [] })
  const name = written.subject.slice(0, 60)
  expect(await mailer.send({ id, to: { ...to, name }, letter: written })).toEqual({ is: 'sent' })
  const mail = only()
  expect(mail).toMatchObject({ text: written.text, html: written.html })
  expect(mail.subject).toBe(written.subject)
  expect(mail.headers.to).toContain(name.replaceAll('"', '\\"'))
  expect(Math.max(...mail.raw.split('\r\n').map((line) => line.length))).toBeLessThan(999)
})

it.each(['\r\nBcc: fremd@evil.example', '\nX-Slipped: in', '\r\n\r\n<b>body</b>', '\0\u2028\r.\r\nQUIT\r\n'])(
  'begins no header with what stands after a line break: %j',
  async (evil) => {
    const sly = { ...said, subject: `Betreff${evil}` }
    await mailer.send({ id, to: { name: `Name${evil}`, address: to.address }, letter: sly })
    const mail = only()
    expect(mail.to).toEqual([to.address])
    expect(Object.keys(mail.headers).sort()).toEqual(usual)
    expect(mail.subject).toMatch(/^Betreff /)
    expect(mail.text).toBe(said.text)
  },
)

it.each([
  ['a@b.example, c@evil.example'],
  ['a@b.example\r\nBcc: c@evil.example'],
  ['a@b.example> SIZE=1\r\nRCPT TO:<c@evil.example'],
  ['<a@b.example>'],
  ['"c@evil.example x"@b.example'],
  ['c@evil.example@b.example'],
  ['Gruppe: a@b.example;'],
  ['a(c@evil.example)@b.example'],
  ['a b@c.example'],
  ['a@b c.example'],
  ['a@'],
  ['@b.example'],
  ['a'],
  [''],
  [`${'a'.repeat(65)}@b.example`],
  [`a@${'b.'.repeat(130)}example`],
])('writes to nobody at %j: that is not one address', async (address) => {
  expect(await mailer.send({ id, to: { name: 'A', address }, letter: said })).toEqual({
    is: 'failed',
    cause: 'bad-address',
  })
  expect(mailbox.connections).toBe(0)
})

it.each([
  'a.b+c@d.example',
  "o'neil_x-y@sub.d.example",
  'a%b!c@d.example',
  'jürgen@d.example',
  'a@bücher.example',
])('writes to %s', async (address) => {
  expect(await mailer.send({ id, to: { name: '', address }, letter: said })).toEqual({ is: 'sent' })
  expect(only().to[0]).toMatch(/^[^@]+@(.*\.)?(d|bücher|xn--bcher-kva)\.example$/)
})

it('whatever stands in name, subject and address, one mail goes to that address or none goes out', async () => {
  const marks = fc.constantFrom(
    '\r\n',
    '\n',
    '<',
    '>',
    ',',
    ';',
    ':',
    '"',
    '@',
    '(',
    ' ',
    '\\',
    'é',
    '👍',
    '.',
  )
  const any = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), marks), { maxLength: 8 })
  const text = any.map((some) => some.join(''))
  const address = fc.oneof(
    text,
    fc.tuple(text, text).map(([a, b]) => `${a}@${b}`),
    fc.emailAddress(),
  )
  const check = fc.asyncProperty(text, text, address, async (name, subject, where) => {
    mailbox.forget()
    const outcome = await mailer.send({ id, to: { name, address: where }, letter: { ...said, subject } })
    expect(mailbox.mails).toHaveLength(outcome.is === 'sent' ? 1 : 0)
    for (const mail of mailbox.mails) {
      expect(mail.to).toHaveLength(1)
      expect(usual).toEqual(expect.arrayContaining(Object.keys(mail.headers)))
      expect(mail.text).toBe(said.text)
    }
    expect(isMailAddress(where) || outcome.is === 'failed').toBe(true)
  })
  await fc.assert(check, { numRuns: 60 })
})
