/** One mail, tried once at whatever server stands at an address, by a mailer that loses patience soon. */
import { letter } from '../../bot/mail/letter'
import { openMailer } from '../../bot/mail/mailer'
import type { WireOutcome } from '../../bot/mail/outcome'
import type { Patience } from '../../bot/mail/smtp-try'

const paragraphs = ['Guten Tag']
export const mail = {
  id: '00000000-0000-4000-8000-000000000007',
  to: { name: 'Erika Muster', address: 'erika@firma.example' },
  letter: letter({ language: 'de', subject: 'Betreff', title: 'Titel', paragraphs, foot: [] }),
}
export const from = 'verbund@post.example'
export const patience: Patience = { setUpMs: 300, silenceMs: 300, verdictMs: 900 }
export const account = { user: 'post@verbund', pass: 'p@ss:w/rd ä?' }

/** One mail through a mailer of its own. */
export async function sendTo(url: string, more: Partial<Patience> = {}): Promise<WireOutcome> {
  const mailer = openMailer({ url, from, patience: { ...patience, ...more } })
  const outcome = await mailer.send(mail)
  await mailer.close()
  return outcome
}
