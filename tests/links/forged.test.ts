/** A link that is tampered with opens nothing, trying is slowed, and the secret lies apart from the database. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomIds } from '../../bot/ids'
import { openLinkKeys } from '../../bot/links/keys'
import { openPollKeys } from '../../bot/polls/keys'
import { linkForgeries } from '../support/forgeries'
import { wholeDatabase } from '../support/kept'
import { linkBrowser, linkOf, withoutTeams } from '../support/links'
import { openPoll, voters } from '../support/polls'
import { startTestService, type TestService } from '../support/service'

const [bernd] = voters
const secretOf = (test: TestService) => readFileSync(path.join(test.dataDir, 'keys/links.secret'))

describe('a token', () => {
  let test: TestService
  let token: string
  let poll: string
  beforeAll(async () => {
    test = await startTestService()
    poll = (await openPoll(test)).id
    await withoutTeams(test, bernd)
    token = await linkOf(test, bernd, poll)
  })
  afterAll(() => test.stop())

  it('that is forged opens nothing, shows nothing, sends nothing', async () => {
    const forgeries = await linkForgeries(token, secretOf(test))
    expect(forgeries.length).toBeGreaterThan(15)
    const browser = linkBrowser(test)
    for (const { wrong, token: forged } of forgeries)
      for (const [route, options] of [
        ['link.show', {}],
        ['link.open', { body: {} }],
        ['link.renew', { body: {} }],
        ['poll.card', { query: { poll } }],
      ] as const) {
        const { status, body } = await browser.ask(forged, route, options)
        expect([wrong, route, status, body.refusal?.code]).toEqual([wrong, route, 401, 'links:unreadable'])
      }
    expect((await browser.ask(token, 'link.show')).body.opened).toBe(false)
  })

  it('that is right is none for the other doors, and theirs is none here', async () => {
    const bearer = { authorization: `Bearer ${token}` }
    expect((await test.api(null, 'poll.card', { query: { poll }, headers: bearer })).body.refusal.code).toBe(
      'house:sign-in',
    )
    const own = await test.token('Clara Vorbild')
    expect((await linkBrowser(test).ask(own, 'poll.card', { query: { poll } })).status).toBe(401)
  })

  it('stands in no row of the database and in no line of the log', async () => {
    const browser = linkBrowser(test)
    await browser.open(token)
    await browser.ask(token, 'poll.card', { query: { poll } })
    await browser.ask(`${token}x`, 'poll.card', { query: { poll } })
    const [, payload = '', signature = ''] = token.split('.')
    const written = [...(await wholeDatabase(test)), ...test.log.map((line) => JSON.stringify(line))].join(
      '\n',
    )
    expect(test.log.length).toBeGreaterThan(0)
    for (const secret of [token, payload, signature, browser.key]) expect(written).not.toContain(secret)
  })

  it('lasts no longer than it says, also where its matter has been put off', async () => {
    const browser = linkBrowser(test)
    test.clock.set('2027-01-05T12:00:00+01:00')
    await test.database.sql("update link set expires_at = '2027-06-01T12:00:00Z'")
    expect((await browser.ask(token, 'link.show')).body.refusal.code).toBe('links:late')
  })
})

it('who tries tokens is slowed: 429 from the sixth on, while others behind the address go on', async () => {
  const minute = (requests: number) => ({ requests, seconds: 60 })
  const allowances = { person: minute(40), address: minute(1000), failure: minute(5) }
  const test = await startTestService({ allowances })
  try {
    const { id: poll } = await openPoll(test)
    await withoutTeams(test, bernd)
    const [token, browser] = [await linkOf(test, bernd, poll), linkBrowser(test)]
    await browser.open(token)
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, i) => browser.ask(`${token}${i}`, 'poll.card', { query: { poll } })),
    )
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5)
    const slowed = guesses.filter(({ status }) => status === 429)
    expect(slowed).toHaveLength(7)
    for (const { headers, body } of slowed) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(body.refusal.code).toBe('house:too-many')
    }
    expect((await browser.ask(token, 'poll.card', { query: { poll } })).status).toBe(200)
    // And one person, by a link as by any other door.
    const flood = await Promise.all(
      Array.from({ length: 60 }, () => browser.ask(token, 'poll.card', { query: { poll } })),
    )
    expect(flood.filter(({ status }) => status === 429).length).toBeGreaterThan(15)
  } finally {
    await test.stop()
  }
})

describe('the secret', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbund-links-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const link = { id: randomIds.id(), expiresAt: new Date('2027-01-01T00:00:00Z') }
  const now = new Date('2026-12-01T00:00:00Z')

  it('is made once, whoever starts at the same moment, and what one signs the others read', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => openLinkKeys(folder, randomIds)))
    const tokens = await Promise.all(all.map((keys) => keys.sign(link)))
    expect(new Set(tokens).size).toBe(1)
    expect(await all[7]?.read(tokens[3] ?? '', now)).toEqual({ id: link.id, late: false })
    expect(readdirSync(folder)).toEqual(['links.secret'])
    const later = await openLinkKeys(folder, randomIds)
    expect(await later.sign(link)).toBe(tokens[0])
  })

  it('is read by the service alone', () => {
    if (process.platform === 'win32') return
    expect(statSync(path.join(folder, 'links.secret')).mode & 0o777).toBe(0o600)
  })

  it('is no key of a poll: what looks through the folder leaves it alone', async () => {
    const keys = await openPollKeys(folder)
    await keys.make(link.id)
    expect(await keys.list()).toEqual([link.id])
    await keys.destroy(link.id)
    expect(readdirSync(folder).sort()).toEqual(['CACHEDIR.TAG', 'links.secret'])
  })

  it('that is damaged is not taken: the service says so and starts no further', async () => {
    writeFileSync(path.join(folder, 'links.secret'), 'short')
    await expect(openLinkKeys(folder, randomIds)).rejects.toThrow('links.secret in KEYS_DIR is damaged')
  })
})
