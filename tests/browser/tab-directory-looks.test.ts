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
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
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

async function look(language: 'de' | 'en', says: string, name: string): Promise<void> {
  await stage.test.database.sql('update member set language = $1 where name = $2', [language, office])
  const page = await stage.open('/network/people', office)
  await page.getByText(says).first().waitFor()
  await keep(page, `${name}-${language}`)
  expect(await faultsInAllLooks(page)).toEqual({ light: [], dark: [], contrast: [] })
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 1400 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await keep(page, `${name}-${language}-320`)
}

it('who was marked by the service and is back', async () => {
  await night(3)
  await night(0)
  await look('de', 'hat wieder ein Konto', 'directory-back')
  await look('en', 'has an account again', 'directory-back')
})

it('many who are missing, with what would be lost', async () => {
  await night(9)
  await look('de', 'Personen haben kein Konto mehr', 'directory-held')
  await look('en', 'people have no account any more', 'directory-held')
})

it('a night in which nothing was compared', async () => {
  directory.misbehave(() => ({ status: 403 }))
  await night(0)
  await look('de', 'Microsoft hat die Frage abgelehnt', 'directory-failed')
  await look('en', 'Microsoft refused the question', 'directory-failed')
})
