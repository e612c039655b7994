/** No password and no mail go in clear to another machine, unless somebody has said so. */
import { account, sendTo as sendSoonTo } from '../support/mail-attempt'
import { type Mailbox, startMailbox } from '../support/mailbox'

/** Nothing here hangs, and encrypting takes its time on a busy machine. */
const sendTo = (url: string) => sendSoonTo(url, { setUpMs: 10_000, silenceMs: 10_000 })

describe('TLS', () => {
  const opened: Mailbox[] = []
  const boxWith = async (tls: 'none' | 'starttls' | 'implicit') => {
    const mailbox = await startMailbox({ tls, account })
    opened.push(mailbox)
    return mailbox
  }
  afterEach(async () => {
    for (const mailbox of opened.splice(0)) await mailbox.close()
  })
  const trusting = '?tls.rejectUnauthorized=false'

  it.each(['starttls', 'implicit'] as const)('is used where it is offered: %s', async (tls) => {
    const mailbox = await boxWith(tls)
    expect(await sendTo(`${mailbox.url}${trusting}`)).toEqual({ is: 'sent' })
    expect(mailbox.mails[0]?.encrypted).toBe(true)
  })

  it.each(['starttls', 'implicit'] as const)('sends nothing past a certificate in doubt: %s', async (tls) => {
    const mailbox = await boxWith(tls)
    expect(await sendTo(mailbox.url)).toEqual({
      is: 'again',
      cause: 'unreachable',
      detail: expect.stringMatching(/CERT/),
    })
    expect(mailbox.mails).toHaveLength(0)
  })

  it('can be demanded: a server without it gets neither password nor mail', async () => {
    const mailbox = await boxWith('none')
    expect(await sendTo(`${mailbox.url}?requireTLS=true`)).toMatchObject({ is: 'again' })
    expect([mailbox.logins, mailbox.mails]).toEqual([0, []])
    const better = await boxWith('starttls')
    expect(await sendTo(`${better.url}${trusting}&requireTLS=true`)).toEqual({ is: 'sent' })
  })

  describe('is demanded of another machine without being asked for', () => {
    /** This machine under a name that does not say so. */
    const asOther = ({ url }: Mailbox) => url.replace('127.0.0.1', '[::ffff:127.0.0.1]')

    it('a server that does not offer it, or had it stripped, gets neither password nor mail', async () => {
      const mailbox = await boxWith('none')
      expect(await sendTo(asOther(mailbox))).toMatchObject({ is: 'again' })
      expect([mailbox.connections, mailbox.logins, mailbox.mails]).toEqual([1, 0, []])
    })

    it('one that offers it gets both, encrypted', async () => {
      const mailbox = await boxWith('starttls')
      expect(await sendTo(`${asOther(mailbox)}${trusting}`)).toEqual({ is: 'sent' })
      expect(mailbox.mails[0]?.encrypted).toBe(true)
    })

    it('unless it is given up by name', async () => {
      const mailbox = await boxWith('none')
      expect(await sendTo(`${asOther(mailbox)}?requireTLS=false`)).toEqual({ is: 'sent' })
      expect(mailbox.logins).toBe(1)
    })
  })
})
