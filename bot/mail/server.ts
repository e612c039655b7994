/** Which SMTP server, and how to speak with it: read from one address in the settings. */
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import type { SmtpServer } from './smtp-try'

/**
 * What may follow after `?`; anything else is refused, since nodemailer would take options from there that log mails.
 *
 * - `requireTLS=false` (smtp:// only): without STARTTLS the password and the mails go in clear, as they do when somebody
 *   on the way strips the offer. By default no mail goes to another machine without it; `true` demands it of this one, too
 * - `tls.rejectUnauthorized=false`: a certificate that nobody vouches for will do (a relay in the same house)
 * - `name=…`: how the service introduces itself; the machine's name by default
 */
const switches = ['requireTLS', 'tls.rejectUnauthorized']
const known = [...switches, 'name']

/** @throws with one sentence, without the password */
export function readServer(url: string): Pick<SmtpServer, 'options' | 'login'> {
  if (!URL.canParse(url))
    throw new Error('The address of the mail server is not one (smtp://user:password@host:587).')
  const { protocol, searchParams } = new URL(url)
  if (protocol !== 'smtp:' && protocol !== 'smtps:')
    throw new Error('The address of the mail server begins with smtp:// or smtps://.')
  const strange = [...searchParams.keys()].find((key) => !known.includes(key))
  if (strange !== undefined)
    throw new Error(`The address of the mail server has an unknown setting: ${strange}.`)
  const vague = switches.find((key) => !['true', 'false', null].includes(searchParams.get(key)))
  if (vague !== undefined) throw new Error(`The setting ${vague} of the mail server is true or false.`)
  const { host, port, auth, requireTLS, tls, name } = parseConnectionUrl(url)
  if (!host) throw new Error('The address of the mail server names no host.')
  return {
    options: {
      host,
      port,
      secure: protocol === 'smtps:',
      requireTLS:
        protocol === 'smtp:' && (requireTLS === undefined ? !isLoopback(host) : requireTLS === true),
      tls,
      ...(name !== undefined && { name: String(name) }),
    },
    login: auth?.user ? { user: auth.user, pass: auth.pass ?? '' } : undefined,
  }
}

/** By its name: what a lookup answers is not to be trusted with a password. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host.replace(/^\[|\]$/g, '') === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
