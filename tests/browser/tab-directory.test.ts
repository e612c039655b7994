/** The office compares its people with the directory, inside Teams: sees who is not there, and marks them with one press. */
import type { Browser } from 'playwright-core'
import { demoTenant } from '../../bot/demo/network'
import { type OnBehalfScene, startOnBehalfScene } from '../support/on-behalf-scene'
import { openBrowser, openMachine } from './browser'
import { frameIn, hostPage } from './teams-host'

const office = 'Anke Beispiel'
const gone = ['Clara Vorbild', 'Gero Modell']
let browser: Browser
let scene: OnBehalfScene
beforeAll(async () => {
  // The stand-in for Teams has a public address; from there Chromium would ask before it lets a page reach loopback.
  browser = await openBrowser([
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessChecks',
  ])
  scene = await startOnBehalfScene()
  for (const name of gone) scene.directory.remove(demoTenant, await scene.accountOf(name))
})
afterAll(async () => {
  await browser?.close()
  await scene?.stop()
})

async function openPeople(language: 'de' | 'en') {
  await scene.gates.test.database.sql('update member set language = $1 where name = $2', [language, office])
  const machine = await openMachine(browser, { hosts: ['res.cdn.office.net'] })
  const page = await machine.newPage()
  const [url, token] = [scene.gates.test.url, await scene.officeToken()]
  const host = hostPage({ url, token, subPage: 'network/people', locale: language, theme: 'default' })
  const frame = await frameIn(page, 'https://teams.microsoft.com', host)
  const panel = frame.getByRole('region', {
    name: language === 'de' ? 'Verzeichnis bei Microsoft' : 'Directory at Microsoft',
  })
  const complaints = () => machine.complaints.filter((one) => !one.includes('ERR_FAILED'))
  return { page, frame, panel, complaints }
}

it('without consent says in words what to do', async () => {
  scene.consent()
  const { page, panel, complaints } = await openPeople('de')
  await panel.getByRole('button', { name: 'Mit dem Verzeichnis vergleichen' }).click()
  await panel.getByText('Verbund darf das Verzeichnis noch nicht lesen.').waitFor()
  await panel.getByText('Bitten Sie sie um die Zustimmung').waitFor()
  scene.consent('User.ReadBasic.All')
  expect(complaints()).toEqual([])
  await page.close()
})

it('shows in English who is not there, with what would be lost, and marks nobody', async () => {
  const { page, panel, complaints } = await openPeople('en')
  await panel.getByRole('button', { name: 'Compare with the directory' }).click()
  await panel.getByRole('heading', { name: '2 people have no account any more' }).waitFor()
  expect(await panel.getByRole('listitem').count()).toBe(2)
  await panel.getByText('not in the directory any more').first().waitFor()
  expect(complaints()).toEqual([])
  await page.close()
})

it('marks them with one press, names the seats that are free, and takes back who has an account again', async () => {
  const { page, frame, panel, complaints } = await openPeople('de')
  await panel.getByRole('button', { name: 'Mit dem Verzeichnis vergleichen' }).click()
  await panel.getByRole('button', { name: 'Alle 2 aus dem Verbund nehmen' }).click()
  await panel.getByText('2 Personen sind ausgeschieden.').waitFor()
  await panel.getByText('Damit frei im Steuerkreis').waitFor()
  scene.directory.put(demoTenant, [await scene.accountOf('Gero Modell')])
  await panel.getByRole('button', { name: 'Mit dem Verzeichnis vergleichen' }).click()
  await frame.getByText('hat wieder ein Konto').waitFor()
  await frame.getByRole('button', { name: 'Gero Modell wieder aufnehmen' }).click()
  await frame.getByText('Gero Modell').last().waitFor()
  await page.setViewportSize({ width: 320, height: 800 })
  const width = await frame.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(320)
  expect(complaints()).toEqual([])
  await page.close()
})
