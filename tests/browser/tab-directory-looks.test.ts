/** How the comparison with the directory looks, in both languages and every theme, narrow and wide. */
import type { Page } from 'playwright-core'
import { type DirectoryStandIn, startDirectoryStandIn } from '../support/directory-stand-in'
import { round } from '../support/reach'
import { faultsInAllLooks } from './faults'
import { startTabStage, type TabStage } from './tab-stage'

const office = 'Anke Beispiel'
let directory: DirectoryStandIn
let stage: TabStage
beforeAll(async () => {
  directory = await startDirectoryStandIn()
  stage = await startTabStage({ GRAPH_PEOPLE: 'on', GRAPH_URL: directory.url })
})
afterEach(async () => expect(await stage?.clear()).toEqual([]))
afterAll(async () => {
  await stage?.stop()
  await directory?.close()
})

/** Looked at by people when SCREENSHOTS names a folder. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, timeout: 0 })
}

/** The night's comparison, with so many of those who hold no office missing. */
async function night(missing: number): Promise<void> {
  const accounts = await stage.test.database.sql<{ id: string; office: boolean }>(
    'select aad_object_id as id, office from member where aad_object_id is not null order by office, name',
  )
  directory.put(
    '',
    accounts.map(({ id }) => id),
  )
  directory.remove('', ...accounts.slice(0, missing).map(({ id }) => id))
  await round(stage.test, 'groups:compare-directory')
  stage.test.clock.advance(86_400_000)
}

async function show(language: 'de' | 'en', says: string, name: string): Promise<Page> {
  await stage.test.database.sql('update member set language = $1 where name = $2', [language, office])
  const page = await stage.open('/network/people', office)
  await page.getByText(says).first().waitFor()
  await keep(page, `${name}-${language}`)
  return page
}

async function fits(page: Page, name: string): Promise<void> {
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 1400 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await keep(page, `${name}-320`)
}

it('who was marked by the service and is back, in German without a fault for axe', async () => {
  await night(3)
  await night(0)
  const page = await show('de', 'hat wieder ein Konto', 'directory-back')
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  await fits(page, 'directory-back-de')
})

it('many who are missing, with what would be lost, in English without a fault for axe', async () => {
  await night(9)
  const page = await show('en', 'people have no account any more', 'directory-held')
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  await fits(page, 'directory-held-en')
})

it('a night in which nothing was compared, in both languages', async () => {
  directory.misbehave(() => ({ status: 403 }))
  await night(0)
  await fits(await show('en', 'Microsoft refused the question', 'directory-failed'), 'directory-failed-en')
  await fits(await show('de', 'Microsoft hat die Frage abgelehnt', 'directory-failed'), 'directory-failed-de')
})
