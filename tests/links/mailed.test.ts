/** The letter brings the link, and the link works end to end: about polls, candidacies, in digests. */
import { randomIds } from '../../bot/ids'
import { textsOf } from '../support/demo-teams'
import { call, electionPage, opener } from '../support/elections'
import { linkBrowser, tokenIn } from '../support/links'
import { coordinator, openPoll, voters } from '../support/polls'
import {
  hasMail,
  mailed as mailedTo,
  mailsTo,
  type ReachScene,
  round,
  startReachScene,
} from '../support/reach'
import { until } from '../support/until'

const [bernd, clara, , , frida] = voters

let scene: ReachScene
beforeEach(async () => {
  scene = await startReachScene()
})
afterEach(() => scene.stop())

const tell = () => round(scene.test, 'inbox:tell')
const mailed = (who: string, count: number) => mailedTo(scene, who, count)

it('a letter about a poll carries the link, which answers the poll, and stays the same in every later letter', async () => {
  await hasMail(scene.test, bernd, { teams: false })
  const poll = await openPoll(scene.test, { date: '2026-11-27' })
  await tell()
  const opened = await mailed(bernd, 1)
  const token = tokenIn(opened.text)
  expect(opened.html).toContain(`/tab/link#${token}`)
  // A page of the tab would ask for an account.
  expect(opened.text + opened.html).not.toContain(`polls/${poll.id}`)
  expect(opened.text).toContain('Der Link ist nur für Sie')
  const browser = linkBrowser(scene.test)
  expect((await browser.open(token)).body).toMatchObject({
    name: bernd,
    title: poll.question,
    purpose: 'poll',
  })
  scene.test.clock.set('2026-11-25T10:30:00+01:00')
  await round(scene.test, 'polls:remind')
  expect(tokenIn((await mailed(bernd, 2)).text)).toBe(token)
  const card = await browser.card(token, 'poll.cast-ballot', {
    body: { poll: poll.id, nonce: randomIds.nonce(), choice: 'o2' },
  })
  expect(textsOf(card.body)).toContain('Gespeichert: Datenschutz')
  scene.test.clock.set('2026-11-27T12:00:03+01:00')
  await round(scene.test, 'polls:close-due')
  await tell()
  const result = await mailed(bernd, 3)
  expect(result.subject).toBe(`Ergebnis: ${poll.question}`)
  expect(tokenIn(result.text)).toBe(token)
  const read = await browser.card(token, 'poll.card', { query: { poll: poll.id } })
  expect(textsOf(read.body)).toContain('Datenschutz')
})

it('a letter that is sent again, after the mail server had no time for it, carries the same link', async () => {
  await hasMail(scene.test, bernd, { teams: false })
  const poll = await openPoll(scene.test, { date: '2026-12-14' })
  await tell()
  const first = tokenIn((await mailed(bernd, 1)).text)
  await scene.test.database.sql("update post set state = 'failed' where member_id is not null")
  const [post] = await scene.test.database.sql<{ id: string }>(
    'select id from post where member_id is not null',
  )
  const again = await scene.test.api(coordinator, 'ledger.send-again', { body: { delivery: post?.id } })
  expect(again.status).toBe(200)
  expect(tokenIn((await mailed(bernd, 2)).text)).toBe(first)
  expect(await scene.test.database.sql('select from link where matter_id = $1', [poll.id])).toHaveLength(1)
})

it('whoever has Teams keeps the way into Teams, also by mail', async () => {
  await hasMail(scene.test, clara, { teams: true })
  const poll = await openPoll(scene.test, { date: '2026-11-27' })
  await tell()
  scene.test.clock.set('2026-11-25T10:30:00+01:00')
  await round(scene.test, 'polls:remind')
  await mailed(clara, 2)
  for (const { text } of mailsTo(scene, clara)) {
    expect(text).toContain(`polls/${poll.id}`)
    expect(tokenIn(text)).toBe('')
  }
  expect(await scene.test.database.sql('select from link')).toEqual([])
})

it('whoever is asked to stand says yes by the link of the letter, and nothing else', async () => {
  await hasMail(scene.test, clara, { teams: false })
  const { id } = await call(scene.test)
  const { proposable } = await electionPage(scene.test, opener, id)
  const member = proposable.find(({ name }) => name === clara)?.id
  await scene.test.api(opener, 'election.propose', { body: { election: id, member } })
  await tell()
  await until(() => mailsTo(scene, clara).length === 2, 8000)
  const asked = mailsTo(scene, clara).find(({ subject }) => subject.startsWith('Kandidieren Sie?'))
  const [token, browser] = [tokenIn(asked?.text ?? ''), linkBrowser(scene.test)]
  expect((await browser.open(token)).body).toMatchObject({
    purpose: 'candidacy',
    card: { verb: 'election.card' },
  })
  const card = await browser.card(token, 'election.card', { query: { election: id } })
  const verbs = card.body.actions.map(({ verb }: { verb: string }) => verb)
  expect(verbs).toEqual(['election.stand', 'election.decline'])
  const yes = await browser.card(token, 'election.stand', { body: { election: id } })
  expect(textsOf(yes.body)).toContain('Gespeichert: Sie kandidieren.')
  for (const [route, body] of [
    ['election.propose', { election: id, member }],
    ['election.call-off', { election: id }],
  ] as const)
    expect((await browser.ask(token, route, { body })).body.refusal.code).toBe('links:not-this')
  const other = await call(scene.test, { title: 'Noch eine Wahl' })
  expect(
    (await browser.ask(token, 'election.stand', { body: { election: other.id } })).body.refusal.code,
  ).toBe('links:not-this')
})

it('each line of a digest leads to its matter, and no page of the tab is named', async () => {
  await hasMail(scene.test, frida, { teams: false })
  for (let i = 1; i <= 5; i += 1) {
    await openPoll(scene.test, { date: '2026-12-14', question: `Frage ${i}?` })
    scene.test.clock.advance(1)
  }
  await tell()
  await mailed(frida, 3)
  scene.test.clock.set('2026-11-24T08:00:00+01:00')
  await tell()
  const digest = await mailed(frida, 4)
  const ways = [...digest.text.matchAll(/New poll: (Frage \d\?):\n(\S+)/g)]
  expect(ways.map(([, question]) => question)).toEqual(['Frage 4?', 'Frage 5?'])
  for (const [, question, url] of ways) {
    const shown = await linkBrowser(scene.test).ask(tokenIn(url ?? ''), 'link.show')
    expect(shown.body.title).toBe(question)
  }
  expect(digest.text.replaceAll(/\/tab\/link#\S+/g, '')).not.toContain('/tab')
})
