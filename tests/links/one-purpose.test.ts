/** A link is for one person, one matter, one browser, a while: everything else is refused in words. */
import { randomIds } from '../../bot/ids'
import { memberId } from '../support/kept'
import { type LinkBrowser, linkBrowser, linkOf, withoutTeams } from '../support/links'
import { coordinator, groupId, openPoll, voters } from '../support/polls'
import { foundSecondNetwork } from '../support/second-network'
import { startTestService, type TestService } from '../support/service'

const [bernd, clara] = voters

let test: TestService
let poll: string
let other: string
let token: string
let browser: LinkBrowser
beforeAll(async () => {
  test = await startTestService()
  poll = (await openPoll(test)).id
  other = (await openPoll(test, { question: 'Und das andere?' })).id
  await withoutTeams(test, bernd, clara)
  token = await linkOf(test, bernd, poll)
  browser = linkBrowser(test)
  await browser.open(token)
})
afterAll(() => test.stop())

const codeOf = (answer: { body: { refusal?: { code: string } } }) => answer.body.refusal?.code
const read = (which = browser, by = token, id = poll) => which.ask(by, 'poll.card', { query: { poll: id } })
const cast = (which = browser, by = token, id = poll) =>
  which.ask(by, 'poll.cast-ballot', { body: { poll: id, nonce: randomIds.nonce(), choice: 'o1' } })

describe('one purpose', () => {
  it('the poll that it is for is read and answered', async () => {
    expect([(await read()).status, (await cast()).status]).toEqual([200, 200])
  })

  it("another poll's id is refused, by whatever field", async () => {
    for (const answer of [
      await read(browser, token, other),
      await cast(browser, token, other),
      await browser.ask(token, 'poll.card', { query: { poll: '' } }),
      await browser.ask(token, 'poll.card'),
      await browser.ask(token, `poll.card?poll=${poll}&poll=${other}`),
      await browser.ask(token, 'poll.cast-ballot', { body: { poll: [poll], nonce: randomIds.nonce() } }),
      await browser.ask(token, 'poll.cast-ballot', { body: [] }),
    ])
      expect([answer.status, codeOf(answer)]).toEqual([403, 'links:not-this'])
  })

  it('every other route of the service refuses it in words', async () => {
    const own = new Set(['poll.card', 'poll.answer-form', 'poll.cast-ballot', 'poll.withdraw-ballot'])
    const others = test.service.routes.filter(({ name }) => !own.has(name))
    expect(others.length).toBeGreaterThan(50)
    const group = await groupId(test)
    const everything = {
      poll,
      group,
      election: poll,
      member: await memberId(test, bernd),
      nonce: randomIds.nonce(),
    }
    const before = await test.database.sql('select * from audit_entry')
    for (const { name, kind } of others) {
      const options = kind === 'read' ? { query: everything } : { body: everything }
      const answer = await browser.ask(token, name, options)
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 403, 'links:not-this'])
      expect(answer.body.refusal.what).toBe('Das geht mit diesem Link nicht.')
    }
    expect(await test.database.sql('select * from audit_entry')).toEqual(before)
  })

  it('neither the stream of changes nor the set-up takes it', async () => {
    for (const [name, options] of [
      ['changes', {}],
      ['network.found', { body: {} }],
    ] as const) {
      const { status, body } = await browser.ask(token, name, options)
      // On one's own machine nobody signs in to set a network up: there it is the form that is refused.
      expect([name, [401, 422].includes(status), body.refusal?.what]).toEqual([
        name,
        true,
        expect.any(String),
      ])
    }
  })

  it('a link to stand for election answers no poll', async () => {
    const standing = await browser.ask(token, 'election.card', { query: { election: poll } })
    expect(codeOf(standing)).toBe('links:not-this')
  })
})

describe('one person', () => {
  it('a second browser is refused, in both languages, and told how to get a link of its own', async () => {
    const second = linkBrowser(test)
    for (const answer of [
      await read(second),
      await cast(second),
      await second.open(token),
      await second.ask(token, 'link.show'),
    ])
      expect([answer.status, codeOf(answer)]).toEqual([403, 'links:other-browser'])
    await test.database.sql("update member set language = 'en' where name = $1", [bernd])
    expect((await read(second)).body.refusal.what).toBe('This link has been opened in another browser.')
    await test.database.sql("update member set language = 'de' where name = $1", [bernd])
    expect((await read(second)).body.refusal.what).toBe(
      'Dieser Link wurde schon in einem anderen Browser geöffnet.',
    )
  })

  it('it stays the first browser’s: opened twice, read and acted on twice', async () => {
    expect([(await browser.open(token)).status, (await browser.open(token)).status]).toEqual([200, 200])
    expect([(await read()).status, (await cast()).status]).toEqual([200, 200])
  })

  it('a mere load binds nothing: what scans mails looks at pages, and another browser opens it', async () => {
    const own = await linkOf(test, clara, poll)
    const scanner = linkBrowser(test)
    const shown = await scanner.ask(own, 'link.show')
    expect(shown.body).toMatchObject({
      name: clara,
      opened: false,
      card: { verb: 'poll.card', data: { poll } },
    })
    for (const answer of [await read(scanner, own), await cast(scanner, own)])
      expect([answer.status, codeOf(answer)]).toEqual([403, 'links:not-opened'])
    const reader = linkBrowser(test)
    expect((await reader.open(own)).body).toMatchObject({ name: clara, opened: true })
    expect((await read(reader, own)).status).toBe(200)
    expect(codeOf(await scanner.open(own))).toBe('links:other-browser')
  })

  it('two browsers that press at the same moment: one of them has it', async () => {
    const own = await linkOf(test, clara, other)
    const both = Array.from({ length: 8 }, () => linkBrowser(test))
    const codes = await Promise.all(both.map(async (one) => (await one.open(own)).status))
    expect(codes.filter((status) => status === 200)).toHaveLength(1)
    expect(codes.filter((status) => status === 403)).toHaveLength(7)
  })

  it('without a key of the browser, or with one that could be guessed, it cannot be opened', async () => {
    const own = await linkOf(test, clara, other)
    for (const key of ['', 'short', 'x'.repeat(21), 'with a blank, and long enough', 'x'.repeat(101)])
      expect(
        codeOf(await browser.ask(own, 'link.open', { body: {}, headers: { 'x-link-browser': key } })),
      ).toBe('links:no-browser')
  })

  it('it answers for the person of the link alone, whoever is named in the request', async () => {
    const member = await memberId(test, clara)
    const answer = await browser.ask(token, 'poll.cast-ballot', {
      body: { poll, member, memberId: member, nonce: randomIds.nonce(), choice: 'o2' },
    })
    expect(answer.status).toBe(200)
    const [row] = await test.database.sql<{ name: string }>(
      `select m.name from ballot b join member m on m.id::text = b.voter_key where b.poll_id = $1`,
      [poll],
    )
    expect(row?.name).toBe(bernd)
  })
})

describe('late', () => {
  it('revoked by the office it works no more, not even where it was open', async () => {
    const own = await linkOf(test, clara, other)
    const mine = linkBrowser(test)
    await mine.open(own)
    const { body } = await test.api(coordinator, 'link.list', {
      query: { member: await memberId(test, clara) },
    })
    const [line] = body.links.filter(
      (one: { state: string; openedAt: string }) => one.state === 'works' && one.openedAt,
    )
    expect(line).toMatchObject({ purpose: 'poll', handedOver: true })
    for (const link of body.links as { id: string }[])
      await test.api(coordinator, 'link.revoke', { body: { link: link.id } })
    for (const answer of [await read(mine, own, other), await cast(mine, own, other), await mine.open(own)])
      expect([answer.status, codeOf(answer)]).toEqual([403, 'links:revoked'])
  })

  it('handed over anew, the earlier one works no more', async () => {
    const [first, second] = [await linkOf(test, clara, other), await linkOf(test, clara, other)]
    const mine = linkBrowser(test)
    expect(codeOf(await mine.open(first))).toBe('links:replaced')
    expect((await mine.open(second)).status).toBe(200)
  })

  it('whoever has left the network is refused, and back again let in', async () => {
    await test.database.sql('update member set left_at = now() where name = $1', [bernd])
    for (const answer of [await read(), await cast(), await browser.open(token)])
      expect([answer.status, codeOf(answer)]).toEqual([403, 'links:left'])
    await test.database.sql('update member set left_at = null where name = $1', [bernd])
    expect((await read()).status).toBe(200)
  })

  it('whoever has no vote in it any more is refused by the poll itself', async () => {
    const id = await memberId(test, clara)
    const own = await linkOf(test, clara, poll)
    const mine = linkBrowser(test)
    await mine.open(own)
    await test.database.sql('delete from voter where poll_id = $1 and member_id = $2', [poll, id])
    expect(codeOf(await cast(mine, own))).toBe('polls:not-in-electorate')
    expect(codeOf(await mine.ask(own, 'link.show'))).toBe('links:nothing-here')
  })
})

it('E1 in another network the office hands over no link to a matter of this one, and a link reads nothing of it', async () => {
  const north = await foundSecondNetwork(test)
  const member = await memberId(test, bernd)
  for (const [who, matter] of [
    [north.office, poll],
    [north.office, north.poll.id],
  ] as const) {
    const answer = await test.api(who, 'link.hand-over', { body: { member, purpose: 'poll', matter } })
    expect(codeOf(answer)).toBe('links:unknown-person')
  }
  expect(
    codeOf(
      await test.api(coordinator, 'link.hand-over', {
        body: { member, purpose: 'poll', matter: north.poll.id },
      }),
    ),
  ).toBe('links:nothing-open')
  expect(codeOf(await read(browser, token, north.poll.id))).toBe('links:not-this')
})

it('whoever is erased has no link left: none works, none is kept', async () => {
  const id = await memberId(test, bernd)
  const { body } = await test.api(coordinator, 'data.erase', { body: { member: id, sure: true } })
  expect(body.pseudonym).toEqual(expect.any(String))
  expect(await test.database.sql('select from link where member_id = $1', [id])).toEqual([])
  const answer = await read()
  expect([answer.status, codeOf(answer)]).toEqual([401, 'links:unreadable'])
})
