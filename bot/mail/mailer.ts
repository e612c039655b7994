/** The way out by mail, for people without Teams: one attempt for each call, told as an outcome for the ledger. */
import { domainToASCII } from 'node:url'
import parseAddresses from 'nodemailer/lib/addressparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import { encodeWord } from 'nodemailer/lib/mime-funcs'
import { type Letter, oneLine } from './letter'
import type { WireOutcome } from './outcome'
import { readServer } from './server'
import { type Envelope, type Patience, trySmtp, usualPatience } from './smtp-try'

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`; see server.ts for what may follow after `?`. */
  readonly url: string
  /** `Verbund <verbund@example.org>`, or the address alone. */
  readonly from: string
  readonly patience?: Patience
}

export interface Mail {
  /** The post's id in the ledger: the mail's Message-ID is made of it, so a copy sent by hand is known as one. */
  readonly id: string
  readonly to: { readonly name: string; readonly address: string }
  readonly letter: Letter
}

export interface Mailer {
  /** Never repeats by itself, and throws only for a fault of ours. */
  send(mail: Mail): Promise<WireOutcome>
  /** Takes no more mails, and waits for those that are on their way. */
  close(): Promise<void>
}

/** @throws with one sentence, without the password, when the settings cannot be used */
export function openMailer({ url, from, patience = usualPatience }: MailSettings): Mailer {
  const server = { ...readServer(url), patience }
  const sender = senderOf(from)
  const underWay = new Set<Promise<WireOutcome>>()
  let closed = false
  const send = async (mail: Mail): Promise<WireOutcome> => {
    if (!isMailAddress(mail.to.address)) return { is: 'failed', cause: 'bad-address' }
    const { envelope, message } = await compose(mail, sender)
    return trySmtp(server, envelope, message)
  }
  return {
    send: async (mail) => {
      if (closed) return { is: 'again', cause: 'unreachable', detail: 'closing' }
      const sending = send(mail)
      underWay.add(sending)
      return sending.finally(() => underWay.delete(sending))
    },
    close: async () => {
      closed = true
      await Promise.allSettled(underWay)
    },
  }
}

/**
 * `local@domain` without quotes, comments, lists or anything that means more in a header or in SMTP. 64 and 254: RFC 5321,
 * 4.5.3.1. Other scripts are fine.
 */
export function isMailAddress(address: string): boolean {
  return (
    address.length <= 254 &&
    address.isWellFormed() &&
    /^[^\s\p{Cc}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}"(),:;<>@[\\\]]+$/u.test(address) &&
    domainOf(address) !== ''
  )
}

/** Empty when it is none. */
const domainOf = (address: string): string => domainToASCII(address.split('@')[1] ?? '')

interface Sender {
  readonly name: string
  readonly address: string
  readonly domain: string
}

function senderOf(from: string): Sender {
  const [first, ...others] = parseAddresses(from)
  const address = first?.address ?? ''
  if (!first || others.length > 0 || !isMailAddress(address))
    throw new Error('The sender of mails is not one address, such as "Verbund <verbund@example.org>".')
  return { name: oneLine(first.name), address, domain: domainOf(address) }
}

/** A line of a header ends at 998 bytes (RFC 5322, 2.1.1), and a name without a space cannot be folded. */
const longestName = 200

/**
 * nodemailer leaves ASCII as it is: what looks like an encoded word would be read as one, and what has no space would be
 * one endless line.
 */
function asHeader(text: string): string {
  return /=\?|\S{200}/.test(text) ? encodeWord(text, 'B', 52) : text
}

async function compose({ id, to, letter }: Mail, sender: Sender) {
  if (!/^[\w-]{1,64}$/.test(id)) throw new Error('the id of a post cannot stand in a Message-ID')
  const node = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to: { name: oneLine(to.name).slice(0, longestName).toWellFormed(), address: to.address },
    subject: asHeader(oneLine(letter.subject)),
    text: letter.text,
    html: letter.html,
    messageId: `<${id}@${sender.domain}>`,
    // Automatic answers to it are not wanted (RFC 3834), nor receipts for reading: none are asked for.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const { from, to: recipients } = node.getEnvelope()
  const [recipient] = recipients
  if (!from || !recipient || recipients.length !== 1)
    throw new Error('a mail has one sender and one recipient')
  return { envelope: { from, to: recipient } satisfies Envelope, message: await node.build() }
}
