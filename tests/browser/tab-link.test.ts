/** The page of a personal link in a real browser: opened, answered, refused elsewhere, renewed; for everyone. */
import type { Browser, Page } from 'playwright-core'
import { handOver, tokenIn, withoutTeams } from '../support/links'
import { openPoll, showPage, vote, voters } from '../support/polls'
import type { TestService } from '../support/service'
import { type Machine, openBrowser, openMachine } from './browser'
import { eventually } from './eventually'
import { faults } from './faults'
import { freePort, startServiceAt } from './tab-stage'

const [bernd, clara, deniz, , frida] = voters
const coordinator = 'Anke Beispiel'

let browsers: readonly Browser[]
let test: TestService
/** Two browsers on machines of their own, as people have them at home. */
let here: Machine
let elsewhere: Machine
let pages: readonly Page[] = []
beforeAll(async () => {
  // In one process even separate contexts share what the renderer remembers of localStorage.
  browsers = [await openBrowser(), await openBrowser()]
  const [one, other] = browsers as [Browser, Browser]
  test = await startServiceAt(await freePort())
  here = await openMachine(one)
  elsewhere = await openMachine(other)
  await withoutTeams(test, bernd, clara, deniz, frida)
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await test.stop()
})
afterEach(async () => {
  const ended = pages
  pages = []
  await Promise.all(ended.map((page) => page.close()))
  expect([here, elsewhere].flatMap((machine) => machine.complaints)).toEqual([])
})

async function visit(url: string, machine = here): Promise<Page> {
  const page = await machine.newPage()
  pages = [...pages, page]
  await page.goto(url)
  return page
}

const linkFor = async (who: string, poll: string): Promise<string> =>
  (await handOver(test, who, poll)).body.url
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

it('says whose link it is, binds nothing before "Öffnen", and then answers as the card does', async () => {
  const poll = await openPoll(test, { question: 'Was lernen wir?' })
  const url = await linkFor(bernd, poll.id)
  const asked: string[] = []
  const page = await visit(url)
  page.on('request', (request) => asked.push(`${request.url()} ${request.headers().referer ?? ''}`))
  await page.getByText(`Dieser Link ist für ${bernd}.`).waitFor()
  await page.getByText('Sind Sie das nicht?').waitFor()
  expect(await test.database.sql('select from link where browser is not null')).toEqual([])
  await press(page, 'Öffnen')
  await page.getByRole('radio', { name: 'Datenschutz' }).check()
  await press(page, 'Antworten')
  await page.getByText('Gespeichert: Datenschutz').waitFor()
  expect((await showPage(test, coordinator, poll.id)).poll.answered).toBe(1)
  // Loaded anew it is open: the browser is known.
  await page.reload()
  await page.getByRole('button', { name: 'Antwort ändern' }).waitFor()
  await press(page, 'Antwort zurückziehen')
  await page.getByRole('radio', { name: 'Datenschutz' }).waitFor()
  expect(asked.length).toBeGreaterThan(3)
  expect(asked.filter((one) => one.includes(tokenIn(url)))).toEqual([])
  expect(asked.filter((one) => /teams|res\.cdn/.test(one))).toEqual([])
})

it('says in another browser that it is none of it, and sends a fresh one; the same words whatever is the case', async () => {
  const poll = await openPoll(test, { question: 'Nur für eine?' })
  const url = await linkFor(clara, poll.id)
  const first = await visit(url)
  await press(first, 'Öffnen')
  await first.getByRole('radio', { name: 'Datenschutz' }).waitFor()
  const second = await visit(url, elsewhere)
  await second
    .getByRole('heading', { name: 'Dieser Link wurde schon in einem anderen Browser geöffnet.' })
    .waitFor()
  expect(await second.getByText(clara).count()).toBe(0)
  expect(await faults(second)).toEqual([])
  await press(second, 'Neuen Link an meine E-Mail-Adresse schicken')
  await second.getByText('Ist für Sie eine E-Mail-Adresse hinterlegt').waitFor()
})

it('says in words that it has been changed, is late, or was taken back', async () => {
  const poll = await openPoll(test, { question: 'Schon vorbei?' })
  const url = await linkFor(deniz, poll.id)
  const broken = await visit(url.slice(0, -3))
  await broken.getByRole('heading', { name: 'Dieser Link ist nicht vollständig.' }).waitFor()
  const [row] = await test.database.sql<{ id: string }>(
    'select l.id from link l join member m on m.id = l.member_id where m.name = $1',
    [deniz],
  )
  await test.api(coordinator, 'link.revoke', { body: { link: row?.id } })
  const revoked = await visit(url)
  await revoked.getByText('Die Geschäftsstelle hat ihn gesperrt.').waitFor()
  // Another link in the same window.
  await revoked.goto(await linkFor(deniz, poll.id))
  await revoked.getByText(`Dieser Link ist für ${deniz}.`).waitFor()
})

it.each(['light', 'dark', 'contrast'] as const)(
  'has no fault for axe and fits 320 px, before and after "Öffnen" (%s)',
  async (look) => {
    const poll = await openPoll(test, { question: `Für alle lesbar: ${look}?`, kind: 'several-2' })
    await vote(test, coordinator, poll.id, ['o1', 'o2'])
    const page = await visit(await linkFor(bernd, poll.id))
    await page.emulateMedia({
      colorScheme: look === 'dark' ? 'dark' : 'light',
      contrast: look === 'contrast' ? 'more' : 'no-preference',
    })
    await eventually(async () => expect(await page.locator('html').getAttribute('data-look')).toBe(look))
    await page.getByRole('button', { name: 'Öffnen' }).waitFor()
    expect(await faults(page)).toEqual([])
    await fits(page)
    await press(page, 'Öffnen')
    await page.getByRole('checkbox', { name: 'Datenschutz' }).waitFor()
    expect(await faults(page)).toEqual([])
    await fits(page)
  },
)

async function fits(page: Page): Promise<void> {
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 640 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

it('speaks the language of the person, whatever the browser does, and is answered by keyboard alone', async () => {
  const poll = await openPoll(test, { question: 'Ohne Maus?' })
  const page = await visit(await linkFor(frida, poll.id))
  await page.getByText(`This link is for ${frida}.`).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await eventually(async () => {
    await page.keyboard.press('Tab')
    expect(await page.locator('button:focus').count()).toBe(1)
  })
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'KI im Büro' }).waitFor()
  await eventually(async () => {
    await page.keyboard.press('Tab')
    expect(await page.locator('input[type=radio]:focus').count()).toBe(1)
  })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Saved: Datenschutz').waitFor()
})

it('is framed by nobody and found by no search', async () => {
  const { headers } = await fetch(`${test.url}/tab/link`)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

describe('the office', () => {
  const people = async () => {
    const page = await visit(`${test.url}/tab/network/people`)
    await page.getByLabel('Name, Organisation oder E-Mail').fill(clara)
    await page.getByRole('button', { name: `Persönliche Links: ${clara}` }).waitFor()
    return page
  }

  let url: string

  it('hands a link over: its address is shown this once, to be copied', async () => {
    const poll = await openPoll(test, { question: 'Auf Papier?' })
    const page = await people()
    await press(page, `Persönliche Links: ${clara}`)
    await page.getByLabel('Link übergeben für').selectOption(`poll ${poll.id}`)
    await press(page, 'Link übergeben')
    url = await page.getByLabel('Adresse des Links').inputValue()
    expect(tokenIn(url)).not.toBe('')
    expect(await faults(page)).toEqual([])
    await fits(page)
  })

  it('sees that it was opened, and takes it back', async () => {
    const own = await visit(url, elsewhere)
    await press(own, 'Öffnen')
    await own.getByRole('radio', { name: 'Datenschutz' }).waitFor()
    const page = await people()
    await press(page, `Persönliche Links: ${clara}`)
    const row = page.locator('li li').filter({ hasText: 'Auf Papier?' })
    await row.getByText(/^geöffnet /).waitFor()
    expect(await page.getByText(tokenIn(url)).count()).toBe(0)
    await press(page, 'Link sperren: Umfrage: Auf Papier?')
    await row.getByText('gesperrt').waitFor()
    await own.reload()
    await own.getByText('Die Geschäftsstelle hat ihn gesperrt.').waitFor()
  })
})
