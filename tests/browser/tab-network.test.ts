/** Who belongs to several networks, in the tab inside Teams: asked once, free to switch, and asked nothing in a channel. */
import type { Browser } from 'playwright-core'
import { demoTenant } from '../../bot/demo/network'
import { type BetweenNetworks, both, partner, south, startBetweenNetworks } from '../support/between-networks'
import { openBrowser, openMachine } from './browser'
import { eventually } from './eventually'
import { faults } from './faults'
import { frameIn, type Hosted, hostPage } from './teams-host'

let browser: Browser
let scene: BetweenNetworks
beforeAll(async () => {
  // The stand-in for Teams has a public address; from there Chromium would ask before it lets a page reach loopback.
  browser = await openBrowser([
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessChecks',
  ])
  scene = await startBetweenNetworks()
})
afterAll(async () => {
  await browser?.close()
  await scene?.test.stop()
})

async function openAs(who: typeof both, hosted: Partial<Hosted> = {}, width = 1280) {
  const machine = await openMachine(browser, { hosts: ['res.cdn.office.net'], width })
  const page = await machine.newPage()
  const host = { url: scene.test.url, token: await scene.test.token(who), theme: 'default', ...hosted }
  const frame = await frameIn(page, 'https://teams.microsoft.com', hostPage(host))
  const complaints = () => machine.complaints.filter((one) => !one.includes('ERR_FAILED'))
  // The page alone: the browser of the tests is one process, and would end with its context.
  return { page, frame, complaints, close: () => page.close() }
}

it('is asked once, chooses, switches at the top of the page, and is not asked again', async () => {
  const { frame, complaints, close } = await openAs(both, { theme: 'default' })
  await frame.getByRole('heading', { name: 'Für welchen Verbund?' }).waitFor()
  expect(await frame.getByText('Sie gehören noch zu keinem Arbeitskreis').count()).toBe(0)
  expect(await faults(frame)).toEqual([])
  await frame.getByRole('button', { name: 'Nordverbund' }).click()
  const shown = frame.getByTestId('network')
  await shown.waitFor()
  await frame.getByRole('heading', { name: 'Heute' }).waitFor()
  expect(await shown.locator('option:checked').textContent()).toBe('Nordverbund')
  expect(await faults(frame)).toEqual([])
  scene.test.clock.advance(1000)
  await shown.selectOption({ label: south })
  await eventually(async () => expect(await shown.locator('option:checked').textContent()).toBe(south))
  await close()
  const again = await openAs(both)
  await again.frame.getByTestId('network').waitFor()
  expect(await again.frame.getByTestId('network').locator('option:checked').textContent()).toBe(south)
  await again.close()
  expect([...complaints(), ...again.complaints()]).toEqual([])
})

it('is asked nothing in a channel: its network counts, and there is nothing to switch', async () => {
  const { frame, complaints, close } = await openAs(both, { ownerTenantId: scene.north.office.tenantId })
  await frame.getByText('Nordverbund').waitFor()
  expect(await frame.getByTestId('network').count()).toBe(0)
  await close()
  expect(complaints()).toEqual([])
})

it('somebody of another tenant is in the tab of a shared channel with a token of the own one', async () => {
  const { frame, complaints, close } = await openAs(partner, { ownerTenantId: demoTenant })
  await frame.getByText(south).waitFor()
  await close()
  expect(complaints()).toEqual([])
})

it.each(['default', 'dark', 'contrast'])('has no fault for axe and fits 320 px (%s)', async (theme) => {
  await scene.test.database.sql('delete from chat_choice')
  const { frame, close } = await openAs(both, { theme }, 320)
  await frame.getByRole('button', { name: 'Nordverbund' }).waitFor()
  const width = () => frame.evaluate('document.documentElement.scrollWidth')
  expect(await width()).toBeLessThanOrEqual(320)
  expect(await faults(frame)).toEqual([])
  await frame.getByRole('button', { name: 'Nordverbund' }).click()
  await frame.getByTestId('network').waitFor()
  await frame.getByRole('heading', { name: 'Heute' }).waitFor()
  expect(await width()).toBeLessThanOrEqual(320)
  expect(await faults(frame)).toEqual([])
  await close()
})
