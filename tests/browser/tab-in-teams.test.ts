/** The tab inside a frame, as Teams shows it: signed in by Teams' token, in Teams' theme, and in nobody else's frame. */
import type { Browser, Frame, Page } from 'playwright-core'
import { openPoll, voters } from '../support/polls'
import type { TestService } from '../support/service'
import { openBrowser, openMachine } from './browser'
import { eventually } from './eventually'
import { freePort, startServiceAt } from './tab-stage'

let browser: Browser
let test: TestService

beforeAll(async () => {
  // The stand-in for Teams has a public address; from there Chromium would ask before it lets a page reach loopback.
  browser = await openBrowser([
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessChecks',
  ])
  test = await startServiceAt(await freePort())
})
afterAll(async () => {
  await browser?.close()
  await test?.stop()
})

it('signs in with the token of Teams, takes its theme, leads to its sub page, and shows nothing of the demo', async () => {
  const poll = await openPoll(test, { question: 'Sieht man mich in Teams?' })
  const { newPage, complaints } = await openMachine(browser, { hosts: ['res.cdn.office.net'] })
  const page = await newPage()
  const token = await test.token(voters[0])
  const frame = await frameIn(page, 'https://teams.microsoft.com', hostPage(token, `polls/${poll.id}`))
  await frame.getByRole('radio', { name: 'Führung' }).check()
  await frame.getByRole('button', { name: 'Antworten', exact: true }).click()
  await frame.getByText('Gespeichert: Führung').waitFor()
  expect(await frame.locator('html').getAttribute('data-look')).toBe('dark')
  expect(await frame.getByText('Vorführung').count()).toBe(0)
  expect(complaints.filter((one) => !one.includes('ERR_FAILED'))).toEqual([])
})

it('cannot be put into the frame of another site', async () => {
  const { newPage, complaints } = await openMachine(browser)
  const page = await newPage()
  await frameIn(page, 'https://elsewhere.example', hostPage('', ''))
  await eventually(async () => expect(complaints.join()).toContain('frame-ancestors'))
})

/** A page of `origin` with the tab in a frame that fills it. */
async function frameIn(page: Page, origin: string, html: string): Promise<Frame> {
  await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto(`${origin}/host`)
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  if (!frame) throw new Error('no frame in the host page')
  return frame
}

/** Answers what teams-js asks of its host, as Teams in a browser does. */
function hostPage(token: string, subPage: string): string {
  const versions = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } }
  const context = {
    actionInfo: {},
    app: { locale: 'de-de', sessionId: 's', theme: 'dark', host: { name: 'Teams', clientType: 'web' } },
    page: { id: 'verbund', frameContext: 'content', subPageId: subPage },
    user: { id: 'u1' },
    subEntityId: subPage,
    theme: 'dark',
    locale: 'de-de',
    entityId: 'verbund',
    userObjectId: 'u1',
  }
  const answers = {
    initialize: ['content', 'web', JSON.stringify(versions), '2.58.0'],
    getContext: [context],
    'authentication.getAuthToken': [true, token],
  }
  return `<!doctype html><body style="margin:0"><script>
    const answers = ${JSON.stringify(answers)}
    addEventListener('message', ({ data, source, origin }) => {
      if (!data?.func || !answers[data.func]) return
      const { id, uuid, uuidAsString } = data
      source.postMessage({ id, uuid, uuidAsString, args: answers[data.func] }, origin)
    })
  </script><iframe src="${test.url}/tab/" style="width:100vw;height:100vh;border:0"></iframe>`
}
