/** The tab inside a frame, as Teams shows it: signed in by Teams' token, in Teams' theme, and in nobody else's frame. */
import type { Browser } from 'playwright-core'
import { openPoll, voters } from '../support/polls'
import type { TestService } from '../support/service'
import { openBrowser, openMachine } from './browser'
import { eventually } from './eventually'
import { freePort, startServiceAt } from './tab-stage'
import { frameIn, hostPage } from './teams-host'

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
  const frame = await frameIn(
    page,
    'https://teams.microsoft.com',
    hostPage({ url: test.url, token, subPage: `polls/${poll.id}` }),
  )
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
  await frameIn(page, 'https://elsewhere.example', hostPage({ url: test.url, token: '' }))
  await eventually(async () => expect(complaints.join()).toContain('frame-ancestors'))
})
