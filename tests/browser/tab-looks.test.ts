/** Every page of the tab for everyone: three themes, phones, keyboards, slow lines. */
import { coordinator, groupId, openPoll, vote, voters } from '../support/polls'
import { eventually } from './eventually'
import { faults, faultsInAllLooks } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

let stage: TabStage
let open: string
let anonymous: string
let closed: string

beforeAll(async () => {
  stage = await startTabStage()
  const { test } = stage
  open = (await openPoll(test, { question: 'Welche Formate passen?', kind: 'several-2' })).id
  await vote(test, coordinator, open, ['o1', 'o2'])
  await vote(test, voters[0], open, ['o2'])
  anonymous = (
    await openPoll(test, { question: 'Wie zufrieden?', secrecy: 'anonymous', kind: 'scale-5', answers: '' })
  ).id
  closed = (await openPoll(test, { question: 'Was war gut?' })).id
  for (const voter of voters) await vote(test, voter, closed, 'o1')
  await test.api(coordinator, 'poll.close', { body: { poll: closed } })
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(() => stage?.stop())

/** Each page, and a text that stands on it once it is complete. */
const pages: Readonly<Record<string, () => Promise<readonly [path: string, text: string]>>> = {
  'the first page': async () => ['/', 'Welche Formate passen?'],
  'the list of polls': async () => ['/polls', 'Was war gut?'],
  'a running poll': async () => [`/polls/${open}`, 'Antwort ändern'],
  'an anonymous poll': async () => [`/polls/${anonymous}`, 'Wie zufrieden?'],
  'a closed poll': async () => [`/polls/${closed}`, 'Was war gut?'],
  'the form of a new poll': async () => [
    `/polls/new?group=${await groupId(stage.test)}`,
    'Was möchten Sie fragen?',
  ],
  'the choice of a channel tab': async () => ['/configure', 'Reiter für einen Arbeitskreis'],
  'an unknown page': async () => ['/nirgends', 'Diese Seite gibt es nicht'],
}

it.each(Object.keys(pages))(
  'has no fault for axe in light, dark and contrast, and fits 320 px: %s',
  async (name) => {
    const [path, text] = await (pages[name] ?? (() => Promise.reject(new Error(name))))()
    const page = await stage.open(path, coordinator)
    await page.getByText(text).first().waitFor()
    await eventually(async () => expect(await page.getByLabel('Wird geladen …').count()).toBe(0))
    expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
    // 640 px is what is left of 1280 px at 200 % zoom.
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    }
  },
)

it('has no fault for axe under a refusal, while renaming, and while it asks before closing', async () => {
  const page = await stage.open(`/polls/${open}`, coordinator)
  await page.getByRole('button', { name: '„KI im Büro“ entfernen' }).click()
  await page.getByText('„KI im Büro“ lässt sich nicht streichen.').waitFor()
  await page.getByRole('button', { name: '„Führung“ umbenennen' }).click()
  await page.getByLabel('Bezeichnung').waitFor()
  await page.getByRole('button', { name: 'Antwort ändern' }).click()
  await page.getByRole('checkbox', { name: 'Führung' }).check()
  await page.getByRole('button', { name: 'Antworten', exact: true }).click()
  await page.getByText('Das sind 3 Antworten, erlaubt sind 2.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Jetzt schließen' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await faults(page)).toEqual([])
})

it('takes the theme that Teams writes into the address', async () => {
  for (const look of ['light', 'dark', 'contrast']) {
    const page = await stage.open(`/?theme=${look}`, coordinator)
    await eventually(async () => expect(await page.locator('html').getAttribute('data-look')).toBe(look))
  }
})

it('turns with the system where the address asks for nothing', async () => {
  const page = await stage.open('/', coordinator)
  await page.getByText('Welche Formate passen?').first().waitFor()
  for (const look of ['light', 'dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: look })
    await eventually(async () => expect(await page.locator('html').getAttribute('data-look')).toBe(look))
  }
})

it('can be answered by keyboard alone, and says afterwards what became of it', async () => {
  const poll = await openPoll(stage.test, { question: 'Ohne Maus?' })
  const page = await stage.open(`/polls/${poll.id}`, voters[0])
  await page.getByRole('radio', { name: 'KI im Büro' }).waitFor()
  await eventually(async () => {
    await page.keyboard.press('Tab')
    expect(await page.locator('input[type=radio]:focus').count()).toBe(1)
  })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Gespeichert: Datenschutz').waitFor()
  const focused = page.getByTestId('card').locator('section:focus')
  await eventually(async () => expect(await focused.getAttribute('aria-label')).toContain('Ohne Maus?'))
})

// QUALITY.md: JavaScript of the first view, compressed.
const mostScript = 250 * 1024

it.each(['the first page', 'a running poll'])('brings at most 250 KB of script for %s', async (name) => {
  const page = await stage.visit('/nirgends')
  const requests = await page.context().newCDPSession(page)
  await requests.send('Network.enable')
  await requests.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  let transferred = 0
  requests.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType.includes('javascript')) scripts.add(requestId)
  })
  requests.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) transferred += encodedDataLength
  })
  const [path, text] = (await pages[name]?.()) ?? ['', '']
  await page.goto(`${stage.test.url}/tab${path}`)
  await page.getByText(text).first().waitFor()
  await page.waitForLoadState('load')
  expect(scripts.size).toBeGreaterThan(2)
  expect(transferred).toBeGreaterThan(50 * 1024)
  expect(transferred).toBeLessThanOrEqual(mostScript)
})
